"""Who may do what: one table, from which routes, tests and the documentation are made.

A row is an action on an object in one state; later features add rows and change nothing else here.
What no row allows is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from portal.accounts.rules_roles import DUTIES, Role

STAFF: Final = frozenset(Role) - {Role.PARTNER}
ANSWERING: Final = frozenset({Role.DRAFTER, Role.REVIEWER, Role.LEADER})
READERS_OF_DRAFTS: Final = frozenset({Role.DRAFTER, Role.REVIEWER, Role.LEADER, Role.AUDITOR})


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One row of the table.

    Args:
        action: The noun and the verb, as routes name it.
        deed: The same in words, as in "you may read drafts".
        of: The state of the object; None where the action does not depend on one.
        roles: Who may do it to every such object.
        own_state: Who may do it to objects of their own state only.
        everybody: Whether a visitor without an account may do it as well.
        secret: Whether the refused learn nothing, not even that the object exists.
        why: The reason, in one sentence.
    """

    action: str
    deed: str
    of: str | None = None
    roles: frozenset[Role] = frozenset()
    own_state: frozenset[Role] = frozenset()
    everybody: bool = False
    secret: bool = False
    why: str


PERMISSIONS: Final = (
    Permission(
        action="edition.read",
        deed="read published editions",
        of="published",
        everybody=True,
        why="Published guidance is public.",
    ),
    Permission(
        action="edition.read",
        deed="read an edition that is still a draft",
        of="draft",
        roles=READERS_OF_DRAFTS,
        secret=True,
        why="A draft is not guidance; who publishes nothing needs none.",
    ),
    Permission(
        action="draft.read",
        deed="see which drafts there are",
        roles=READERS_OF_DRAFTS,
        secret=True,
        why="Not even the number of drafts is public.",
    ),
    Permission(
        action="statements.read",
        deed="read the register of statements",
        roles=READERS_OF_DRAFTS,
        why="Who answers must know what was said before; the public reads it beside each provision.",
    ),
    Permission(
        action="statements.enter",
        deed="put on record what was said outside of the portal",
        roles=frozenset({Role.REVIEWER, Role.LEADER}),
        why="It is public at once, so that who answers for texts enters it.",
    ),
    Permission(
        action="answers.read",
        deed="read the standard answers that are for staff",
        roles=READERS_OF_DRAFTS,
        why="Who answers must have the approved words; the public ones are the FAQs.",
    ),
    Permission(
        action="answers.draft",
        deed="write standard answers, and say how a finding is met",
        roles=frozenset({Role.DRAFTER}),
        why="Who writes an answer neither clears nor publishes it.",
    ),
    Permission(
        action="answers.clear",
        deed="clear standard answers that others wrote, for your own office",
        roles=frozenset({Role.REVIEWER, Role.LEADER}),
        why="Each office decides for itself, about the text that it read.",
    ),
    Permission(
        action="answers.publish",
        deed="publish standard answers that were cleared and that others wrote, and retire them",
        roles=frozenset({Role.LEADER}),
        why="An answer speaks for the whole program.",
    ),
    Permission(
        action="inquiries.read",
        deed="read the log of inquiries",
        roles=READERS_OF_DRAFTS,
        secret=True,
        why="The log tells what was asked, when, and what was done; who asked, and their words, need more.",
    ),
    Permission(
        action="inquiries.words",
        deed="read the words of inquiries, which may hold personal data",
        roles=ANSWERING,
        secret=True,
        why="Who answers must read the question; an audit does without personal data.",
    ),
    Permission(
        action="inquiries.sender",
        deed="see who asked, which is recorded",
        roles=ANSWERING,
        secret=True,
        why="An answer needs an address; that somebody looked at it is on record.",
    ),
    Permission(
        action="inquiries.log",
        deed="log inquiries, give them to somebody, and let them wait",
        roles=ANSWERING,
        secret=True,
        why="Whoever takes the call logs it; an auditor changes nothing.",
    ),
    Permission(
        action="records.keep",
        deed="put an inquiry under a legal hold, and propose to purge one",
        roles=frozenset({Role.REVIEWER}),
        secret=True,
        why="Records are kept by two together: one proposes.",
    ),
    Permission(
        action="records.purge",
        deed="lift a legal hold, and purge what somebody else proposed",
        roles=frozenset({Role.LEADER}),
        secret=True,
        why="The other one decides.",
    ),
    Permission(
        action="responses.draft",
        deed="draft answers to inquiries, and say how a finding is met",
        roles=frozenset({Role.DRAFTER}),
        secret=True,
        why="Who drafts an answer neither clears nor sends it.",
    ),
    Permission(
        action="responses.clear",
        deed="clear answers that others drafted, for your own office",
        roles=frozenset({Role.REVIEWER, Role.LEADER}),
        secret=True,
        why="Each office decides for itself, about the text that it read.",
    ),
    Permission(
        action="responses.send",
        deed="send answers that were cleared and that others drafted",
        roles=frozenset({Role.REVIEWER, Role.LEADER}),
        secret=True,
        why="What leaves the office was read by somebody who did not write it.",
    ),
    Permission(
        action="directions.read",
        deed="read what leadership is asked to decide",
        roles=READERS_OF_DRAFTS,
        why="Whoever answers must know what is open, and an audit how long it was.",
    ),
    Permission(
        action="directions.ask",
        deed="ask leadership for a direction",
        roles=ANSWERING,
        secret=True,
        why="Who meets the gap asks; improvising is no answer.",
    ),
    Permission(
        action="directions.decide",
        deed="decide what leadership is asked",
        roles=frozenset({Role.LEADER}),
        why="Leadership decides, by name and with a reason.",
    ),
    Permission(
        action="own.questions",
        deed="see what you asked yourself",
        roles=frozenset({Role.PARTNER}),
        why="A partner follows their own questions without keeping links.",
    ),
    Permission(
        action="own.work",
        deed="see what waits for you",
        roles=ANSWERING,
        why="Who answers has a list of what to answer.",
    ),
    Permission(
        action="audit.read",
        deed="read the audit",
        roles=frozenset({Role.LEADER, Role.AUDITOR, Role.ADMIN}),
        why="The audit holds no text and no personal data, but tells who is busy with what.",
    ),
    Permission(
        action="accounts.list",
        deed="see all accounts",
        roles=frozenset({Role.ADMIN}),
        why="Names and addresses are personal data.",
    ),
    Permission(
        action="accounts.manage",
        deed="add and disable accounts",
        roles=frozenset({Role.ADMIN}),
        why="Who adds accounts publishes nothing, and who publishes adds none.",
    ),
    Permission(
        action="own.account",
        deed="see and end your own sessions",
        roles=frozenset(Role),
        why="Everyone sees and ends their own sessions.",
    ),
)


