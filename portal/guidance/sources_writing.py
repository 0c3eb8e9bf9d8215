"""Guidance written as files, so that reading them gives the same values; the forms are those of `sources`."""

from collections.abc import Iterable, Iterator

from portal.common.yaml_texts import yaml_field, yaml_list, yaml_scalar
from portal.guidance.rules_in_force import NATION
from portal.guidance.rules_sources import (
    FENCE,
    OBLIGATION_FIELDS,
    PLACED_KINDS,
    PROVISION,
    DocumentSource,
    EditionSource,
    EventSource,
    ObligationSource,
    ProvisionSource,
)
from portal.guidance.rules_synonyms import SIDES, SynonymsByLabel

_INDENTATION = "    "
# What a reader takes an obligation to say where a field is left out; the authority is always written, since leaving
# it empty is a statement.
_LEFT_OUT = dict.fromkeys(OBLIGATION_FIELDS, "") | {"place": NATION, "applies_when": "always"}


def write_document(document: DocumentSource) -> str:
    """Write `document.yml`."""
    lines = [
        *yaml_field("slug", document.slug),
        *yaml_field("identifier", document.identifier),
        *yaml_field("title", document.title),
        *yaml_field("office", document.office),
        *yaml_field("owner", document.owner),
        *([f"review_by: {document.review_by.isoformat()}"] if document.review_by else []),
        *yaml_field("intent", document.intent),
        *_synonyms(document.synonyms),
    ]
    return _text(lines)


def _synonyms(synonyms: SynonymsByLabel) -> Iterator[str]:
    if synonyms:
        yield "synonyms:"
    for label, each in synonyms.items():
        yield f"  {label}:"
        for side in SIDES:
            yield from (f"    {line}" for line in yaml_list(side, getattr(each, side)))


def write_edition(edition: EditionSource) -> str:
    """Write one edition."""
    lines = [FENCE, *_front_matter(edition), FENCE]
    section = ""
    for provision in edition.provisions:
        if provision.section != section:
            lines += ["", f"## {provision.section}"]
            section = provision.section
        lines += ["", *_provision(provision)]
    return _text(lines)


def write_events(events: Iterable[EventSource]) -> str:
    """Write what later happened to an edition; nothing happened where the text is empty."""
    return _text(line for event in events for line in _listed(_event(event)))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _front_matter(edition: EditionSource) -> Iterator[str]:
    yield f"number: {edition.number}"
    yield from yaml_field("title", edition.title)
    yield from yaml_field("summary", edition.summary)
    yield from yaml_field("applies_to", edition.applies_to)
    if edition.published:
        yield f"published: {edition.published.isoformat()}"
    if edition.effective_from:
        yield f"effective_from: {edition.effective_from.isoformat()}"
    if edition.change_note:
        yield from yaml_field("change_note", edition.change_note)
    yield from yaml_list("legal", edition.legal)
    yield from _source(edition)


def _source(edition: EditionSource) -> Iterator[str]:
    source = edition.source
    if source is None:
        return
    yield "source:"
    yield f"  title: {yaml_scalar(source.title)}"
    if source.office:
        yield f"  office: {yaml_scalar(source.office)}"
    if source.date:
        yield f"  date: {source.date.isoformat()}"


def _provision(provision: ProvisionSource) -> Iterator[str]:
    yield f"/// {PROVISION} | {provision.label}"
    yield f"{_INDENTATION}number: {yaml_scalar(provision.number)}"
    yield f"{_INDENTATION}heading: {yaml_scalar(provision.heading)}"
    if provision.obligations:
        yield f"{_INDENTATION}obligations:"
    for obligation in provision.obligations:
        yield from (f"{_INDENTATION}  {line}" for line in _listed(_obligation(obligation)))
    yield from (f"{_INDENTATION}{line}" for line in yaml_list("was", provision.was))
    yield from ("", provision.markdown, "///")


def _obligation(obligation: ObligationSource) -> Iterator[str]:
    for name in OBLIGATION_FIELDS:
        text = getattr(obligation, name)
        if text != _LEFT_OUT[name] or name == "authority":
            yield f"{name}: {yaml_scalar(text)}"


def _event(event: EventSource) -> Iterator[str]:
    yield f"kind: {yaml_scalar(event.kind)}"
    yield f"on: {event.on.isoformat()}"
    if event.known:
        yield f"known: {event.known.isoformat()}"
    if event.place != NATION or event.kind in PLACED_KINDS:
        yield f"place: {yaml_scalar(event.place)}"
    if event.reason:
        yield from yaml_field("reason", event.reason)
    if event.source:
        yield from yaml_field("source", event.source)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    for position, line in enumerate(lines):
        yield f"  {line}" if position else f"- {line}"
