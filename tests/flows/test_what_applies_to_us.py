"""A sheriff's counsel in Illinois, with a question and ten minutes."""

from itertools import product

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.make import stop_clock
from tests.pages import Node, levels_of, main_of

ACTIVATED, NOT_ACTIVATED = "17097", "17031"  # Lake County and Cook County, Illinois
SHERIFF, BUREAU = "sheriff", "state-identification-bureau"

# The table of the demonstration: what the public record says of four days.
TABLE = [
    ("federal-exchange", SHERIFF, ("automatic", "automatic", "automatic", "not_addressed")),
    ("decline-activation", SHERIFF, ("optional", "prohibited", "prohibited", "not_addressed")),
    ("receive-match-replies", SHERIFF, ("optional", "optional", "optional", "not_addressed")),
    ("memorandum-of-agreement", BUREAU, ("conditional", "conditional", "informational", "not_addressed")),
    ("honor-detainers", SHERIFF, ("optional", "optional", "optional", "optional")),
]
DAYS = ("2010-08-20", "2010-10-10", "2011-08-06", "2014-12-01")
AUDIENCES = [
    "all",
    "state",
    "governor",
    "attorney-general",
    "state-identification-bureau",
    "local",
    "local-law-enforcement",
    "sheriff",
    "municipal-police",
    "county-government",
    "tribal-law-enforcement",
    "federal-staff",
    "public",
]
# Whom the table's words reach beside those whom it names, since nothing nearer is said of them.
LIKE = {
    SHERIFF: ("local", "local-law-enforcement", SHERIFF, "municipal-police", "county-government"),
    BUREAU: ("state", "governor", "attorney-general", BUREAU),
}


def applies(visitor: FlaskClient, **asked: str) -> str:
    answer = visitor.get("/applies", query_string=asked)
    assert answer.status_code == 200, answer.text
    return answer.text


def levels_by_api(visitor: FlaskClient, **asked: str) -> dict[str, str]:
    answer = visitor.get("/api/v1/obligations", query_string={**asked, "limit": "500"})
    return {row["provision"]: row["level"] for row in answer.json["items"]}


def said(page: str, label: str) -> Node:
    return main_of(page).one("", id=label)


def assert_level(visitor: FlaskClient, label: str, level: str, **asked: str) -> None:
    page = levels_of(applies(visitor, **asked))
    row = visitor.get("/api/v1/obligations", query_string={**asked, "provision": label}).json["items"]
    assert (page.get(label, "not_addressed"), [each["level"] for each in row]) == (level, [level]), (label, asked)


def assert_table(visitor: FlaskClient, *days: str) -> None:
    for (named, audiences), day in product(LIKE.items(), days):
        county = {"county": ACTIVATED} if named == SHERIFF else {}
        expected = {label: levels[DAYS.index(day)] for label, of, levels in TABLE if of == named}
        for audience in audiences:
            asked = {"audience": audience, "state": "il", "effective_on": day, **county}
            for found in (levels_of(applies(visitor, **asked)), levels_by_api(visitor, **asked)):
                assert {label: found.get(label, "not_addressed") for label in expected} == expected, asked


def test_the_pages_and_the_interface_give_the_table_of_the_public_record(visitor: FlaskClient) -> None:
    assert_table(visitor, *DAYS[:3])


def test_after_the_program_was_discontinued_they_give_the_rest_of_the_table_and_what_was(
    later_visitor: FlaskClient,
) -> None:
    assert_table(later_visitor, *DAYS)


@pytest.mark.parametrize("shared_demonstration", ["sqlite"], indirect=True)
def test_every_audience_gets_the_same_levels_from_the_page_and_from_the_interface(visitor: FlaskClient) -> None:
    for audience in AUDIENCES:
        for day in DAYS[:3]:
            asked = {"audience": audience, "state": "il", "effective_on": day}
            by_page = levels_of(applies(visitor, **asked))
            by_api = levels_by_api(visitor, **asked)
            spoken = {label: level for label, level in by_page.items() if level != "not_addressed"}
            assert spoken == {label: level for label, level in by_api.items() if level != "not_addressed"}, asked


