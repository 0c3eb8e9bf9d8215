"""What a text can state: the provisions in force, and what else it may name."""

from datetime import datetime

from portal.answers.rules_checks import Lists
from portal.answers.rules_statable import Statable
from portal.guidance.queries import get_text, list_books
from portal.guidance.rules_applies import Pair
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_marks import mark_of
from portal.guidance.rules_obligations import nearest
from portal.programs.queries import get_atlas, get_audiences


def lists_of(program: str, at: datetime) -> Lists:
    """Return what a text may name; a provision that is not public yet is not there."""
    texts = (get_text(head.id) for book in list_books(at, program=program) for head in book.published(at))
    labels = {label for text in texts for label in text.by_label}
    return Lists(labels=labels, audiences=get_audiences().by_slug, places=get_atlas().places)


def list_statable(program: str, audience: str, place: str, moment: Moment) -> list[Statable]:
    """Return the provisions in force, each with its level for a kind of stakeholder in a place."""
    places = get_atlas().chain(place)
    pair = Pair(audiences=get_audiences().chain(audience), places=places)
    found: list[Statable] = []
    for book in list_books(moment.known, program=program):
        standing = book.in_force(moment, places)
        if standing.governs and standing.edition:
            for text in get_text(standing.edition.id).provisions:
                mark = mark_of(nearest(text.obligations, pair.audiences, pair.places))
                found.append(Statable(label=text.label, heading=text.heading, mark=mark))
    return found
