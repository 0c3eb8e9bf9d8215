"""What later happened to an edition, as everybody sees it: on its page, in what applies, in the list, from programs."""

from datetime import UTC, date, datetime

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.common.database import db
from portal.guidance.models import Document, Edition
from tests.make import make_document, make_edition, make_event, make_program, provision, sets
from tests.pages import Node, levels_of, main_of

SHARE = "share-information"
ADDRESS = "/guidance/participation"


@pytest.fixture
def first(app: APIFlask) -> Edition:
    """An edition of 2010, by which a sheriff must share information."""
    document = make_document(make_program())
    return make_edition(document, provision(SHARE, sets("sheriff", "mandatory")), published="2010-01-04")


def follow(first: Edition, published: str = "2011-01-03", effective: str | None = None) -> Edition:
    """Publish a second edition, by which a sheriff may decline to."""
    words = provision(SHARE, sets("sheriff", "optional"), markdown="Other words.")
    return make_edition(document_of(first), words, published=published, effective=effective)


def document_of(edition: Edition) -> Document:
    return db.session.get_one(Document, edition.document_id)


def read(client: FlaskClient, path: str, *, status: int = 200) -> Node:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return main_of(answer.text)


def level(client: FlaskClient, query: str = "") -> str | None:
    page = client.get(f"/applies?audience=sheriff&state=il{query}")
    assert page.status_code == 200
    row = client.get(f"/api/v1/obligations?audience=sheriff&provision={SHARE}&state=il{query}").json["items"][0]
    by_page = levels_of(page.text).get(SHARE)
    assert (by_page or "not_addressed") == row["level"]
    return by_page


def statuses(client: FlaskClient, query: str = "") -> list[str]:
    """The status of each edition in the history, newest first, which is the one that the interface gives."""
    table = read(client, f"{ADDRESS}/editions?{query}").one("table")
    shown = [each["class"].partition("--")[2] for each in table.all("span", class_="status")]
    given = client.get(f"/api/v1/guidance/participation/editions?{query}").json["items"]
    assert sorted(each["status"] for each in given) == sorted(shown)
    return shown


def problem(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/api/v1/guidance/participation?{query}")
    assert answer.status_code == 404
    reason: str = answer.json["reason"]
    return reason


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("withdrawn", "was withdrawn on June 1, 2011"),
        ("rescinded", "was rescinded on June 1, 2011"),
        ("expired", "expired on June 1, 2011"),
    ],
)
def test_an_edition_that_ended_never_falls_back_on_its_predecessor(
    client: FlaskClient, first: Edition, kind: str, words: str
) -> None:
    make_event(follow(first), kind, "2011-06-01")
    for path, status in ((ADDRESS, 404), ("/applies?audience=sheriff&state=il", 200)):
        page = read(client, path, status=status)
        assert f"{kind.title()}: nothing is in force" in [each.text for each in page.all("h2")]
        assert f"Edition 2 of “Participation” {words}. No edition has taken its place" in page.text
        assert "“A reason”" in page.text
        assert page.all("article") == []
        assert page.link("Read edition 2, which is kept") == f"{ADDRESS}/editions/2"
    assert problem(client) == kind
    assert level(client) is None
    notice = read(client, f"{ADDRESS}/editions/2").one("", class_="notice")
    assert kind.title() in notice.text
    assert "Nothing has taken its place." in notice.text
    assert statuses(client) == [kind, "superseded"]


def test_the_words_of_what_was_withdrawn_are_kept(client: FlaskClient, first: Edition) -> None:
    make_event(follow(first), "withdrawn", "2011-06-01")
    assert "Other words." in read(client, f"{ADDRESS}/editions/2").text


def test_what_was_withdrawn_governed_until_the_day_before(client: FlaskClient, first: Edition) -> None:
    make_event(follow(first), "withdrawn", "2011-06-01")
    assert level(client, "&effective_on=2011-05-31") == "optional"
    before = read(client, read(client, ADDRESS, status=404).link("Show May 31, 2011 instead"))
    assert "What governed on May 31, 2011" in before.text


def test_a_withdrawal_is_not_known_before_it_was_announced(client: FlaskClient, first: Edition) -> None:
    make_event(follow(first), "withdrawn", "2011-06-01", known="2011-08-01")
    assert level(client, "&effective_on=2011-07-01&known_on=2011-07-31") == "optional"
    assert level(client, "&effective_on=2011-07-01") is None
    assert statuses(client, "known_on=2011-07-31&effective_on=2011-07-31") == ["in_force", "superseded"]


def test_every_page_of_a_withdrawn_document_says_so(client: FlaskClient, first: Edition) -> None:
    make_event(follow(first), "withdrawn", "2011-06-01")
    assert read(client, "/guidance").one("tbody").one("span", class_="status").text == "Withdrawn"
    for path in (f"{ADDRESS}/matrix", f"{ADDRESS}/provisions/{SHARE}"):
        assert "Withdrawn: nothing is in force" in [each.text for each in read(client, path).all("h2")], path
    assert "Nothing." in read(client, "/").one("section", **{"aria-labelledby": "today_title"}).text