KNOWN_EARLIER = [
    # The day asked about, by whose end it was known, and the day whose column of the table was then said of it.
    ("2010-10-10", "2010-10-05", "2010-08-20"),
    ("2011-08-06", "2011-08-04", "2010-10-10"),
    ("2012-04-09", "2011-08-04", "2010-10-10"),
]


@pytest.mark.parametrize(("on", "known", "like"), KNOWN_EARLIER)
def test_what_was_published_later_is_not_known_before(visitor: FlaskClient, on: str, known: str, like: str) -> None:
    for label, audience, levels in TABLE:
        county = {"county": ACTIVATED} if audience == SHERIFF else {}
        dates = {"effective_on": on, "known_on": known}
        assert_level(visitor, label, levels[DAYS.index(like)], audience=audience, state="il", **county, **dates)


def test_the_end_of_the_program_is_not_known_on_the_day_before_it_was_announced(later_visitor: FlaskClient) -> None:
    dates = {"effective_on": "2014-12-01", "known_on": "2014-11-19"}
    for label, level in (("federal-exchange", "automatic"), ("decline-activation", "prohibited")):
        assert_level(later_visitor, label, level, audience=SHERIFF, state="il", county=ACTIVATED, **dates)


def test_the_day_of_publication_is_known_at_its_end(visitor: FlaskClient) -> None:
    dates = {"effective_on": "2010-10-06", "known_on": "2010-10-06"}
    assert_level(visitor, "decline-activation", "prohibited", audience=SHERIFF, state="il", **dates)


def test_a_county_that_is_not_activated_is_told_what_starts_at_activation(visitor: FlaskClient) -> None:
    asked = {"audience": SHERIFF, "state": "il", "county": NOT_ACTIVATED}
    page = applies(visitor, **asked)
    entry = said(page, "federal-exchange")
    assert "Starts at activation Cook County, Illinois is not activated" in entry.text
    assert "Cook County, Illinois is not activated" in main_of(page).all("", class_="notice")[0].text
    assert "Starts at activation" not in said(page, "honor-detainers").text
    [row] = visitor.get("/api/v1/obligations", query_string={**asked, "provision": "federal-exchange"}).json["items"]
    assert (row["level"], row["applies"]) == ("automatic", "on_activation")


def test_an_activated_county_is_told_since_when(visitor: FlaskClient) -> None:
    page = applies(visitor, audience=SHERIFF, state="il", county=ACTIVATED)
    assert "Lake County, Illinois was activated on April 13, 2010." in said(page, "federal-exchange").text
    before = applies(visitor, audience=SHERIFF, state="il", county=ACTIVATED, effective_on="2010-04-12")
    assert "Starts at activation" in said(before, "federal-exchange").text


def test_a_state_in_part_activated_is_told_in_how_many_of_its_counties_and_asks_which_is_yours(
    visitor: FlaskClient,
) -> None:
    page = applies(visitor, audience=SHERIFF, state="il")
    entry = said(page, "federal-exchange")
    assert "This holds in 26 of 102 counties in Illinois" in entry.text
    form = entry.one("form")
    fields = {each["name"]: each["value"] for each in form.all("input")}
    answered = applies(visitor, **fields, county=NOT_ACTIVATED)
    assert "Starts at activation" in said(answered, "federal-exchange").text


@pytest.mark.parametrize(("audience", "state"), [("governor", "il"), (BUREAU, "il"), (SHERIFF, ""), ("public", "")])
def test_no_county_is_asked_for_where_there_is_none_to_choose(visitor: FlaskClient, audience: str, state: str) -> None:
    main = main_of(applies(visitor, audience=audience, state=state))
    assert main.all("select", name="county") == []
    assert "Which is yours?" not in main.text


def test_the_county_alone_tells_its_state(visitor: FlaskClient) -> None:
    main = main_of(applies(visitor, audience=SHERIFF, county=ACTIVATED))
    [chosen] = [each for each in main.one("select", id="state").all("option") if "selected" in each.attributes]
    assert chosen.text == "Illinois"


