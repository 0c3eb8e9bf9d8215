"""Kinds of stakeholder as plain values: a tree in which what is said of a kind holds for the kinds below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from portal.programs.rules import ancestors


@dataclass(frozen=True, kw_only=True)
class AudienceFacts:
    """A kind of stakeholder; `name` reads in "for a sheriff", `plural` heads a list."""

    slug: str
    name: str
    plural: str
    parent: str | None


@dataclass(frozen=True)
class AudienceTree:
    """All kinds, in the order in which they are offered."""

    kinds: tuple[AudienceFacts, ...]

    @cached_property
    def by_slug(self) -> dict[str, AudienceFacts]:
        """Return each kind by its slug."""
        return {kind.slug: kind for kind in self.kinds}

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Return the parent of each kind."""
        return {kind.slug: kind.parent for kind in self.kinds}

    def chain(self, slug: str) -> tuple[str, ...]:
        """Return the kind with all kinds above it, nearest first."""
        return ancestors(slug, self.parents)

    def __contains__(self, slug: object) -> bool:
        """Tell whether there is such a kind."""
        return slug in self.by_slug

    def __iter__(self) -> Iterator[AudienceFacts]:
        """Go through all kinds in order."""
        return iter(self.kinds)