def test_what_was_published_in_error_never_governed_and_its_predecessor_does(
    client: FlaskClient, first: Edition
) -> None:
    make_event(follow(first), "in_error", "2011-01-03", known="2011-06-01")
    assert level(client) == "mandatory"
    assert level(client, "&effective_on=2011-02-01") == "mandatory"
    assert level(client, "&effective_on=2011-02-01&known_on=2011-05-31") == "optional"
    notice = read(client, f"{ADDRESS}/editions/2").one("", class_="notice")
    assert "published in error, as was announced on June 1, 2011" in notice.text
    assert notice.link("Edition 1") == f"{ADDRESS}/editions/1"
    assert statuses(client) == ["in_error", "in_force"]
    assert read(client, ADDRESS).all("", class_="notice") == []


def test_when_the_only_edition_was_an_error_nothing_is_in_force(client: FlaskClient, first: Edition) -> None:
    make_event(first, "in_error", "2010-01-04", known="2010-06-01")
    page = read(client, ADDRESS, status=404)
    assert "was published in error, as was announced on June 1, 2010" in page.text
    assert problem(client) == "in_error"
    assert level(client) is None


def test_what_was_cancelled_after_its_publication_never_governed(client: FlaskClient, first: Edition) -> None:
    make_event(follow(first, "2012-03-01", "2012-06-01"), "cancelled", "2012-06-01", known="2012-04-01")
    notice = read(client, f"{ADDRESS}/editions/2").one("", class_="notice")
    assert "This edition was cancelled on April 1, 2012, before it took effect. It never governed." in notice.text
    assert "Edition 1 has governed since January 4, 2010." in notice.text
    history = read(client, f"{ADDRESS}/editions").one("tbody").all("tr")[0]
    assert history.one("span", class_="status").text == "Cancelled"
    assert history.all("td")[0].text == "Never"
    assert level(client, "&effective_on=2012-07-01") == "mandatory"
    assert level(client, "&effective_on=2012-07-01&known_on=2012-03-31") == "optional"
    assert "edition 2" not in read(client, "/").text


def test_a_moved_edition_governs_from_its_new_day(client: FlaskClient, first: Edition) -> None:
    make_event(follow(first, "2012-01-03", "2012-03-01"), "effective_moved", "2012-06-01", known="2012-02-01")
    assert [level(client, f"&effective_on={day}") for day in ("2012-03-02", "2012-05-31", "2012-06-01")] == [
        "mandatory",
        "mandatory",
        "optional",
    ]
    assert level(client, "&effective_on=2012-03-02&known_on=2012-01-31") == "optional"
    notice = read(client, f"{ADDRESS}/editions/2").one("", class_="notice")
    assert "This edition governs from June 1, 2012. Until then edition 1 governs." in notice.text
    history = read(client, f"{ADDRESS}/editions").one("tbody").all("tr")[0]
    assert "February 1, 2012: Its effective date was moved to June 1, 2012. A reason" in history.text
    assert statuses(client) == ["future", "in_force"]


def test_what_is_published_and_not_yet_in_force_is_announced_everywhere(client: FlaskClient, first: Edition) -> None:
    follow(first, "2012-04-02", "2012-05-01")
    assert level(client) == "mandatory"
    to_come = read(client, "/applies?audience=sheriff&state=il").one("article", id=SHARE).one("dl")
    assert "To come You may decline from May 1, 2012." in to_come.text
    assert "To come Participation, edition 2, from May 1, 2012" in read(client, "/").text
    notice = read(client, f"{ADDRESS}/editions/2").one("", class_="notice")
    assert "Not yet in force" in notice.text
    assert notice.link("edition 1") == f"{ADDRESS}/editions/1"
    assert read(client, "/guidance").one("tbody").one("span", class_="status").text == "In force"
    later = read(client, f"{ADDRESS}?effective_on=2012-05-01")
    assert "What will govern on May 1, 2012" in later.text
    assert "Other words." in later.text
    assert statuses(client) == ["future", "in_force"]


def test_a_first_edition_not_yet_in_force_is_not_the_nearest_text(client: FlaskClient, app: APIFlask) -> None:
    document = make_document(make_program())
    make_edition(
        document, provision(SHARE, sets("sheriff", "mandatory")), published="2012-04-02", effective="2012-05-01"
    )
    for path, status in ((ADDRESS, 404), ("/applies?audience=sheriff", 200)):
        page = read(client, path, status=status)
        assert "Published, but not yet in force" in [each.text for each in page.all("h2")]
        assert "governs from May 1, 2012" in page.text
        assert page.all("article") == []
    assert problem(client) == "not_yet_effective"


def test_what_is_suspended_in_a_state_is_suspended_there_only(client: FlaskClient, first: Edition) -> None:
    make_event(first, "suspended", "2012-02-01", place="IL")
    here = read(client, "/applies?audience=sheriff&state=il")
    entry = here.one("section", **{"aria-labelledby": "h_suspended"}).one("article", id=SHARE)
    assert "Suspended In Illinois since February 1, 2012; until it is reinstated it does not apply there." in entry.text
    assert here.one("section", id="g_mandatory").all("article") == []
    county = read(client, "/applies?audience=sheriff&state=il&county=17031")
    assert county.one("section", **{"aria-labelledby": "h_suspended"}).one("article", id=SHARE)
    elsewhere = read(client, "/applies?audience=sheriff&state=ny")
    assert elsewhere.one("section", id="g_mandatory").one("article", id=SHARE)
    assert elsewhere.all("section", **{"aria-labelledby": "h_suspended"}) == []