class UnknownActionError(LookupError):
    """No row names this action on an object in this state: a mistake in the code, not a refusal."""


Table = Mapping[tuple[str, str | None], Permission]


def as_table(permissions: Iterable[Permission]) -> Table:
    """Return the rows by action and state."""
    return MappingProxyType({(row.action, row.of): row for row in permissions})


TABLE: Final = as_table(PERMISSIONS)
ACTIONS: Final = frozenset(row.action for row in PERMISSIONS)


def may(
    role: str | None,
    action: str,
    state_of_object: str | None = None,
    *,
    own_state: bool = False,
    table: Table = TABLE,
) -> bool:
    """Tell whether somebody may do this to an object.

    Args:
        role: The role of the account; None for a visitor without one.
        action: An action of the table.
        state_of_object: The state that the object is in, where the table tells states apart.
        own_state: Whether the object belongs to the state (of the Union) of the account.
        table: The table to look in.

    Raises:
        UnknownActionError: The table has no such row.
    """
    row = table.get((action, state_of_object))
    if row is None:
        raise UnknownActionError(action, state_of_object)
    return row.everybody or role in row.roles or (own_state and role in row.own_state)


def may_sometimes(role: str | None, action: str, *, table: Table = TABLE) -> bool:
    """Tell whether there is any object to which this role may do this; the door before the object is known."""
    states = [of for name, of in table if name == action]
    return any(may(role, action, of, own_state=True, table=table) for of in states)


def deeds(role: str, permissions: Iterable[Permission] = PERMISSIONS) -> list[str]:
    """Return in words what a role may do beyond what everybody may."""
    return [row.deed for row in permissions if role in row.roles or role in row.own_state]


def is_secret(action: str, *, table: Table = TABLE) -> bool:
    """Tell whether a refusal of this action must look as if there were nothing."""
    return any(row.secret for row in table.values() if row.action == action)


def as_markdown(permissions: Iterable[Permission] = PERMISSIONS) -> str:
    """Return the table as the text of docs/permissions.md."""
    columns = ["action", "on", "everybody", *Role, "why"]
    lines = [_line(columns), _line("---" for _ in columns)]
    lines += [_line(_cells(row)) for row in permissions]
    duties = [f"- `{role}`: {duty}" for role, duty in DUTIES.items()]
    return "\n".join([HEAD, *duties, "", *lines, ""])


HEAD: Final = """# Who may do what

Made from `portal/accounts/rules_permissions.py`, which routes ask and tests go through cell by cell; a test compares
this page with it. **yes** is always, **own** is for objects of the account's own state, an empty cell is never.
*Secret* rows answer 404, as if there were nothing; all others answer 403. A refusal of somebody signed in is audited.
"""


def _cells(row: Permission) -> list[str]:
    where = f"{row.of or 'any'}{', *secret*' if row.secret else ''}"
    roles = [_cell(row, role) for role in Role]
    return [f"`{row.action}`", where, "yes" if row.everybody else "", *roles, row.why]


def _cell(row: Permission, role: Role) -> str:
    if row.everybody or role in row.roles:
        return "yes"
    return "own" if role in row.own_state else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
