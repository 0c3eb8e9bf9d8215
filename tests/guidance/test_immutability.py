"""What is published is refused any change by the databases themselves, from SQL, by whoever holds the connection."""

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from apiflask import APIFlask

from portal.answers.actions_drafts import save_draft
from portal.clearance.actions import record_contribution
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.directions.actions import ask_direction
from portal.directions.rules_direction import DirectionContent
from portal.inquiries.rules_content import Sender
from portal.notices.actions import queue_mail
from portal.notices.rules_mail import MailContent
from portal.programs.queries import program_facts
from tests.make import (
    give_inquiry,
    make_answer,
    make_document,
    make_draft,
    make_edition,
    make_entry,
    make_inquiry,
    make_program,
    make_response,
    make_user,
    provision,
    sets,
    tells,
    user_actor,
)

ATTACKS = [
    "UPDATE editions SET title = 'forged' WHERE published_at IS NOT NULL",
    "UPDATE editions SET published_at = NULL, sha256 = NULL, written = NULL WHERE published_at IS NOT NULL",
    "UPDATE editions SET published_at = '2009-01-01 00:00:00' WHERE published_at IS NOT NULL",
    "DELETE FROM editions WHERE published_at IS NOT NULL",
    "UPDATE provisions SET markdown = 'forged'",
    "UPDATE provisions SET position = 99",
    "DELETE FROM provisions",
    (
        "INSERT INTO provisions (edition_id, label_id, position, section, number, heading, markdown, html, text, was) "
        "SELECT id, (SELECT max(id) FROM provision_labels), 99, '', '9', 'x', 'x', 'x', 'x', '[]' FROM editions "
        "WHERE published_at IS NOT NULL"
    ),
    "UPDATE obligations SET level = 'optional'",
    "DELETE FROM obligations",
    (
        'INSERT INTO obligations (provision_id, audience_slug, place_code, level, condition, "then", otherwise, '
        "applies_when, action, deadline, how_to_decide, how_to_decline, authority) "
        "SELECT provision_id, 'public', 'US', 'optional', '', '', '', 'always', '', '', '', 'x', '' FROM obligations"
    ),
    "UPDATE documents SET slug = 'forged'",
    "DELETE FROM documents",
    "UPDATE document_details SET title = 'forged'",
    "DELETE FROM provision_labels",
    "UPDATE register_entries SET title = 'forged'",
    "DELETE FROM register_entries",
    "UPDATE statements SET level = 'mandatory'",
    "UPDATE statements SET item_id = (SELECT id FROM documents)",
    "DELETE FROM statements",
    (
        "INSERT INTO statements (item_id, program_id, label, audience_slug, place_code, level, said_on, about_on, "
        "quote, known_at, recorded_at) SELECT item_id, program_id, label, audience_slug, place_code, 'mandatory', "
        "said_on, about_on, 'forged', known_at, recorded_at FROM statements"
    ),
    "UPDATE standard_answers SET slug = 'forged'",
    "DELETE FROM standard_answers",
    "UPDATE answer_editions SET html = 'forged'",
    "DELETE FROM answer_editions",
    "UPDATE inquiries SET received_on = '2009-01-01'",
    "DELETE FROM inquiries",
    "UPDATE questions SET position = 2",
    "DELETE FROM questions",
    "UPDATE inquiry_events SET reason = 'forged'",
    "DELETE FROM inquiry_events",
    "UPDATE inquiry_senders SET position = 9",
    "DELETE FROM inquiry_senders",
    "DELETE FROM inquiry_links",
    "UPDATE responses SET position = 9",
    "DELETE FROM responses",
    "UPDATE response_versions SET number = 9",
    "DELETE FROM response_versions",
    "UPDATE response_parts SET body_hash = 'forged'",
    "DELETE FROM response_parts",
    "UPDATE sent_responses SET office = 'forged'",
    "DELETE FROM sent_responses",
    "DELETE FROM deliveries",
    "UPDATE statements SET level = 'mandatory' WHERE item_id IN (SELECT id FROM sent_responses)",
    "DELETE FROM statements WHERE item_id IN (SELECT id FROM sent_responses)",
    "UPDATE contributions SET at = '2009-01-01'",
    "DELETE FROM contributions",
    "UPDATE answer_draft_versions SET content = '{}'",
    "DELETE FROM answer_drafts",
    "UPDATE directions SET question = 'forged'",
    "DELETE FROM direction_waiters",
    "UPDATE mails SET to_address = 'forged'",
    "DELETE FROM mails",
    "UPDATE bodies SET text = 'forged'",
    "DELETE FROM bodies",
    "UPDATE persons SET name = 'forged'",
    "DELETE FROM persons",
    "UPDATE audit_events SET action = 'forged'",
    "DELETE FROM audit_events",
]
# SQLite deletes what stands in the way of OR REPLACE without firing the delete triggers.
REPLACEMENTS = [
    (
        "INSERT OR REPLACE INTO editions SELECT id, document_id, 'forged', summary, applies_to, effective_from, "
        "change_note, legal, source, recorded_at, published_at, sha256, written FROM editions "
        "WHERE published_at IS NOT NULL"
    ),
    (
        "REPLACE INTO editions (id, document_id, title, summary, applies_to, effective_from, change_note, legal, "
        "recorded_at) SELECT id, document_id, 'forged', '', '', '2009-01-01', '', '[]', '2009-01-01' FROM editions "
        "WHERE published_at IS NOT NULL"
    ),
    "INSERT OR REPLACE INTO provisions SELECT * FROM provisions",
    "INSERT OR REPLACE INTO obligations SELECT * FROM obligations",
    "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events",
    "INSERT OR REPLACE INTO documents SELECT * FROM documents",
    "INSERT OR REPLACE INTO register_entries SELECT * FROM register_entries",
    "INSERT OR REPLACE INTO statements SELECT * FROM statements",
    "INSERT OR REPLACE INTO answer_editions SELECT * FROM answer_editions",
    "INSERT OR REPLACE INTO inquiries SELECT * FROM inquiries",
    "INSERT OR REPLACE INTO bodies SELECT * FROM bodies",
    "INSERT OR REPLACE INTO sent_responses SELECT * FROM sent_responses",
    "INSERT OR REPLACE INTO response_parts SELECT * FROM response_parts",
    "INSERT OR REPLACE INTO inquiry_events SELECT * FROM inquiry_events",
    (
        "UPDATE OR REPLACE editions SET id = (SELECT id FROM editions WHERE published_at IS NOT NULL) "
        "WHERE published_at IS NULL"
    ),
    (
        "UPDATE OR REPLACE provisions SET id = "
        "(SELECT p.id FROM provisions p JOIN editions e ON e.id = p.edition_id "
        "WHERE e.published_at IS NOT NULL) WHERE edition_id = (SELECT id FROM editions WHERE published_at IS NULL)"
    ),
    (
        "INSERT OR REPLACE INTO obligations SELECT (SELECT min(id) FROM obligations), provision_id, 'public', "
        "place_code, "
        'level, condition, "then", otherwise, applies_when, action, deadline, how_to_decide, how_to_decline, authority '
        "FROM obligations ORDER BY id DESC LIMIT 1"
    ),
]
TRUNCATIONS = [
    "TRUNCATE editions CASCADE",
    "TRUNCATE audit_events",
    "TRUNCATE obligations",
    "TRUNCATE documents CASCADE",
    "TRUNCATE register_entries",
    "TRUNCATE statements",
    "TRUNCATE answer_editions",
    "TRUNCATE standard_answers CASCADE",
    "TRUNCATE inquiries CASCADE",
    "TRUNCATE bodies CASCADE",
    "TRUNCATE sent_responses CASCADE",
    "TRUNCATE mails CASCADE",
]


