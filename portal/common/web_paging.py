"""Long lists on pages: which part of one is shown, and the addresses of the parts before and after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlencode

from portal.common.web import BadParameter

PAGE: Final = "page"

Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True)
class Paging:
    """One page of a list.

    Args:
        number, total: Which page it is, of how many; a list without anything has one empty page.
        size: How much a page holds.
        path: The address of the list.
        args: What else stands in its address.
    """

    number: int
    total: int
    size: int
    path: str
    args: Mapping[str, str]

    @property
    def previous_url(self) -> str | None:
        """Return the address of the page before, if there is one."""
        return self._url(self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """Return the address of the page after, if there is one."""
        return self._url(self.number + 1) if self.number < self.total else None

    def shown(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return what the page holds of a list."""
        return items[(self.number - 1) * self.size : self.number * self.size]

    def _url(self, number: int) -> str:
        return f"{self.path}?{urlencode({**self.args, PAGE: number})}"


def read_paging(args: Mapping[str, str], count: int, *, size: int, path: str) -> Paging:
    """Return the page that the address asks for; raises BadParameter for one that the list does not have."""
    text, total = args.get(PAGE, "1"), max(1, -(-count // size))
    if text not in map(str, range(1, total + 1)):
        raise BadParameter(PAGE, f"Give the number of a page, 1 to {total}.")
    others = {name: value for name, value in args.items() if name != PAGE}
    return Paging(number=int(text), total=total, size=size, path=path, args=others)
