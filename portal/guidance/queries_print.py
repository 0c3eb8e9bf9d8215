"""Everything that the PDF of an edition holds: only what never changes later, so that it can be made again alike."""

from typing import Any

from markupsafe import Markup

from portal.common.formatting import cited
from portal.common.pictures import level_pictures, qr_picture
from portal.guidance.queries import get_text
from portal.guidance.queries_editions import Addresses, document_of, edition_code, published_on, source_of
from portal.guidance.rules_book import Book, EditionHead, EditionText, ProvisionText
from portal.guidance.rules_edition_page import edition_url, replaced_by
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_levels import AppliedLevel, sentence
from portal.guidance.rules_marks import sources_of, sources_of_all
from portal.guidance.rules_obligations import ObligationFacts
from portal.programs.queries import get_atlas, get_audiences, get_program
from portal.programs.rules_places import NATION, place_name

DEMONSTRATION = (
    "Demonstration. A reconstruction from the public record for illustration; "
    "not an official publication of any agency."
)


def print_page(book: Book, head: EditionHead, addresses: Addresses, *, demonstration: bool) -> dict[str, Any]:
    """Return the context of the edition's PDF; see the comment of its template."""
    text = get_text(head.id)
    check_url = f"{addresses.base_url}/check/{edition_code(book, text.sha256 or '', addresses.codes)}"
    return {
        "base_url": addresses.base_url,
        "program": get_program(book.program),
        "document": document_of(book),
        "edition": _edition(book, head, text)
        | {"check_url": check_url}
        | {"permalink": addresses.base_url + edition_url(book, head.id)},
        "sections": _sections(text),
        "signs": level_pictures(),
        "qr": qr_picture(check_url),
        "demonstration": DEMONSTRATION if demonstration else None,
    }


def _edition(book: Book, head: EditionHead, text: EditionText) -> dict[str, Any]:
    # As known when it was published, and effective from the day it was published with: a later move changes no PDF.
    then = Moment(on=text.effective_from, known=head.facts.published_at, zone=book.zone)
    replaced = replaced_by(book, head, then)
    return {
        "number": book.numbers[head.id],
        "title": text.title,
        "summary": text.summary,
        "applies_to": text.applies_to,
        "effective_from": text.effective_from,
        "published_on": published_on(head, book),
        "replaces": {"number": replaced[0].number, "effective_from": replaced[1]} if replaced else None,
        "change_note": text.change_note or None,
        "legal": sources_of_all(text.legal),
        "source": source_of(text),
        "citation": cited(book.identifier, book.numbers[head.id], text.effective_from),
        "sha256": text.sha256,
        "intro": None,
    }


def _sections(text: EditionText) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    for provision in text.provisions:
        heading = provision.section or None
        if not sections or sections[-1]["heading"] != heading:
            sections.append({"heading": heading, "html": None, "provisions": []})
        sections[-1]["provisions"].append(_provision(provision))
    return sections


def _provision(provision: ProvisionText) -> dict[str, Any]:
    return {
        "label": provision.label,
        "number": provision.number,
        "heading": provision.heading,
        # The words were sanitized when they were rendered, and never changed since.
        "html": Markup(provision.html),  # noqa: S704
        "obligations": [_obligation(provision, each) for each in provision.obligations],
    }


def _obligation(provision: ProvisionText, each: ObligationFacts) -> dict[str, Any]:
    where = "" if each.place == NATION else f", {place_name(get_atlas(), each.place)}"
    return {
        "audience": get_audiences().by_slug[each.audience].plural + where,
        "level": AppliedLevel(each.level),
        "sentence": sentence(
            each.level,
            each.action,
            provision.heading,
            condition=each.condition,
            then=each.then or None,
            otherwise=each.otherwise or None,
        ),
        "notes": _notes(each),
        "authority": sources_of(each.authority),
    }


def _notes(each: ObligationFacts) -> list[dict[str, str]]:
    notes = {
        "Question": each.condition,
        "To decline": each.how_to_decline,
        "How to decide": each.how_to_decide,
        "Deadline": each.deadline,
        "Applies": "Starts at activation" if each.applies_when == "activated" else "",
    }
    return [{"name": name, "text": text} for name, text in notes.items() if text]
