"""What is written when an edition of a standard answer is drafted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from portal.answers.rules_checks import Lists, content_issues
from portal.answers.rules_content import AnswerContent
from portal.common.characters import character_issues, normalized
from portal.common.dates import read_worded_date
from portal.common.formatting import worded_date
from portal.common.issues import Issues
from portal.programs.rules_checks import SLUG
from portal.programs.rules_places import NATION

FIELDS: Final = (
    "question",
    "wordings",
    "audience",
    "state",
    "public",
    "owner",
    "review_by",
    "change_note",
    "markdown",
    "source_title",
    "source_office",
)
PUBLIC, STAFF_ONLY = "faq", "staff"
MOST_DIGITS: Final = 6


class AnswerForm:
    """A draft as it was typed, the version that was read, what is wrong, and what it says as far as it can be read."""

    def __init__(self, given: Mapping[str, str], read: int, content: AnswerContent | None, issues: Issues) -> None:
        """Keep what was typed, so that nothing is lost when it cannot be taken."""
        self.given = dict(given)
        self.read = read
        self.content = content
        self.errors = {issue.field or "markdown": issue.message for issue in reversed(issues)}


def shown_content(content: AnswerContent, read: int) -> AnswerForm:
    """Return a stored edition as if it had just been typed."""
    given = {
        "question": content.question,
        "wordings": "\n".join(content.wordings),
        "audience": content.audience,
        "state": "" if content.place == NATION else content.place.lower(),
        "public": PUBLIC if content.public else STAFF_ONLY,
        "owner": content.owner,
        "review_by": worded_date(content.review_by) if content.review_by else "",
        "change_note": content.change_note,
        "markdown": content.markdown,
        "source_title": content.source.get("title", ""),
        "source_office": content.source.get("office", ""),
    }
    return AnswerForm(given, read, content, Issues())


def empty_form() -> AnswerForm:
    """Return the form of an answer of which nothing is written yet."""
    return AnswerForm(dict.fromkeys(FIELDS, ""), 0, None, Issues())


def read_slug(text: str, issues: Issues) -> str:
    """Return the name under which a new answer stands in addresses, for ever."""
    slug = text.strip()
    if not SLUG.fullmatch(slug) or len(slug) > 64:  # noqa: PLR2004 - as the message says
        issues.report("Write small letters, digits and single hyphens, 64 at most, such as must-we-sign.", field="slug")
    return slug


def read_answer_form(form: MultiDict[str, str], lists: Lists, zone: str, at: datetime) -> AnswerForm:
    """Read a draft; what it says is None only where its date cannot be read."""
    issues = Issues()
    given = {name: normalized(form.get(name, "")).strip() for name in FIELDS}
    for name, text in given.items():
        for issue in character_issues(text):
            issues.report(f"Line {issue.line}: {issue.message}", field=name)
    today = at.astimezone(ZoneInfo(zone)).date()
    content = _content(given, _review_by(given["review_by"], issues), today, at)
    if given["public"] not in {PUBLIC, STAFF_ONLY}:
        issues.report("Choose who reads it.", field="public")
    issues.extend(content_issues(content, lists))
    return AnswerForm(given, _version(form.get("version", "")), content, issues)


def _content(given: Mapping[str, str], review_by: date | None, today: date, at: datetime) -> AnswerContent:
    return AnswerContent(
        question=given["question"],
        wordings=tuple(line.strip() for line in given["wordings"].split("\n") if line.strip()),
        audience=given["audience"],
        place=given["state"].upper() or NATION,
        public=given["public"] == PUBLIC,
        owner=given["owner"],
        review_by=review_by,
        change_note=given["change_note"],
        markdown=given["markdown"],
        source={"title": given["source_title"], "office": given["source_office"], "date": today.isoformat()},
        published_at=at,
    )


def _review_by(text: str, issues: Issues) -> date | None:
    try:
        return read_worded_date(text) if text else None
    except ValueError as error:
        issues.report(str(error), field="review_by")
        return None


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0