def test_a_suspension_in_a_state_stands_above_the_edition_and_in_the_interface(
    client: FlaskClient, first: Edition
) -> None:
    make_event(first, "suspended", "2012-02-01", place="IL")
    notice = read(client, f"{ADDRESS}/editions/1").one("", class_="notice")
    assert "suspended in Illinois since February 1, 2012" in notice.text
    assert "Everywhere else it governs." in notice.text
    assert statuses(client) == ["in_force"]
    rows = {
        state: client.get(f"/api/v1/obligations?audience=sheriff&state={state}").json["items"][0]
        for state in ("il", "ny")
    }
    assert (rows["il"]["suspended_since"], "suspended_since" in rows["ny"]) == ("2012-02-01", False)


def test_what_was_reinstated_applies_again_and_the_gap_stays_in_the_record(client: FlaskClient, first: Edition) -> None:
    make_event(first, "suspended", "2012-02-01", place="IL")
    make_event(first, "reinstated", "2012-03-01", place="IL")
    assert read(client, "/applies?audience=sheriff&state=il").one("section", id="g_mandatory").one("article", id=SHARE)
    gap = read(client, "/applies?audience=sheriff&state=il&effective_on=2012-02-29")
    assert gap.one("section", **{"aria-labelledby": "h_suspended"})
    history = read(client, f"{ADDRESS}/editions").one("tbody").one("tr")
    assert "It was suspended in Illinois." in history.text
    assert "It was reinstated in Illinois." in history.text
    assert read(client, f"{ADDRESS}/editions/1").all("", class_="notice") == []


def test_what_is_suspended_everywhere_says_so_everywhere(client: FlaskClient, first: Edition) -> None:
    make_event(first, "suspended", "2012-02-01")
    assert "This edition is suspended everywhere since February 1, 2012" in read(client, ADDRESS).text
    assert statuses(client) == ["suspended"]
    assert read(client, "/guidance").one("tbody").one("span", class_="status").text == "Suspended"
    for state in ("il", "ny"):
        page = read(client, f"/applies?audience=sheriff&state={state}")
        assert "In the United States since" in page.one("section", **{"aria-labelledby": "h_suspended"}).text


def test_a_superseded_edition_says_when_it_governed_and_leads_to_what_does(client: FlaskClient, first: Edition) -> None:
    follow(first)
    notice = read(client, f"{ADDRESS}/editions/1").one("", class_="notice")
    assert "This edition governed from January 4, 2010 to January 2, 2011." in notice.text
    assert "Edition 2 has governed since January 3, 2011." in notice.text
    assert "Edition 2 compared" not in read(client, notice.link("What changed")).text
    assert read(client, notice.link("Edition 2")).all("", class_="notice") == []


def test_a_correction_for_the_past_governs_the_past_and_leaves_what_was_known(
    client: FlaskClient, first: Edition
) -> None:
    follow(first, "2011-01-03", "2010-06-01")
    assert level(client, "&effective_on=2010-07-01") == "optional"
    assert level(client, "&effective_on=2010-07-01&known_on=2011-01-02") == "mandatory"


def test_an_edition_dated_before_another_governs_only_until_that_one(client: FlaskClient, first: Edition) -> None:
    follow(first, "2011-01-03", "2009-06-01")
    assert level(client, "&effective_on=2009-12-31") == "optional"
    assert level(client) == "mandatory"
    notice = read(client, f"{ADDRESS}/editions/2").one("", class_="notice")
    assert "This edition governed from June 1, 2009 to January 3, 2010." in notice.text


def test_nothing_had_been_published_before_the_program_spoke(client: FlaskClient, app: APIFlask) -> None:
    make_document(make_program())
    assert "Nothing had been published" in [each.text for each in read(client, "/guidance").all("h2")]
    assert read(client, "/applies?audience=sheriff")
    assert read(client, "/")
    assert client.get(ADDRESS).status_code == 404


def test_a_page_changes_at_the_instant_that_was_set_and_not_before(client: FlaskClient, first: Edition) -> None:
    clock = client.application.extensions["portal-clock"]
    at = datetime(2012, 4, 9, 13, 30, tzinfo=UTC)
    make_edition(
        document_of(first),
        provision(SHARE, sets("sheriff", "optional"), markdown="Embargoed words."),
        published=at,
        effective="2012-04-09",
    )
    assert level(client) == "mandatory"
    assert client.get(f"{ADDRESS}/editions/2").status_code == 404
    clock.offset += at - clock.now()
    assert level(client) == "optional"
    assert "Embargoed words." in read(client, f"{ADDRESS}/editions/2").text
    assert date(2012, 4, 9).isoformat() in client.get(f"{ADDRESS}/editions").text
