from dataclasses import replace
from datetime import date

from portal.guidance.rules_book import EditionText, ProvisionText
from portal.guidance.rules_search import texts_of
from portal.search.rules_texts import Text
from tests.make import EARLIER, sets

PROVISION = ProvisionText(
    label="costs",
    number="2.1",
    heading="Who pays",
    section="Money",
    markdown="*Nobody* pays.",
    html="<p><em>Nobody</em> pays.</p>",
    text="Nobody pays.",
    was=(),
    obligations=(),
)
EDITION = EditionText(
    id="e1",
    document="participation",
    title="Participation",
    summary="What it is.",
    applies_to="Sheriffs",
    effective_from=date(2012, 1, 1),
    change_note="It is new.",
    legal=("8 U.S.C. 1373", "28 U.S.C. 534"),
    source=None,
    published_at=EARLIER,
    recorded_at=EARLIER,
    sha256="0" * 64,
    provisions=(PROVISION,),
)


def test_an_edition_is_found_by_what_it_says_of_itself() -> None:
    whole, _ = texts_of(EDITION)
    words = "What it is.\nSheriffs.\nIt is new.\n8 U.S.C. 1373; 28 U.S.C. 534."
    assert whole == Text(item_id="e1", part="", kind="edition", title="Participation", words=words)


def test_a_provision_is_found_by_its_number_its_heading_and_its_words_but_not_by_its_markup() -> None:
    _, provision = texts_of(EDITION)
    words = "Nobody pays.\nMoney."
    assert provision == Text(item_id="e1", part="costs", kind="provision", title="2.1 Who pays", words=words)


def test_a_provision_is_found_by_everything_it_obliges_to_which_is_said_once() -> None:
    decline = sets("sheriff", "optional", action="Send the bill", how_to_decline="Write to us.", authority="")
    asks = sets("local", "conditional", action="Send the bill", condition="Do you pay?", deadline="In ten days")
    provision = replace(PROVISION, obligations=(decline, asks))
    _, text = texts_of(replace(EDITION, provisions=(provision,)))
    assert text.words.split("\n") == [
        "Nobody pays.",
        "Send the bill.",
        "Write to us.",
        "Do you pay?",
        "In ten days.",
        "8 U.S.C. 1373.",
        "Money.",
    ]
