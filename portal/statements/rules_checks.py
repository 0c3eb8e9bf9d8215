"""What is wrong with an entry of the register beside the lists of kinds, places and provisions."""

from collections.abc import Collection
from difflib import get_close_matches

from portal.common.issues import Issues
from portal.guidance.rules_levels import Level
from portal.statements.rules_sources import EntrySource


def entry_issues(
    entry: EntrySource, *, labels: Collection[str], audiences: Collection[str], places: Collection[str]
) -> Issues:
    """Report each statement that names what is not known, on its line."""
    issues = Issues()
    for line, statement in zip(entry.lines, entry.content.statements, strict=True):
        named = (
            ("provision", statement.provision, labels),
            ("audience", statement.audience, audiences),
            ("place", statement.place, places),
            ("level", statement.level, list(Level)),
        )
        for field, value, known in named:
            if value and value not in known:
                message = f"There is no {field} {value}; {_advice(value, known)}"
                issues.report(message, file=entry.file, line=line, field=field)
    return issues


def _advice(value: str, known: Collection[str]) -> str:
    near = get_close_matches(value, known, n=1)
    return f"did you mean {near[0]}?" if near else "write one that is known."
