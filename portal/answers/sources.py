"""Reading and writing `answers/SLUG/NUMBER.md`: one edition of a standard answer (contract.md, section 7)."""

from collections.abc import Iterable, Iterator
from typing import Final

from portal.answers.rules_content import AnswerContent
from portal.answers.rules_sources import ANSWER_FIELDS, NEEDED, TEXT, AnswerSource
from portal.common.fields import Fields
from portal.common.issues import Issues
from portal.common.moments import instant, shortest
from portal.common.text_files import read_text
from portal.common.yaml_nodes import YamlMapping, read_yaml
from portal.common.yaml_texts import yaml_field, yaml_list, yaml_scalar
from portal.guidance.rules_sources import FENCE, SOURCE_FIELDS
from portal.programs.rules_places import NATION

YES, NO = "true", "false"
SHAPE: Final = f"The file begins with its fields between two lines {FENCE}: {', '.join(ANSWER_FIELDS)}."


def read_answer(raw: bytes, *, file: str, slug: str, number: int, zone: str) -> tuple[AnswerSource | None, Issues]:
    """Return the edition that a file proposes, and all that is wrong with the file; None where it cannot be dated.

    Args:
        raw: The bytes of the file.
        file: Its name, for the issues.
        slug: The name of its folder, which is that of the answer.
        number: The number in its name.
        zone: The IANA time zone in which its dates are meant.
    """
    text, issues = read_text(raw, file=file)
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() == FENCE), None)
    if lines[0].rstrip() != FENCE or end is None:
        return None, _shapeless(issues, file)
    node = read_yaml("\n".join(lines[1:end]), file=file, first_line=2, issues=issues)
    if not isinstance(node, YamlMapping):
        return None, _shapeless(issues, file)
    fields = Fields(node, file=file, issues=issues, known=ANSWER_FIELDS, required=NEEDED)
    published = fields.moment("published")
    if published is None:
        return None, issues
    content = AnswerContent(
        question=fields.text("question"),
        wordings=fields.texts("wordings"),
        audience=fields.text("audience"),
        place=fields.text("place") or NATION,
        public=_is_public(fields),
        owner=fields.text("owner"),
        review_by=fields.day("review_by"),
        change_note=fields.text("change_note"),
        markdown="\n".join(lines[end + 1 :]).strip("\n"),
        source=_source(fields, file, issues),
        published_at=instant(published, zone),
    )
    first = next((at for at in range(end + 1, len(lines)) if lines[at].strip()), end) + 1
    source = AnswerSource(
        slug=slug, number=number, content=content, file=file, line=fields.line, lines={**fields.lines, TEXT: first}
    )
    return source, issues


def write_answer(content: AnswerContent, zone: str) -> str:
    """Return the text of the file that `read_answer` reads back."""
    return "\n".join([FENCE, *_front_matter(content, zone), FENCE, "", content.markdown, ""])


def _shapeless(issues: Issues, file: str) -> Issues:
    # A fault of YAML has been reported already.
    if not issues:
        issues.report(SHAPE, file=file, line=1)
    return issues


def _is_public(fields: Fields) -> bool:
    written = fields.text("public")
    if written and written not in {YES, NO}:
        fields.report(f"public is {written}; write {YES} for an FAQ, or {NO} for staff only.", "public")
    return written == YES


def _source(fields: Fields, file: str, issues: Issues) -> dict[str, str]:
    value = fields.mapping_or_text("source")
    if isinstance(value, str):
        if value:
            fields.report(f"source has the fields {', '.join(SOURCE_FIELDS)}; write each on a line.", "source")
        return {}
    inner = Fields(value, file=file, issues=issues, known=SOURCE_FIELDS, required=SOURCE_FIELDS)
    day = inner.day("date")
    return {"title": inner.text("title"), "office": inner.text("office"), "date": day.isoformat() if day else ""}


def _front_matter(content: AnswerContent, zone: str) -> Iterator[str]:
    yield from yaml_field("question", content.question)
    yield from yaml_list("wordings", content.wordings)
    yield f"audience: {yaml_scalar(content.audience)}"
    if content.place != NATION:
        # A postal code may be a word of YAML's own, as NO is.
        yield f'place: "{content.place}"'
    yield f"public: {YES if content.public else NO}"
    yield from yaml_field("owner", content.owner)
    if content.review_by:
        yield f"review_by: {content.review_by.isoformat()}"
    yield f"published: {shortest(content.published_at, zone).isoformat()}"
    if content.change_note:
        yield from yaml_field("change_note", content.change_note)
    yield "source:"
    yield from _indented(line for name in ("title", "office") for line in yaml_field(name, content.source[name]))
    yield f"  date: {content.source['date']}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
