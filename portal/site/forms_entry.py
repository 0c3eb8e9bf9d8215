"""What is written when an entry of the register is made by hand: a letter, a call, a page, and what it told whom."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from portal.answers.rules_checks import Lists
from portal.common.characters import character_issues, normalized
from portal.common.dates import read_worded_date
from portal.common.issues import Issues
from portal.common.moments import instant
from portal.guidance.rules_levels import Level
from portal.programs.rules_checks import SLUG
from portal.programs.rules_places import NATION
from portal.statements.rules_content import EntryContent, EntryKind, StatementContent
from portal.statements.sources import LONGEST

FIELDS: Final = ("slug", "kind", "title", "office", "told", "said_on", "source")
ROW_FIELDS: Final = ("provision", "audience", "state", "level", "quote")
# So many statements can be written of one entry; a longer one comes in as a file.
ROWS: Final = 4


class EntryForm:
    """A form as it was filled in, what is wrong with it, and the entry that it makes, if nothing is."""

    def __init__(self, given: Mapping[str, str], issues: Issues, content: EntryContent | None) -> None:
        """Keep what was typed, so that nothing is lost when it cannot be taken."""
        self.given = dict(given)
        self.errors = {issue.field or "title": issue.message for issue in reversed(issues)}
        self.content = None if issues else content


def empty_entry() -> EntryForm:
    """Return a form that nobody has filled in."""
    return EntryForm(dict.fromkeys(_names(), ""), Issues(), None)


def read_entry_form(form: MultiDict[str, str], lists: Lists, zone: str, at: datetime) -> EntryForm:
    """Read an entry with its statements; rows without a provision are left out."""
    given = {name: normalized(form.get(name, "")).strip() for name in _names()}
    issues = Issues()
    for name, text in given.items():
        for issue in character_issues(text):
            issues.report(f"Line {issue.line}: {issue.message}", field=name)
    _check_fields(given, issues)
    said_on = _day(given["said_on"], at.astimezone(ZoneInfo(zone)).date(), issues)
    rows = [number for number in range(ROWS) if given[f"provision_{number}"] or given[f"quote_{number}"]]
    if not rows:
        issues.report("Write at least one statement: what it told whom.", field="provision_0")
    for number in rows:
        _check_row(given, number, lists, issues)
    return EntryForm(given, issues, _content(given, rows, said_on, zone))


def _names() -> list[str]:
    return [*FIELDS, *(f"{name}_{number}" for number in range(ROWS) for name in ROW_FIELDS)]


def _check_fields(given: Mapping[str, str], issues: Issues) -> None:
    if not SLUG.fullmatch(given["slug"]) or len(given["slug"]) > 64:  # noqa: PLR2004 - as the message says
        issues.report("Write small letters, digits and single hyphens, 64 at most.", field="slug")
    if given["kind"] not in list(EntryKind):
        issues.report("Choose in what form it was said.", field="kind")
    for name in ("title", "office", "told", "source"):
        if not given[name]:
            issues.report("Write something here.", field=name)
        if len(given[name]) > LONGEST[name]:
            issues.report(f"Write at most {LONGEST[name]:,} characters.", field=name)


def _day(text: str, today: date, issues: Issues) -> date:
    try:
        day = read_worded_date(text)
    except ValueError as error:
        issues.report(str(error), field="said_on")
        return today
    if day > today:
        issues.report("It was said in the past. Choose a day up to today.", field="said_on")
    return day


def _check_row(given: Mapping[str, str], number: int, lists: Lists, issues: Issues) -> None:
    known = {
        "provision": lists.labels,
        "audience": lists.audiences,
        "state": {"", *(code.lower() for code in lists.places)},
        "level": list(Level),
    }
    for name, values in known.items():
        if given[f"{name}_{number}"].lower() not in values:
            issues.report("Choose one of the list.", field=f"{name}_{number}")
    quote = given[f"quote_{number}"]
    if not quote or len(quote) > LONGEST["quote"]:
        issues.report(f"Write its words, {LONGEST['quote']:,} characters at most.", field=f"quote_{number}")


def _content(given: Mapping[str, str], rows: list[int], said_on: date, zone: str) -> EntryContent:
    return EntryContent(
        slug=given["slug"],
        kind=given["kind"],
        title=given["title"],
        office=given["office"],
        told=given["told"],
        said_on=said_on,
        source=given["source"],
        known_at=instant(said_on, zone),
        statements=tuple(
            StatementContent(
                provision=given[f"provision_{number}"],
                audience=given[f"audience_{number}"],
                place=given[f"state_{number}"].upper() or NATION,
                level=given[f"level_{number}"],
                about_on=said_on,
                quote=given[f"quote_{number}"],
            )
            for number in rows
        ),
    )