def test_a_question_is_answered_by_its_links_and_can_be_answered_anew(visitor: FlaskClient) -> None:
    page = applies(visitor, audience=SHERIFF, state="il", effective_on="2010-10-10")
    costs = said(page, "costs")
    assert "Have you signed a section 287(g) agreement?" in costs.one("legend").text
    yes, no = costs.link("Yes"), costs.link("No")
    assert yes.endswith("#costs")
    assert "effective_on=2010-10-10" in yes
    answered = said(visitor.get(yes).text, "costs")
    assert "You answered Yes: You must." in answered.text
    assert "You answered No: Not addressed." in said(visitor.get(no).text, "costs").text
    assert said(visitor.get(answered.link("Change the answer")).text, "costs").all("legend")


def test_two_questions_are_answered_one_after_the_other(visitor: FlaskClient) -> None:
    page = applies(visitor, audience="state", state="il", effective_on="2010-10-10")
    asked = [entry["id"] for entry in main_of(page).all("article") if entry.all("legend")]
    assert asked == ["memorandum-of-agreement"]
    answered = visitor.get(said(page, "memorandum-of-agreement").link("Yes")).text
    assert main_of(answered).all("legend") == []


def test_an_entry_says_from_whom_it_is_inherited_and_for_whom_it_differs(visitor: FlaskClient) -> None:
    facts = said(applies(visitor, audience=SHERIFF, state="il"), "memorandum-of-agreement").one("dl")
    assert "Inherited from Local agencies" in facts.text
    own = said(applies(visitor, audience="local", state="il"), "memorandum-of-agreement").one("dl")
    assert "Inherited from" not in own.text
    state = said(applies(visitor, audience="state", state="il"), "activation-date").one("dl")
    assert "Differs for" not in state.text


def test_silence_names_those_to_whom_guidance_does_speak(visitor: FlaskClient) -> None:
    silence = said(applies(visitor, audience=SHERIFF, state="il"), "activation-date")
    assert "Was You may decline until August 4, 2011." in silence.text
    assert "Guidance does speak of it to state offices: For information" in silence.text
    federal = main_of(visitor.get(silence.link("federal staff")).text)
    assert federal.all("article", id="activation-date")[0].classes == ["ob", "mandatory"]


def test_an_entry_carries_its_proof(visitor: FlaskClient) -> None:
    entry = said(applies(visitor, audience=SHERIFF, state="il"), "receive-match-replies")
    assert entry.one("h3").text == "You may decline to receive the match reply."
    assert "A local agency may choose not to receive the reply" in entry.one("blockquote").text
    assert "To decline: Tell the state identification bureau" in entry.text
    assert "Since August 17, 2010" in entry.text
    assert "Was For information until August 16, 2010." in entry.text
    edition = visitor.get(entry.link("Participation in Secure Communities, edition 4, 1.3"))
    assert main_of(edition.text).all("article", id="receive-match-replies")
    compared = visitor.get(entry.link("What changed"))
    assert "Edition 1 compared with edition 2" in main_of(compared.text).one("h1").text
    assert visitor.get(entry.link("History of “Receiving the match reply”")).status_code == 200


def test_authority_is_a_link_where_it_can_be_one(visitor: FlaskClient) -> None:
    entry = said(applies(visitor, audience=SHERIFF, state="il"), "federal-exchange")
    assert "28 U.S.C. 534(a)(4)" in entry.text
    assert any("govinfo.gov" in url or "uscode.house.gov" in url for url in entry.links())


def test_the_counts_are_those_of_the_groups_and_zero_is_shown(visitor: FlaskClient) -> None:
    main = main_of(applies(visitor, audience=SHERIFF, state="il"))
    counts = [each.text for each in main.one("ul", class_="counts").all("li")]
    groups = main.all("section", class_="group")
    entries = [len(each.all("article")) + len([item for item in each.all("li") if item["id"]]) for each in groups]
    assert [int("".join(filter(str.isdigit, each))) for each in counts] == entries
    assert counts[0] == "0You must"
    assert "No provision in force orders a sheriff to act." in groups[0].text


def test_the_permanent_link_says_the_same_after_the_next_edition(later_visitor: FlaskClient) -> None:
    asked = {"audience": SHERIFF, "state": "il", "effective_on": "2011-08-06", "known_on": "2012-04-09"}
    page = applies(later_visitor, **asked)
    keep = main_of(page).one("section", **{"aria-labelledby": "keep_title"})
    link = keep.all("a", class_="code")[0]["href"].removeprefix("http://127.0.0.1:8000")
    assert levels_of(later_visitor.get(link).text) == levels_of(page)
    assert levels_of(page)["decline-activation"] == "prohibited"