@pytest.fixture
def attacker(app: APIFlask) -> Callable[[str], None]:
    """Return how somebody with the bare driver, and none of the portal's settings, runs one statement."""
    program = make_program()
    document = make_document(program)
    make_edition(document, provision("send-prints", sets("local", "mandatory")), published="2010-01-01")
    make_draft(document, provision("send-prints", sets("local", "optional")))
    words = make_answer(program, "must-we-send", "[[send-prints]]", published="2010-02-02")
    make_entry(program, tells("send-prints", "optional"), said="2010-02-01")
    logged, drafter = make_inquiry(sender=Sender(name="Ann")), make_user()
    give_inquiry(logged, drafter)
    answer = make_response(logged, "[[send-prints]]")
    by = user_actor(drafter)
    with transaction():
        content = DirectionContent(provision="send-prints", audience="sheriff", place="US", question="May they?")
        waiter = (logged.id, 1)
        ask_direction(program_id=program.id, content=content, labels=["send-prints"], waiter=waiter, by=by, at=now())
        save_draft(program=program_facts(program), slug="new", content=words, read=0, by=by, at=now())
        record_contribution(item_id=answer, by=user_actor(drafter), at=now())
        mail = MailContent(to_address="a@b.test", subject="s", text="t", html="h")
        queue_mail(item_id=answer, content=mail, at=now())
    db.session.rollback()
    return lambda statement: run_alone(db.engine.url, statement)


