"""What a program, its events and its activations are said to be, before they are rows: what a file proposes."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class ProgramContent:
    """What a file says of a program."""

    slug: str
    name: str
    intent: str
    legal_basis: tuple[str, ...]
    time_zone: str
    description: str


@dataclass(frozen=True, kw_only=True)
class ProgramEventContent:
    """What a file says happened to a program, and since when that was known."""

    on: date
    kind: str
    source: str
    known_at: datetime


@dataclass(frozen=True, kw_only=True)
class ActivationContent:
    """That a program was activated in a place on a day, or that a record of it is taken back, and since when known."""

    place: str
    kind: str
    on: date
    known_at: datetime
    source: str
