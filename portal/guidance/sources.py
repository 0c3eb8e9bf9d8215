"""Guidance as files: `document.yml`, `<number>.md` for each edition, `<number>.events.yml` beside it.

Reading never raises and never stops at the first fault: whatever can be read is returned, and everything that is
wrong is reported with its line. Who finds an issue uses nothing of what was read. The forms are those of contract.md
section 7; `sources_writing` writes them. `rules_texts` judges what the texts say.
"""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import PurePath

from portal.common.blocks import Block, Part, Section, read_blocks
from portal.common.fields import Fields
from portal.common.formatting import listed
from portal.common.issues import Issues
from portal.common.text_files import read_text
from portal.common.yaml_nodes import YamlList, YamlMapping, YamlText, read_yaml
from portal.guidance.rules_in_force import NATION
from portal.guidance.rules_sources import (
    DOCUMENT_FIELDS,
    EDITION_FIELDS,
    EVENT_FIELDS,
    FENCE,
    NEEDED_OF_A_DOCUMENT,
    OBLIGATION_FIELDS,
    PROVISION,
    PROVISION_FIELDS,
    SOURCE_FIELDS,
    DocumentSource,
    EditionSource,
    EventSource,
    ObligationSource,
    ProvisionSource,
    SourceNote,
)
from portal.guidance.rules_synonyms import SIDES, Synonyms


def read_document(raw: bytes, *, file: str) -> tuple[DocumentSource | None, Issues]:
    """Read `document.yml`; None where it holds no fields at all."""
    text, issues = read_text(raw, file=file)
    node = read_yaml(text, file=file, first_line=1, issues=issues)
    if not isinstance(node, YamlMapping):
        _report_shape(issues, file, "Write the fields of the document, one on each line: " + ", ".join(DOCUMENT_FIELDS))
        return None, issues
    fields = Fields(node, file=file, issues=issues, known=DOCUMENT_FIELDS, required=NEEDED_OF_A_DOCUMENT)
    document = DocumentSource(
        slug=fields.text("slug"),
        identifier=fields.text("identifier"),
        title=fields.text("title"),
        office=fields.text("office"),
        owner=fields.text("owner"),
        review_by=fields.day("review_by"),
        intent=fields.text("intent"),
        synonyms=_synonyms(fields, file, issues),
        file=file,
        lines=fields.lines,
    )
    return document, issues


def _synonyms(fields: Fields, file: str, issues: Issues) -> dict[str, Synonyms]:
    labels = fields.mapping_or_text("synonyms")
    if isinstance(labels, str):
        if labels:
            fields.report(f"synonyms must have labels of provisions, each with {listed(SIDES)}.", "synonyms")
        return {}
    found: dict[str, Synonyms] = {}
    for label, entry in labels.entries.items():
        if not isinstance(entry.value, YamlMapping):
            issues.report(f"Write the synonyms of {label} under {listed(SIDES)}.", file=file, line=entry.line)
            continue
        inner = Fields(entry.value, file=file, issues=issues, known=SIDES)
        found[label] = Synonyms(**{side: inner.texts(side) for side in SIDES})
    return found


def read_edition(raw: bytes, *, file: str) -> tuple[EditionSource | None, Issues]:
    """Read one edition; None where the file has no front matter."""
    text, issues = read_text(raw, file=file)
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() == FENCE), None)
    if lines[0].rstrip() != FENCE or end is None:
        _report_shape(issues, file, f"The file begins with its fields between two lines {FENCE}; write them")
        return None, issues
    node = read_yaml("\n".join(lines[1:end]), file=file, first_line=2, issues=issues)
    provisions = _read_provisions(lines[end + 1 :], file=file, first_line=end + 2, issues=issues)
    if not isinstance(node, YamlMapping):
        _report_shape(issues, file, f"Between the two lines {FENCE} stand fields: " + ", ".join(EDITION_FIELDS))
        return None, issues
    edition = _edition(node, provisions, file, issues)
    stem = PurePath(file).stem
    if edition.number and stem.isdecimal() and stem != str(edition.number):
        message = f"number is {edition.number}, but the file is named {stem}.md; make them equal."
        issues.report(message, file=file, line=edition.line_of("number"), field="number")
    return edition, issues


def read_events(raw: bytes, *, file: str) -> tuple[tuple[EventSource, ...], Issues]:
    """Read what later happened to an edition; an empty file says that nothing did."""
    text, issues = read_text(raw, file=file)
    node = read_yaml(text, file=file, first_line=1, issues=issues)
    items = node.items if isinstance(node, YamlList) else ()
    if node is not None and (not items or not all(isinstance(item, YamlMapping) for item in items)):
        _report_shape(issues, file, "Write a list of events, each begun with a dash: " + ", ".join(EVENT_FIELDS))
    events = [_event(item, file, issues) for item in items if isinstance(item, YamlMapping)]
    return tuple(event for event in events if event), issues


