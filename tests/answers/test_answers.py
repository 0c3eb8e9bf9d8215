"""Standard answers: their statements are made from the guidance of their day, and then stay as they were said."""

import pytest
import sqlalchemy as sa
from apiflask import APIFlask

from portal.answers.queries import list_answers, list_faqs
from portal.answers.rules_answer import Answer
from portal.answers.rules_content import STAFF, Mark, read_mark
from portal.audit.models import AuditEvent
from portal.common.clock import now
from portal.common.database import db
from portal.guidance.models import Document
from portal.items.rules import PUBLIC, Reader
from portal.programs.models import Program
from tests.make import make_answer, make_document, make_edition, make_program, provision, sets

PROGRAM = "secure-communities"


@pytest.fixture
def program(app: APIFlask) -> Program:
    return make_program()


@pytest.fixture
def document(program: Program) -> Document:
    document = make_document(program)
    share = provision("share", sets("local", "optional", action="Share it"), sets("state", "mandatory"))
    make_edition(document, share, published="2010-01-01")
    return document


def only() -> Answer:
    [answer] = list_faqs(PROGRAM, now())
    return answer


def stated(answer: Answer) -> list[tuple[str, str, str]]:
    return [(each.provision, each.audience, each.level) for each in answer.editions[-1].statements]


def test_the_level_comes_from_the_guidance_of_the_day_by_the_nearest_audience(
    program: Program, document: Document
) -> None:
    make_answer(program, "share", "Well:\n\n[[share]]\n\n- [[share|state]]", published="2010-02-01")
    answer = only()
    assert stated(answer) == [("share", "sheriff", "optional"), ("share", "state", "mandatory")]
    assert "You may decline to share it." in answer.editions[0].text
    assert "For state offices: You must do it." in answer.editions[0].text
    assert '<a href="/guidance/participation/provisions/share">' in answer.editions[0].html


def test_a_later_edition_of_guidance_changes_nothing_that_was_said(program: Program, document: Document) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    before = only().editions[0].html
    make_edition(document, provision("share", sets("local", "mandatory")), published="2011-01-01")
    assert only().editions[0].html == before
    make_answer(program, "share", "[[share]]", published="2011-02-01")
    assert [each.statements[0].level for each in only().editions] == ["optional", "mandatory"]
    assert only().standing(now()) is only().editions[1]


def test_what_guidance_does_not_address_is_said_and_is_no_statement(program: Program, document: Document) -> None:
    make_answer(program, "share", "[[share|public]]", published="2010-02-01")
    assert stated(only()) == []
    assert "Guidance does not speak of this." in only().editions[0].text


def test_a_level_asserted_on_purpose_is_what_is_stated(program: Program, document: Document) -> None:
    make_answer(program, "share", "[[share|sheriff|prohibited]]", published="2010-02-01")
    assert stated(only()) == [("share", "sheriff", "prohibited")]


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("share", Mark(label="share")),
        (" share | sheriff ", Mark(label="share", audience="sheriff")),
        ("share|sheriff|optional", Mark(label="share", audience="sheriff", level="optional")),
        ("share||optional", Mark(label="share", level="optional")),
    ],
)
def test_a_statement_has_up_to_three_parts(written: str, mark: Mark) -> None:
    assert read_mark(written) == mark


def test_the_public_sees_no_answer_for_staff(program: Program, document: Document) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01", public=False)
    assert list_answers(PROGRAM, PUBLIC, now()) == []
    assert len(list_answers(PROGRAM, Reader(permissions=frozenset({STAFF})), now())) == 1


def test_an_answer_of_the_past_is_audited_with_the_date_of_its_source(program: Program, document: Document) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    query = sa.select(AuditEvent).where(AuditEvent.action == "answer.entered")
    [entry] = db.session.scalars(query)
    assert (entry.details["source_date"], entry.details["statements"]) == ("2010-02-01", 1)


def test_the_same_edition_entered_again_is_left_as_it_is(program: Program, document: Document) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    assert len(only().editions) == 1
