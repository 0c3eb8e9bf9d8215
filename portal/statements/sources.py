"""Reading and writing `statements/SLUG.yml`: an entry of the register with what it told whom."""

from collections.abc import Iterator
from typing import Final

from portal.common.fields import Fields
from portal.common.issues import Issues
from portal.common.moments import instant, shortest
from portal.common.text_files import read_text
from portal.common.yaml_nodes import YamlMapping, read_yaml
from portal.common.yaml_texts import yaml_field, yaml_scalar
from portal.programs.rules_checks import SLUG
from portal.programs.rules_places import NATION
from portal.statements.rules_content import EntryContent, EntryKind, StatementContent
from portal.statements.rules_sources import EntrySource

ENTRY_FIELDS: Final = ("kind", "title", "office", "told", "said_on", "known", "source", "statements")
REQUIRED: Final = ("kind", "title", "office", "told", "said_on", "source", "statements")
STATEMENT_FIELDS: Final = ("provision", "audience", "place", "level", "about_on", "quote")
LONGEST: Final = {"title": 300, "office": 200, "told": 200, "source": 2_000, "quote": 2_000}


def read_entry(raw: bytes, *, file: str, slug: str, zone: str) -> tuple[EntrySource | None, Issues]:
    """Return the entry that a file proposes, and all that is wrong with it; None without what it cannot do without.

    Args:
        raw: The bytes of the file.
        file: Its name, for the issues.
        slug: What the file is called, which names the entry.
        zone: The IANA time zone in which its dates are meant.
    """
    text, issues = read_text(raw, file=file)
    if issues and not text:
        return None, issues
    node = read_yaml(text, file=file, first_line=1, issues=issues)
    if not isinstance(node, YamlMapping):
        issues.report(f"Write the fields of the entry: {', '.join(ENTRY_FIELDS)}.", file=file, line=1)
        return None, issues
    fields = Fields(node, file=file, issues=issues, known=ENTRY_FIELDS, required=REQUIRED)
    if not SLUG.fullmatch(slug):
        issues.report("The file's name holds small letters, digits and single hyphens only.", file=file, line=1)
    return _entry(fields, file, slug, zone, issues), issues


def write_entry(content: EntryContent, zone: str) -> str:
    """Return the text of the file that `read_entry` reads back."""
    lines = [
        f"kind: {content.kind}",
        *yaml_field("title", content.title),
        *yaml_field("office", content.office),
        *yaml_field("told", content.told),
        f"said_on: {content.said_on.isoformat()}",
    ]
    if content.known_at != instant(content.said_on, zone):
        lines.append(f"known: {shortest(content.known_at, zone).isoformat()}")
    lines += [*yaml_field("source", content.source), "statements:"]
    for statement in content.statements:
        lines += _statement_lines(statement, content)
    return "\n".join([*lines, ""])


def _entry(fields: Fields, file: str, slug: str, zone: str, issues: Issues) -> EntrySource | None:
    kind, said_on, known = fields.text("kind"), fields.day("said_on"), fields.moment("known")
    if kind and kind not in list(EntryKind):
        fields.report(f"The kind {kind} is not known; write one of {', '.join(EntryKind)}.", "kind")
    texts = {name: _text(fields, name) for name in ("title", "office", "told", "source")}
    if said_on is None:
        return None
    mappings = fields.mappings("statements")
    told = {"known": STATEMENT_FIELDS, "required": ("provision", "audience", "level", "quote")}
    entries = [Fields(node, file=file, issues=issues, **told) for node in mappings]
    return EntrySource(
        content=EntryContent(
            slug=slug,
            kind=kind,
            said_on=said_on,
            known_at=instant(known or said_on, zone),
            statements=tuple(
                StatementContent(
                    provision=each.text("provision"),
                    audience=each.text("audience"),
                    place=each.text("place") or NATION,
                    level=each.text("level"),
                    about_on=each.day("about_on") or said_on,
                    quote=_text(each, "quote"),
                )
                for each in entries
            ),
            **texts,
        ),
        file=file,
        line=fields.line,
        lines=tuple(each.line for each in entries),
    )


def _text(fields: Fields, name: str) -> str:
    text = fields.text(name)
    if len(text) > LONGEST[name]:
        fields.report(f"{name} has {len(text):,} characters; the limit is {LONGEST[name]:,}.", name)
    return text


def _statement_lines(statement: StatementContent, content: EntryContent) -> Iterator[str]:
    yield f"  - provision: {yaml_scalar(statement.provision)}"
    yield f"    audience: {yaml_scalar(statement.audience)}"
    if statement.place != NATION:
        # A postal code may be a word of YAML's own, as NO is.
        yield f'    place: "{statement.place}"'
    yield f"    level: {statement.level}"
    if statement.about_on != content.said_on:
        yield f"    about_on: {statement.about_on.isoformat()}"
    yield from (f"    {line}" for line in yaml_field("quote", statement.quote))