def run_alone(url: sa.URL, statement: str) -> None:
    connection: Any
    if url.drivername == "sqlite":
        connection = sqlite3.connect(str(url.database))
    else:
        connection = psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


def contents() -> list[object]:
    db.session.rollback()
    published = sa.text(
        "SELECT e.title, e.sha256, p.markdown, o.level FROM editions e JOIN provisions p ON p.edition_id = e.id "
        "JOIN obligations o ON o.provision_id = p.id WHERE e.published_at IS NOT NULL"
    )
    told = sa.text(
        "SELECT r.title, s.item_id, s.level, s.quote FROM register_entries r JOIN statements s ON s.item_id = r.id"
    )
    answered = sa.text("SELECT e.html, s.level FROM answer_editions e JOIN statements s ON s.item_id = e.id")
    chain = sa.text("SELECT hash FROM audit_events ORDER BY seq")
    found = [row for question in (published, told, answered, chain) for row in db.session.execute(question)]
    # A reading transaction left open would make the attack wait for its locks.
    db.session.rollback()
    return found


@pytest.mark.parametrize("statement", ATTACKS)
def test_no_statement_changes_what_is_published(attacker: Callable[[str], None], statement: str) -> None:
    before = contents()
    with pytest.raises((sqlite3.DatabaseError, psycopg.DatabaseError), match="refused"):
        attacker(statement)
    assert contents() == before


@pytest.mark.parametrize("statement", REPLACEMENTS)
def test_sqlite_replaces_nothing_that_is_published(
    attacker: Callable[[str], None], statement: str, database_url: str
) -> None:
    if not database_url.startswith("sqlite"):
        statement = "DELETE FROM editions"
    before = contents()
    with pytest.raises((sqlite3.DatabaseError, psycopg.DatabaseError), match="refused"):
        attacker(statement)
    assert contents() == before


@pytest.mark.parametrize("statement", TRUNCATIONS)
def test_postgresql_empties_no_table_of_the_record(
    attacker: Callable[[str], None], statement: str, database_url: str
) -> None:
    if database_url.startswith("sqlite"):
        # SQLite has no TRUNCATE; a DELETE without a condition, which it optimizes into one, is its like.
        statement = "DELETE FROM audit_events"
    before = contents()
    with pytest.raises((sqlite3.DatabaseError, psycopg.DatabaseError), match="refused"):
        attacker(statement)
    assert contents() == before


def test_a_draft_may_still_be_changed_and_deleted(attacker: Callable[[str], None]) -> None:
    attacker("UPDATE editions SET title = 'better' WHERE published_at IS NULL")
    in_draft = "(SELECT p.id FROM provisions p JOIN editions e ON e.id = p.edition_id WHERE e.published_at IS NULL)"
    attacker(f"UPDATE obligations SET level = 'mandatory' WHERE provision_id IN {in_draft}")
    attacker(f"DELETE FROM obligations WHERE provision_id IN {in_draft}")
