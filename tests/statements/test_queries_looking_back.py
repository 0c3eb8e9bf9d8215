"""What became of a statement: judged at its date as known then, as known now, and today (ledger.md, section 5)."""

from datetime import UTC, date, datetime

import pytest
from apiflask import APIFlask

from portal.guidance.models import Document
from portal.guidance.queries import get_book
from portal.guidance.rules_in_force import Moment
from portal.programs.models import Program
from portal.statements.queries_looking_back import look_back
from portal.statements.rules_content import StatementContent
from portal.statements.rules_verdicts import LookingBack, Retrospect, Verdict
from tests.make import make_document, make_edition, make_event, make_program, provision, sets, tells

NOW = datetime(2012, 4, 9, 13, tzinfo=UTC)


@pytest.fixture
def program(app: APIFlask) -> Program:
    return make_program()


@pytest.fixture
def document(program: Program) -> Document:
    return make_document(program)


def judged(statement: StatementContent, said: str) -> Retrospect:
    return judgements(statement, said).retrospect


def judgements(statement: StatementContent, said: str) -> LookingBack:
    moment = Moment(on=date(2012, 4, 9), known=NOW, zone="America/New_York")
    return look_back(get_book("participation", NOW), statement, date.fromisoformat(said), moment)


def test_what_the_guidance_never_said_was_wrong_when_sent(document: Document) -> None:
    make_edition(document, provision("share", sets("local", "mandatory")), published="2010-01-01")
    assert judged(tells("share", "optional", about="2010-02-01"), "2010-02-01") == Retrospect.WRONG_WHEN_SENT


def test_what_was_right_and_is_no_longer_has_changed_since(document: Document) -> None:
    make_edition(document, provision("share", sets("local", "optional")), published="2010-01-01")
    make_edition(document, provision("share", sets("local", "mandatory")), published="2011-01-01")
    told = judgements(tells("share", "optional", about="2010-02-01"), "2010-02-01")
    assert (told.retrospect, told.calls_for_notice) == (Retrospect.SINCE_CHANGED, True)


def test_a_correction_back_to_the_day_credits_the_answer(document: Document) -> None:
    make_edition(document, provision("share", sets("local", "optional")), published="2010-01-01")
    make_edition(
        document, provision("share", sets("local", "mandatory")), published="2011-01-01", effective="2010-01-02"
    )
    told = judgements(tells("share", "optional", about="2010-02-01"), "2010-02-01")
    assert told.retrospect == Retrospect.GUIDANCE_CORRECTED
    assert (told.then, told.corrected) == (Verdict.AGREES, Verdict.CONTRADICTS)


def test_what_a_correction_makes_right_needs_no_notice(document: Document) -> None:
    make_edition(document, provision("share", sets("local", "mandatory")), published="2010-01-01")
    make_edition(
        document, provision("share", sets("local", "optional")), published="2011-01-01", effective="2010-01-02"
    )
    told = judgements(tells("share", "optional", about="2010-02-01"), "2010-02-01")
    assert (told.retrospect, told.calls_for_notice) == (Retrospect.SINCE_MADE_RIGHT, False)


def test_the_level_of_the_place_counts_and_not_that_of_the_nation(document: Document) -> None:
    make_edition(
        document,
        provision("share", sets("local", "mandatory"), sets("local", "optional", "IL")),
        published="2010-01-01",
    )
    assert judged(tells("share", "optional", place="17031", about="2010-02-01"), "2010-02-01") == Retrospect.STILL_RIGHT
    assert judged(tells("share", "optional", place="NY", about="2010-02-01"), "2010-02-01") == (
        Retrospect.WRONG_WHEN_SENT
    )


def test_a_condition_left_out_is_a_verdict_of_its_own(document: Document) -> None:
    needs = sets("local", "conditional", then="mandatory", otherwise="optional")
    make_edition(document, provision("share", needs), published="2010-01-01")
    told = judgements(tells("share", "mandatory", about="2010-02-01"), "2010-02-01")
    assert (told.then, told.retrospect) == (Verdict.CONDITION_MISSING, Retrospect.NOT_JUDGED)


def test_nothing_supports_a_statement_while_a_court_suspends_the_rule(document: Document) -> None:
    edition = make_edition(document, provision("share", sets("local", "mandatory")), published="2010-01-01")
    make_event(edition, "suspended", "2010-01-15", place="IL")
    told = judgements(tells("share", "mandatory", place="IL", about="2010-02-01"), "2010-02-01")
    assert {told.then, told.corrected, told.today} == {Verdict.UNSUPPORTED}


def test_before_the_first_edition_nothing_supports_a_statement(document: Document) -> None:
    make_edition(document, provision("share", sets("local", "mandatory")), published="2010-01-01")
    told = judgements(tells("share", "mandatory", about="2009-06-01"), "2009-06-01")
    assert (told.then, told.today) == (Verdict.UNSUPPORTED, Verdict.AGREES)


def test_after_a_split_a_statement_is_compared_with_every_successor(document: Document) -> None:
    make_edition(document, provision("share", sets("local", "mandatory")), published="2010-01-01")
    make_edition(
        document,
        provision("share-day", sets("local", "mandatory"), was="share"),
        provision("share-night", sets("local", "optional"), was="share"),
        published="2011-01-01",
    )
    told = judgements(tells("share", "mandatory", about="2010-02-01"), "2010-02-01")
    assert (told.then, told.today) == (Verdict.AGREES, Verdict.CONTRADICTS)


def test_what_was_said_on_the_day_of_publication_is_judged_as_known_at_its_end(document: Document) -> None:
    make_edition(
        document, provision("share", sets("local", "mandatory")), published=datetime(2010, 1, 1, 20, tzinfo=UTC)
    )
    assert judged(tells("share", "mandatory", about="2010-01-01"), "2010-01-01") == Retrospect.STILL_RIGHT
