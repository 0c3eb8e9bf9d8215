"""Documents, editions and comparisons as JSON objects, their keys in the order in which they are read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from portal.guidance.rules_book import Book, EditionHead, EditionText, ProvisionText
from portal.guidance.rules_compare import ProvisionChange
from portal.guidance.rules_in_force import (
    EditionFacts,
    EventFacts,
    Moment,
    effective_date,
    suspended_places,
    suspension,
)
from portal.guidance.rules_levels import NOT_ADDRESSED, Level
from portal.guidance.rules_obligations import ObligationFacts
from portal.programs.rules_places import Atlas

Shape = dict[str, Any]


def instant_text(instant: datetime) -> str:
    """Return an instant as RFC 3339 in UTC: "2010-10-06T04:00:00Z"."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day_text(day: date | None) -> str | None:
    """Return a civil date in ISO form."""
    return day.isoformat() if day else None


def document_shape(book: Book, moment: Moment) -> Shape:
    """Return a document with the edition that governs at the moment."""
    found = book.in_force(moment)
    governing = found.edition if found.governs else None
    return {
        "slug": book.slug,
        "identifier": book.identifier,
        "title": book.title,
        "program": book.program,
        "office": book.office,
        "owner": book.owner,
        "intent": book.intent,
        "review_by": day_text(book.review_by),
        "status": found.standing.value,
        "edition": book.numbers[governing.id] if governing else None,
        "effective_from": day_text(effective_date(governing, moment.known)) if governing else None,
        "published_at": instant_text(governing.published_at) if governing else None,
    }


def edition_shape(book: Book, head: EditionHead, text: EditionText, moment: Moment, atlas: Atlas) -> Shape:
    """Return a whole edition, with its status and its events at the moment."""
    return {
        "document": book.slug,
        "number": book.numbers[head.id],
        "title": text.title,
        "status": book.status(head.facts, moment).value,
        "effective_from": effective_date(head.facts, moment.known).isoformat(),
        "published_at": instant_text(head.facts.published_at),
        "recorded_at": instant_text(text.recorded_at),
        "change_note": text.change_note,
        "sha256": text.sha256,
        "summary": text.summary,
        "applies_to": text.applies_to,
        "legal": list(text.legal),
        "source": _source(text.source),
        "suspended_in": [_suspension(event) for event in suspended_places(head.facts, moment)],
        "events": [_event(event) for event in head.facts.events if event.known_at <= moment.known],
        "provisions": [_provision(each, head.facts, moment, atlas) for each in text.provisions],
    }


def obligation_shape(facts: ObligationFacts, suspended_since: date | None) -> Shape:
    """Return an obligation as files and the API name its parts; what a condition leaves out is resolved."""
    shape = {
        "audience": facts.audience,
        "place": facts.place,
        "level": facts.level,
        "condition": facts.condition,
        **outcomes(facts),
        "applies_when": facts.applies_when,
        "action": facts.action,
        "deadline": facts.deadline,
        "how_to_decide": facts.how_to_decide,
        "how_to_decline": facts.how_to_decline,
        "authority": facts.authority,
    }
    return shape | ({"suspended_since": suspended_since.isoformat()} if suspended_since else {})


def outcomes(facts: ObligationFacts) -> Shape:
    """Return the levels where a condition's answer is yes and no; without a condition there are none."""
    if facts.level != Level.CONDITIONAL:
        return {"then": None, "otherwise": None}
    return {"then": facts.then or Level.MANDATORY.value, "otherwise": facts.otherwise or NOT_ADDRESSED.value}


def comparison_shape(book: Book, numbers: tuple[int, int], changes: Iterable[ProvisionChange]) -> Shape:
    """Return two editions beside each other."""
    return {
        "document": book.slug,
        "from": numbers[0],
        "to": numbers[1],
        "changes": [_change(change) for change in changes],
    }


def _provision(provision: ProvisionText, edition: EditionFacts, moment: Moment, atlas: Atlas) -> Shape:
    return {
        "label": provision.label,
        "number": provision.number,
        "heading": provision.heading,
        "section": provision.section,
        "html": provision.html,
        "text": provision.text,
        "authority": "; ".join(_authorities(provision.obligations)),
        "was": list(provision.was),
        "obligations": [
            obligation_shape(each, _suspended_since(edition, moment, atlas.chain(each.place)))
            for each in provision.obligations
        ],
    }


def _authorities(obligations: Sequence[ObligationFacts]) -> list[str]:
    named = (part.strip() for each in obligations for part in each.authority.split(";"))
    return list(dict.fromkeys(part for part in named if part))


def _suspended_since(edition: EditionFacts, moment: Moment, places: Sequence[str]) -> date | None:
    found = suspension(edition, moment, places) if edition.events else None
    return found.on if found else None


def _suspension(event: EventFacts) -> Shape:
    return {"place": event.place, "since": event.on.isoformat(), "reason": event.reason}


def _event(event: EventFacts) -> Shape:
    return {
        "kind": event.kind,
        "on": event.on.isoformat(),
        "known_at": instant_text(event.known_at),
        "place": event.place,
        "reason": event.reason,
        "source": event.source,
    }


def _source(source: Mapping[str, str] | None) -> Shape | None:
    # A JSON column gives its keys back in an order of its own on PostgreSQL and on SQLite.
    return {name: source[name] for name in sorted(source)} if source else None


def _change(change: ProvisionChange) -> Shape:
    newest = change.after or change.before[0]
    return {
        "label": change.label,
        "heading": newest.heading,
        "kind": change.kind.value,
        "was": [each.label for each in change.before],
        "before": "\n\n".join(each.text for each in change.before) if change.before else None,
        "after": change.after.text if change.after else None,
        "obligations": [
            {"audience": each.audience, "place": each.place, "before": each.before, "after": each.after}
            for each in change.levels
        ],
    }
