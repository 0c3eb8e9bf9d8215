"""Entering a log of inquiries that another office kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from portal.audit.rules import Actor
from portal.common.issues import Issues
from portal.inquiries.actions import log_inquiry
from portal.inquiries.queries_log import find_alike, has_number
from portal.inquiries.rules_checks import inquiry_issues
from portal.inquiries.rules_checks_past import NUMBER
from portal.inquiries.rules_log import LogRow
from portal.programs.queries import ProgramFacts, load_atlas, load_audiences
from portal.programs.rules_tally import Tally


@dataclass(kw_only=True)
class LogImport:
    """What an import did, and the rows that it set aside, each with the reason."""

    tally: Tally = field(default_factory=Tally)
    aside: list[tuple[int, str]] = field(default_factory=list)


def enter_log(*, program: ProgramFacts, rows: Sequence[LogRow], today: date, by: Actor, at: datetime) -> LogImport:
    """Log the inquiries of a file that are not there yet; a row that cannot be taken is set aside with its reason.

    A row with a number is there when the number is; one without, when all that it says is.
    """
    done = LogImport()
    audiences, places = load_audiences(), load_atlas().places
    for row in rows:
        if row.content is None:
            done.aside.append((row.row, row.fault))
            continue
        issues = inquiry_issues(row.content, audiences, places, today)
        if row.number and not NUMBER.fullmatch(row.number):
            issues.report("A number is the year in which it came and four digits, as 2010-0001.", field="number")
        if issues:
            done.aside.append((row.row, _reasons(issues)))
        elif has_number(program.id, row.number) if row.number else find_alike(program.id, row.content):
            done.tally.unchanged += 1
        else:
            log_inquiry(program=program, content=row.content, number=row.number or None, by=by, at=at)
            done.tally.added += 1
    return done


def _reasons(issues: Issues) -> str:
    return " ".join(f"{issue.field}: {issue.message}" for issue in issues)
