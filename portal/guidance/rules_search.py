"""What of an edition can be searched: each of its provisions, and the edition as a whole."""

from typing import Final

from portal.guidance.rules_book import EditionText, ProvisionText
from portal.guidance.rules_obligations import ObligationFacts
from portal.search.rules_texts import Text

# The kinds of items whose texts the index must hold once they are public.
SEARCHED_ITEMS: Final = ("edition",)
EDITION, PROVISION = "edition", "provision"


def texts_of(edition: EditionText) -> list[Text]:
    """Return the texts by which a published edition is found."""
    whole = (edition.summary, edition.applies_to, edition.change_note, "; ".join(edition.legal))
    first = Text(item_id=edition.id, part="", kind=EDITION, title=edition.title, words=_paragraphs(whole))
    return [first, *(_text(edition, provision) for provision in edition.provisions)]


def _text(edition: EditionText, provision: ProvisionText) -> Text:
    said = (line for obligation in provision.obligations for line in _lines(obligation))
    return Text(
        item_id=edition.id,
        part=provision.label,
        kind=PROVISION,
        title=f"{provision.number} {provision.heading}".strip(),
        words=_paragraphs((provision.text, *said, provision.section)),
    )


def _lines(obligation: ObligationFacts) -> tuple[str, ...]:
    return (
        obligation.action,
        obligation.condition,
        obligation.how_to_decide,
        obligation.how_to_decline,
        obligation.deadline,
        obligation.authority,
    )


def _paragraphs(lines: tuple[str, ...]) -> str:
    # The same words may stand in the obligations of several kinds of stakeholder, and are found once.
    return "\n".join(dict.fromkeys(_sentence(line) for line in lines if line))


def _sentence(line: str) -> str:
    # A passage may run from one paragraph into the next, and should read as sentences then.
    return line if line.endswith((".", "?", "!")) else f"{line}."
