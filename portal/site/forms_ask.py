"""What keeps machines from filling in the form by which anybody asks, without asking people to prove anything."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from portal.common.security import keyed_hash

# A person sees no such field; who fills it in is no person, or shall look again.
TRAP: Final = "website"
BEGUN: Final = "begun"
OFFERED: Final = "offered"
# Nobody reads the form and writes a question in less.
QUICKEST: Final = timedelta(seconds=3)
# A form that lay open longer was copied, or forgotten.
LONGEST: Final = timedelta(hours=24)
PURPOSE: Final = "ask"


def begin(at: datetime) -> str:
    """Return the mark that a form carries of the instant at which it was opened."""
    written = at.isoformat()
    return f"{written}.{keyed_hash(PURPOSE, written)}"


def begun_mark(form: Mapping[str, str], at: datetime) -> str:
    """Return the mark of a form that is shown: that of its first opening, if it was sent before and holds still."""
    mark = form.get(BEGUN, "")
    return mark if _took_its_time(mark, at) else begin(at)


def too_hasty(form: Mapping[str, str], at: datetime) -> dict[str, str]:
    """Return what keeps a form from being taken: filled in by a machine, as it seems."""
    if form.get(TRAP):
        return {TRAP: "This field is there to catch machines. Leave it empty."}
    if not _took_its_time(form.get(BEGUN, ""), at):
        return {
            "question": "This was sent very quickly, or the page was open for too long. Read it once more, and send it."
        }
    return {}


def _took_its_time(mark: str, at: datetime) -> bool:
    written, _, proof = mark.rpartition(".")
    # What a visitor sends may hold any characters, which `compare_digest` takes as bytes only.
    if not hmac.compare_digest(keyed_hash(PURPOSE, written).encode(), proof.encode("utf-8", "surrogatepass")):
        return False
    return QUICKEST <= at - datetime.fromisoformat(written) <= LONGEST
