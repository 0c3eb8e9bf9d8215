"""Reading and writing the files of a program: `program.md` and `audiences.yml`."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from portal.common.fields import Fields
from portal.common.issues import Issues
from portal.common.moments import instant, is_zone, shortest
from portal.common.written import Written
from portal.common.yaml_nodes import YamlList, YamlMapping, read_yaml
from portal.common.yaml_texts import yaml_field, yaml_list, yaml_scalar
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_checks import SLUG, audience_issues
from portal.programs.rules_content import ProgramContent, ProgramEventContent
from portal.programs.rules_sources import UNREAD_ZONE, ProgramSource

FENCE: Final = "---"
PROGRAM_FIELDS: Final = ("slug", "name", "time_zone", "intent", "legal_basis", "events")
PROGRAM_EVENT_FIELDS: Final = ("on", "kind", "source", "known")
AUDIENCE_FIELDS: Final = ("slug", "name", "plural", "parent")

# How long a text may be: the length of its column, or what still fits on a page.
LONGEST: Final = {
    "slug": 64,
    "name": 120,
    "plural": 120,
    "parent": 64,
    "kind": 32,
    "time_zone": 64,
    "intent": 5_000,
    "source": 2_000,
}
LONGEST_DESCRIPTION: Final = 20_000


def read_program(text: str, *, file: str) -> tuple[ProgramSource | None, Issues]:
    """Return the program that the text describes, and everything that is wrong with it; None without its fields."""
    issues = Issues()
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() == FENCE), None)
    if lines[0].rstrip() != FENCE or end is None:
        issues.report(f"The file begins with its fields between two lines {FENCE}; write them.", file=file, line=1)
        return None, issues
    node = read_yaml("\n".join(lines[1:end]), file=file, first_line=2, issues=issues)
    description = "\n".join(lines[end + 1 :]).strip()
    if len(description) > LONGEST_DESCRIPTION:
        message = f"The text has more than {LONGEST_DESCRIPTION:,} characters; shorten it."
        issues.report(message, file=file, line=end + 2)
    if isinstance(node, YamlMapping):
        return _program(node, description, file, issues), issues
    _report_shape(issues, file, f"Between the two lines {FENCE} stand fields: {', '.join(PROGRAM_FIELDS)}.")
    return None, issues


def read_audiences(text: str, *, file: str) -> tuple[tuple[Written[AudienceFacts], ...], Issues]:
    """Return the kinds of stakeholder that the text lists, parents first, and everything that is wrong with them."""
    issues = Issues()
    node = read_yaml(text, file=file, first_line=1, issues=issues)
    items = node.items if isinstance(node, YamlList) else ()
    mappings = [item for item in items if isinstance(item, YamlMapping)]
    if not mappings or len(mappings) < len(items):
        fields = ", ".join(AUDIENCE_FIELDS)
        _report_shape(issues, file, f"Write a list of kinds of stakeholder, each begun with a dash: {fields}.")
    kinds = tuple(_audience(item, file, issues) for item in mappings)
    return kinds, Issues([*issues, *audience_issues(kinds)])


def write_program(content: ProgramContent, events: Iterable[ProgramEventContent]) -> str:
    """Return the text of the `program.md` that `read_program` reads back."""
    lines = [
        FENCE,
        f"slug: {yaml_scalar(content.slug)}",
        f"name: {yaml_scalar(content.name)}",
        f"time_zone: {yaml_scalar(content.time_zone)}",
        *yaml_field("intent", content.intent),
        *yaml_list("legal_basis", content.legal_basis),
        *_event_lines(events, content.time_zone),
        FENCE,
    ]
    return "\n".join([*lines, "", content.description, ""])


def write_audiences(kinds: Iterable[AudienceFacts]) -> str:
    """Return the text of the `audiences.yml` that `read_audiences` reads back."""
    return "\n".join(
        f"- slug: {yaml_scalar(kind.slug)}\n"
        f"  name: {yaml_scalar(kind.name)}\n"
        f"  plural: {yaml_scalar(kind.plural)}\n"
        f"  parent: {yaml_scalar(kind.parent) if kind.parent else 'null'}\n"
        for kind in kinds
    )


def _report_shape(issues: Issues, file: str, message: str) -> None:
    # A fault of YAML has been reported already; saying that nothing was read would say it twice.
    if not issues:
        issues.report(message, file=file, line=1)


def _program(node: YamlMapping, description: str, file: str, issues: Issues) -> ProgramSource:
    required = ("slug", "name", "time_zone", "intent", "legal_basis")
    fields = Fields(node, file=file, issues=issues, known=PROGRAM_FIELDS, required=required)
    zone = _zone(fields)
    content = ProgramContent(
        slug=_slug(fields, "slug"),
        name=_text(fields, "name"),
        intent=_text(fields, "intent"),
        legal_basis=fields.texts("legal_basis"),
        time_zone=zone,
        description=description,
    )
    events = tuple(_events(fields, zone, file, issues))
    return ProgramSource(content=Written(value=content, file=file, line=fields.line), events=events)


def _zone(fields: Fields) -> str:
    zone = _text(fields, "time_zone")
    if zone and not is_zone(zone):
        fields.report(f"The time zone {zone} is not known; write its IANA name, as in America/New_York.", "time_zone")
        return UNREAD_ZONE
    return zone or UNREAD_ZONE


def _events(fields: Fields, zone: str, file: str, issues: Issues) -> Iterator[Written[ProgramEventContent]]:
    first: dict[tuple[date, str], int] = {}
    for node in fields.mappings("events"):
        required = ("on", "kind", "source")
        entry = Fields(node, file=file, issues=issues, known=PROGRAM_EVENT_FIELDS, required=required)
        event = _event(entry, zone)
        if event is None:
            continue
        line = first.setdefault((event.on, event.kind), entry.line)
        if line != entry.line:
            entry.report(f"The event {event.kind} of {event.on} stands on line {line} already; keep one.", "kind")
        yield Written(value=event, file=file, line=entry.line)


def _event(entry: Fields, zone: str) -> ProgramEventContent | None:
    on, known = entry.day("on"), entry.moment("known")
    kind, source = _slug(entry, "kind"), _text(entry, "source")
    if on is None:
        return None
    # What happened was known on its day, unless the file says when it was learned.
    return ProgramEventContent(on=on, kind=kind, source=source, known_at=instant(known or on, zone))


def _audience(node: YamlMapping, file: str, issues: Issues) -> Written[AudienceFacts]:
    required = ("slug", "name", "plural")
    fields = Fields(node, file=file, issues=issues, known=AUDIENCE_FIELDS, required=required)
    facts = AudienceFacts(
        slug=_slug(fields, "slug"),
        name=_text(fields, "name"),
        plural=_text(fields, "plural"),
        parent=_text(fields, "parent") or None,
    )
    return Written(value=facts, file=file, line=fields.line)


def _slug(fields: Fields, name: str) -> str:
    slug = _text(fields, name)
    if slug and not SLUG.fullmatch(slug):
        fields.report(f"{name} holds small letters, digits and single hyphens only.", name)
    return slug


def _text(fields: Fields, name: str) -> str:
    text = fields.text(name)
    if len(text) > LONGEST[name]:
        fields.report(f"{name} has {len(text):,} characters; the limit is {LONGEST[name]:,}.", name)
    return text


def _event_lines(events: Iterable[ProgramEventContent], zone: str) -> Iterator[str]:
    for position, event in enumerate(events):
        if not position:
            yield "events:"
        # YAML 1.1 reads a bare `on` as true; in quotes every program reads the word.
        yield f'  - "on": {event.on.isoformat()}'
        yield f"    kind: {yaml_scalar(event.kind)}"
        yield f"    source: {yaml_scalar(event.source)}"
        if event.known_at != instant(event.on, zone):
            yield f"    known: {shortest(event.known_at, zone).isoformat()}"
