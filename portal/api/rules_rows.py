"""A row of the list of obligations as a JSON object, its keys in the order in which they are read."""

from portal.api.rules_editions import Shape, day_text, instant_text, outcomes
from portal.api.rules_obligations import Row
from portal.guidance.rules_book import ProvisionText
from portal.guidance.rules_in_force import effective_date
from portal.guidance.rules_levels import sentence
from portal.guidance.rules_obligations import ObligationFacts


def row_shape(row: Row, provision: ProvisionText | None) -> Shape:
    """Return the row; `provision` is the words in force, or the last ones there were, or None before the first."""
    said = row.obligation
    edition = _edition(row)
    return {
        "document": row.scene.book.slug,
        "edition": edition["edition"],
        "provision": row.label,
        "number": provision.number if provision and _is_in_force(row) else None,
        "heading": provision.heading if provision else None,
        "audience": row.audience,
        "matched_audience": said.audience if said else None,
        "asked_place": row.asked_place,
        "place": said.place if said else None,
        "level": row.level,
        "applies": row.applies,
        **(_condition(said) if said else {"condition": None, "then": None, "otherwise": None}),
        "sentence": _sentence(row, provision),
        "authority": said.authority if said else None,
        "since": day_text(row.since),
        **edition,
        **_suspended(row),
    }


def _edition(row: Row) -> Shape:
    edition, known = row.edition, row.scene.moment.known
    if edition is None:
        return {"edition": None, "effective_from": None, "published_at": None}
    return {
        "edition": row.scene.book.numbers[edition.id],
        "effective_from": effective_date(edition, known).isoformat(),
        "published_at": instant_text(edition.published_at),
    }


def _is_in_force(row: Row) -> bool:
    return row.edition is not None and row.label in row.scene.settings.get(row.edition.id, {})


def _condition(said: ObligationFacts) -> Shape:
    return {"condition": said.condition, **outcomes(said)}


def _suspended(row: Row) -> Shape:
    since = row.suspended_since
    return {"suspended_since": since.isoformat()} if since and row.obligation else {}


def _sentence(row: Row, provision: ProvisionText | None) -> str:
    said, heading = row.obligation, provision.heading if provision else ""
    if said is None:
        return str(sentence(row.level, None, heading))
    parts = {"condition": said.condition, "then": said.then, "otherwise": said.otherwise}
    given = {name: part for name, part in parts.items() if part}
    return str(sentence(row.level, said.action, heading, **given))
