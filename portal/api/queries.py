"""Reading what the API answers."""

from datetime import datetime

from portal.api.rules_editions import Shape, comparison_shape, day_text, edition_shape
from portal.api.rules_obligations import Row, Scene
from portal.api.rules_rows import row_shape
from portal.guidance.queries import get_obligations, get_text
from portal.guidance.queries_compare import compare_editions
from portal.guidance.rules_applies import labels_ever
from portal.guidance.rules_book import Book, EditionHead, ProvisionText
from portal.guidance.rules_in_force import Moment
from portal.programs.queries import (
    ProgramFacts,
    get_activations,
    get_atlas,
    get_audiences,
    get_program,
    list_program_events,
)
from portal.programs.rules_places import PlaceFacts


def edition_object(book: Book, head: EditionHead, moment: Moment) -> Shape:
    """Return a whole edition with its status at the moment."""
    return edition_shape(book, head, get_text(head.id), moment, get_atlas())


def comparison(book: Book, before: EditionHead, after: EditionHead, known: datetime) -> Shape:
    """Return two editions beside each other, by the lineage that was public at the instant."""
    numbers = (book.numbers[before.id], book.numbers[after.id])
    return comparison_shape(book, numbers, compare_editions(book, before, after, known))


def known_labels(book: Book, now: datetime) -> list[str]:
    """Return every label of a document that is public by now."""
    return labels_ever([head.id for head in book.published(now)], get_obligations(book))


def scene_of(book: Book, moment: Moment, now: datetime) -> Scene:
    """Return what a document sets at the moment, and all that is needed to say for whom and where."""
    return Scene(
        book=book,
        settings=get_obligations(book),
        moment=moment,
        audiences=get_audiences(),
        atlas=get_atlas(),
        activations=get_activations(get_program(book.program)),
        known_by_now=known_labels(book, now),
    )


def obligation_row(row: Row) -> Shape:
    """Return one row of the list of obligations, with the words of its provision."""
    return row_shape(row, _provision(row))


def program_row(program: ProgramFacts, moment: Moment) -> Shape:
    """Return a program with the last event of its life up to the day, as known at the instant."""
    events = [event for event in list_program_events(program, moment.known) if event.on <= moment.on]
    last = events[-1] if events else None
    return {
        "slug": program.slug,
        "name": program.name,
        "status": last.kind if last else None,
        "status_since": last.on.isoformat() if last else None,
        "intent": program.intent,
        "description": program.description,
        "legal_basis": list(program.legal_basis),
        "time_zone": program.time_zone,
    }


def list_counties(state: str | None) -> list[PlaceFacts]:
    """Return the counties of a state, or of all states, by their FIPS codes."""
    atlas = get_atlas()
    states = [state] if state else [place.code for place in atlas.states]
    return sorted((county for code in states for county in atlas.counties(code)), key=lambda county: county.code)


def jurisdiction_row(program: ProgramFacts, county: PlaceFacts, moment: Moment) -> Shape:
    """Return a county with the day on which the program was activated there, where it was by the day asked about."""
    state = get_activations(program).of(county.code, get_atlas(), moment.on, moment.known)
    return {
        "fips": county.code,
        "name": county.name,
        "state": county.parent,
        "program": program.slug,
        "activated_on": day_text(state.since),
    }


def _provision(row: Row) -> ProvisionText | None:
    """Return the words in force, else those of the last edition public at the moment that had the label, if any."""
    heads = [head.id for head in row.scene.book.published(row.scene.moment.known)]
    ids = [*([row.edition.id] if row.edition else []), *reversed(heads)]
    # Only the edition that has the label is loaded, however many there are that do not.
    settings = row.scene.settings
    holder = next((edition_id for edition_id in ids if row.label in settings.get(edition_id, ())), None)
    return get_text(holder).by_label[row.label] if holder else None
