import pytest
import sqlalchemy as sa

from portal.common.database import db, new_id, transaction
from portal.inquiries.actions_search import rebuild_search
from portal.items.actions import add_item, hide_item
from portal.search.models import SearchText
from portal.search.queries_checks import index_issues
from tests.make import EARLIER, make_document, make_draft, make_edition, make_program

KINDS = ("edition",)

pytestmark = pytest.mark.usefixtures("app")


def issues() -> list[str]:
    return [str(issue) for issue in index_issues(KINDS)]


def execute(statement: str) -> None:
    with transaction():
        db.session.execute(sa.text(statement))


def test_nothing_is_wrong_with_an_index_that_holds_what_is_public_and_no_more() -> None:
    assert issues() == []
    document = make_document(make_program())
    make_edition(document, published="2012-01-01")
    make_edition(document, published="2012-12-01")
    make_draft(document)
    assert issues() == []


def test_a_public_item_without_a_text_is_told() -> None:
    with transaction():
        add_item(item_id=new_id(), kind="edition", title="Lost", visible_from=EARLIER)
        add_item(item_id=new_id(), kind="document", title="Not searched", visible_from=EARLIER)
        add_item(item_id=new_id(), kind="edition", title="A draft", permission="draft.read")
    assert issues() == ["The search index lacks 1 public item(s); run `portal search rebuild`."]


def test_a_text_of_what_is_not_public_is_told() -> None:
    edition = make_edition(make_document(make_program()), published="2012-01-01")
    with transaction():
        hide_item(item_id=edition.id, permission="draft.read")
    assert issues() == ["The search index holds 2 text(s) of items that are not public; run `portal search rebuild`."]


@pytest.mark.parametrize(
    "damage",
    ["UPDATE search_texts SET stems = 'other'", "UPDATE search_texts SET stems = stems || ' more' WHERE part = ''"],
)
def test_a_text_that_was_changed_behind_the_index_is_told_and_mended_by_a_rebuild(damage: str) -> None:
    make_edition(make_document(make_program()), published="2012-01-01")
    execute(damage)
    assert issues() == ["The full-text index does not agree with its texts; run `portal search rebuild`."]
    with transaction():
        assert rebuild_search() == 2
    assert issues() == []


def test_a_rebuild_brings_back_what_was_lost_and_nothing_else() -> None:
    document = make_document(make_program())
    make_edition(document, published="2012-01-01")
    make_draft(document)
    before = texts()
    execute("UPDATE search_texts SET words = 'lost', title = 'lost'")
    assert texts() != before
    with transaction():
        rebuild_search()
    assert texts() == before
    assert issues() == []


def texts() -> list[tuple[str, ...]]:
    columns = (SearchText.part, SearchText.kind, SearchText.title, SearchText.words, SearchText.stems)
    return [tuple(row) for row in db.session.execute(sa.select(*columns).order_by(SearchText.part))]