def _report_shape(issues: Issues, file: str, message: str) -> None:
    # A fault of YAML has been reported already; saying that nothing was read would say it twice.
    if not issues:
        issues.report(f"{message}.", file=file, line=1)


def _edition(node: YamlMapping, provisions: Sequence[ProvisionSource], file: str, issues: Issues) -> EditionSource:
    # What else must stand here depends on what the edition is; `rules_texts` says so.
    fields = Fields(node, file=file, issues=issues, known=EDITION_FIELDS, required=("number",))
    return EditionSource(
        number=fields.number("number") or 0,
        title=fields.text("title"),
        summary=fields.text("summary"),
        applies_to=fields.text("applies_to"),
        published=fields.moment("published"),
        effective_from=fields.moment("effective_from"),
        change_note=fields.text("change_note"),
        legal=fields.texts("legal"),
        source=_source_note(fields, file, issues),
        provisions=tuple(provisions),
        file=file,
        line=fields.line,
        lines=fields.lines,
    )


def _source_note(fields: Fields, file: str, issues: Issues) -> SourceNote | None:
    value = fields.mapping_or_text("source")
    if isinstance(value, str):
        return SourceNote(title=value) if value else None
    inner = Fields(value, file=file, issues=issues, known=SOURCE_FIELDS, required=("title",))
    return SourceNote(title=inner.text("title"), office=inner.text("office"), date=inner.moment("date"))


def _read_provisions(lines: Sequence[str], *, file: str, first_line: int, issues: Issues) -> list[ProvisionSource]:
    provisions: list[ProvisionSource] = []
    parts = read_blocks(lines, file=file, first_line=first_line, issues=issues)
    _report_sections(parts, file, issues)
    section = ""
    for part in parts:
        if isinstance(part, Section):
            section = part.title
        elif part.name == PROVISION:
            provisions.append(_provision(part, section, file, issues))
        else:
            message = f"There is no block named {part.name}; the only one is {PROVISION}."
            issues.report(message, file=file, line=part.line)
    return provisions


def _report_sections(parts: Sequence[Part], file: str, issues: Issues) -> None:
    titles: set[str] = set()
    for part, following in zip_longest(parts, parts[1:]):
        if not isinstance(part, Section):
            continue
        if not isinstance(following, Block):
            issues.report(f"The section “{part.title}” is empty; take it out.", file=file, line=part.line)
        if part.title in titles:
            message = f"The section “{part.title}” stands twice; put its provisions together."
            issues.report(message, file=file, line=part.line)
        titles.add(part.title)


def _provision(block: Block, section: str, file: str, issues: Issues) -> ProvisionSource:
    node = read_yaml("\n".join(block.head), file=file, first_line=block.head_line, issues=issues)
    if not isinstance(node, YamlMapping):
        if not block.head or node is not None:
            message = f"{block.argument or 'This provision'} has no head; write number and heading, indented, below it."
            issues.report(message, file=file, line=block.line)
        node = YamlMapping({}, block.line)
        required: tuple[str, ...] = ()
    else:
        required = ("number", "heading")
    fields = Fields(node, file=file, issues=issues, known=PROVISION_FIELDS, required=required)
    return ProvisionSource(
        label=block.argument,
        number=fields.text("number"),
        heading=fields.text("heading"),
        section=section,
        markdown=block.text,
        was=fields.texts("was"),
        obligations=tuple(_obligation(item, file, issues) for item in fields.mappings("obligations")),
        file=file,
        line=block.line,
        lines={**fields.lines, "markdown": block.text_line},
    )


def _obligation(node: YamlMapping, file: str, issues: Issues) -> ObligationSource:
    fields = Fields(node, file=file, issues=issues, known=OBLIGATION_FIELDS, required=("audience", "level"))
    texts = {name: fields.text(name) for name in OBLIGATION_FIELDS}
    texts["place"] = texts["place"] or NATION
    texts["applies_when"] = texts["applies_when"] or "always"
    return ObligationSource(**texts, file=file, line=fields.line, lines=fields.lines)


def _event(node: YamlMapping, file: str, issues: Issues) -> EventSource | None:
    fields = Fields(node, file=file, issues=issues, known=EVENT_FIELDS, required=("kind", "on"))
    on = fields.moment("on")
    if on is None:
        return None
    return EventSource(
        kind=fields.text("kind"),
        on=on,
        known=fields.moment("known"),
        place=fields.text("place") or NATION,
        reason=fields.text("reason"),
        source=_source_words(fields),
        file=file,
        line=fields.line,
        lines=fields.lines,
    )


def _source_words(fields: Fields) -> str:
    value = fields.mapping_or_text("source")
    if isinstance(value, str):
        return value
    parts = [entry.value.text for entry in value.entries.values() if isinstance(entry.value, YamlText)]
    return ", ".join(part.strip() for part in parts if part.strip())
