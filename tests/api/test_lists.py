"""A list is given in parts, and its parts together are the whole list, whatever was added meanwhile."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from portal.api import lists
from portal.common.database import db
from portal.guidance.models import Document
from tests.make import make_document, make_edition, make_program, provision, sets

PATH = "/api/v1/obligations"


@pytest.fixture(autouse=True)
def _five_obligations(client: FlaskClient) -> None:
    assert client.get("/api/v1/programs").json["items"] == []
    texts = [provision(f"p{number}", sets("local", "optional"), number=str(number)) for number in range(5)]
    make_edition(make_document(make_program()), *texts, published="2010-08-17")


def get_document(slug: str) -> Document:
    return db.session.scalars(sa.select(Document).where(Document.slug == slug)).one()


def labels(client: FlaskClient, address: str) -> tuple[list[str], str | None]:
    found = client.get(address).json
    return [row["provision"] for row in found["items"]], found["next"]


def test_the_parts_of_a_list_are_the_whole_list(client: FlaskClient) -> None:
    first, following = labels(client, f"{PATH}?limit=2&state=il")
    assert following is not None
    second, following = labels(client, following)
    assert following is not None
    third, end = labels(client, following)
    assert (first, second, third, end) == (["p0", "p1"], ["p2", "p3"], ["p4"], None)


def test_a_list_that_just_fits_has_no_rest(client: FlaskClient) -> None:
    assert labels(client, f"{PATH}?limit=5") == (["p0", "p1", "p2", "p3", "p4"], None)


def test_the_rest_of_a_list_is_a_whole_address_that_keeps_the_question(client: FlaskClient) -> None:
    _, following = labels(client, f"{PATH}?state=IL&limit=2&effective_on=2011-01-01")
    assert following is not None
    assert following.startswith("http://localhost/api/v1/obligations?effective_on=2011-01-01&state=IL&limit=2&cursor=")


def test_a_row_added_before_the_cursor_moves_nothing(client: FlaskClient) -> None:
    _, following = labels(client, f"{PATH}?limit=2")
    document = make_document(make_program(), "earlier")
    make_edition(document, provision("z", sets("all", "optional")), published="2010-01-01")
    assert following is not None
    assert labels(client, f"{PATH}?limit=1")[0] == ["z"]
    assert labels(client, following)[0] == ["p2", "p3"]


def test_a_cursor_whose_row_is_gone_is_refused(client: FlaskClient) -> None:
    _, following = labels(client, f"{PATH}?limit=2&provision=p0&level=not_addressed")
    assert following is not None
    # What the cursor names, silence towards the state, ends with an edition that speaks to it.
    speaking = provision("p0", sets("all", "mandatory"))
    make_edition(get_document("participation"), speaking, published="2011-01-01")
    answer = client.get(following)
    assert (answer.status_code, answer.json["parameter"]) == (400, "cursor")
    assert "Begin anew" in answer.json["detail"]


def test_a_cursor_that_was_changed_is_refused(client: FlaskClient) -> None:
    _, following = labels(client, f"{PATH}?limit=2")
    assert following is not None
    address, _, cursor = following.partition("cursor=")
    for change in ("x{}", "{}x", "{}0", ".{}", "Zmlyc3Q.{}", "{}.{}", "%FF{}"):
        answer = client.get(f"{address}cursor={change.format(cursor, cursor)}")
        assert (answer.status_code, answer.json["parameter"]) == (400, "cursor")


def test_a_cursor_belongs_to_its_question(client: FlaskClient) -> None:
    _, following = labels(client, f"{PATH}?limit=2&state=IL")
    assert following is not None
    for other in ("state=NY", "state=IL&audience=local", "effective_on=2011-01-01&state=IL"):
        answer = client.get(f"{PATH}?{other}&cursor={following.partition('cursor=')[2]}")
        assert (answer.status_code, answer.json["parameter"]) == (400, "cursor")


def test_a_page_of_whole_editions_ends_before_it_grows_too_heavy(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "HEAVIEST", 5)
    document = make_document(make_program(), "heavy")
    for year in (2009, 2010, 2011):
        make_edition(document, provision("one"), provision("other", number="2"), published=f"{year}-01-01")
    first = client.get("/api/v1/guidance/heavy/editions").json
    assert [edition["number"] for edition in first["items"]] == [1, 2]
    rest = client.get(first["next"]).json
    assert ([edition["number"] for edition in rest["items"]], rest["next"]) == ([3], None)


def test_an_edition_too_heavy_for_any_page_still_has_one(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "HEAVIEST", 1)
    assert len(client.get("/api/v1/guidance/participation/editions").json["items"]) == 1