def test_an_answer_for_another_day_says_so_and_leads_to_today(visitor: FlaskClient) -> None:
    main = main_of(applies(visitor, audience=SHERIFF, state="il", effective_on="2010-10-10"))
    assert "This is not how it stands today." in main.all("", class_="notice")[0].text
    today = main_of(visitor.get(main.link("Show today, as known now")).text)
    assert "What governed on April 9, 2012, as far as was published by April 9, 2012." in today.text
    assert "This is not how it stands today" not in today.text


def test_before_the_first_edition_nothing_had_been_published(visitor: FlaskClient) -> None:
    dates = [{"effective_on": "2009-09-29"}, {"known_on": "2009-09-29"}, {"effective_on": "1776-07-04"}]
    for asked in dates:
        main = main_of(applies(visitor, audience=SHERIFF, state="il", **asked))
        assert "Nothing had been published" in [each.text for each in main.all("h2")]
        assert main.all("article") == []
        assert "this document obliges nobody" in main.text
    assert "The first was published on September 30, 2009." in main.text
    first = main_of(visitor.get(main.link("Show September 30, 2009 instead")).text)
    assert first.all("article")


def test_a_later_day_shows_what_will_govern(visitor: FlaskClient) -> None:
    main = main_of(applies(visitor, audience=SHERIFF, state="il", effective_on="2013-01-01"))
    assert "What will govern on January 1, 2013, as far as was published by April 9, 2012." in main.text
    assert main.all("article")


def test_a_state_in_upper_case_is_led_to_its_one_address(visitor: FlaskClient) -> None:
    answer = visitor.get("/applies?audience=sheriff&state=IL&effective_on=2010-08-20")
    assert answer.status_code == 301
    assert answer.location == "/applies?audience=sheriff&state=il&effective_on=2010-08-20"


def test_nobody_is_asked_about_and_the_page_explains_itself(visitor: FlaskClient) -> None:
    main = main_of(applies(visitor))
    assert "Choose your kind of office and your state." in main.text
    assert len(main.one("section", **{"aria-labelledby": "key_title"}).all("svg")) == 8


def test_dates_are_taken_as_people_write_them_and_shown_in_words(visitor: FlaskClient) -> None:
    for written in ("2010-10-10", "October 10, 2010", "Oct. 10, 2010", "oct 10 2010", "10/10/2010"):
        main = main_of(applies(visitor, audience=SHERIFF, state="il", effective_on=written))
        assert main.one("input", id="effective_on")["value"] == "October 10, 2010"
        assert "What governed on October 10, 2010" in main.text


def test_what_cannot_be_known_yet_is_refused_and_the_form_is_kept(visitor: FlaskClient) -> None:
    asked = {"audience": "governor", "state": "ny", "effective_on": "2011-08-06", "known_on": "April 10, 2012"}
    answer = visitor.get("/applies", query_string=asked)
    assert answer.status_code == 400
    main = main_of(answer.text)
    assert "Nobody can know what will have been published by a later day." in main.one("", role="alert").text
    assert main.one("", role="alert").links() == ["#known_on"]
    assert main.one("input", id="known_on")["aria-invalid"] == "true"
    chosen = [each["value"] for each in main.all("option") if "selected" in each.attributes]
    fields = [main.one("input", id=name)["value"] for name in ("effective_on", "known_on")]
    assert (chosen, fields) == (["governor", "ny"], ["August 6, 2011", "April 10, 2012"])
    assert main.all("article") == []


def test_what_will_be_known_tomorrow_is_not_shown_today(demonstration: APIFlask) -> None:
    clock, visitor = stop_clock(demonstration), demonstration.test_client()
    assert visitor.get("/applies?audience=sheriff&known_on=2012-04-10").status_code == 400
    clock.reading = clock.reading.replace(day=10)
    assert visitor.get("/applies?audience=sheriff&known_on=2012-04-10").status_code == 200
