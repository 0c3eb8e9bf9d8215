"""Two editions beside each other: what changed for whom, what changed in words, and what only stands elsewhere.

Provisions are aligned by their labels, and where a label ended, by its lineage: what a later provision says that it
was. A provision may have several predecessors (it was merged) or share one with others (it was split).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from portal.guidance.rules_book import ProvisionText
from portal.guidance.rules_levels import NOT_ADDRESSED
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest
from portal.programs.rules import ancestors

# By label, the labels that it continues.
Lineage = Mapping[str, Sequence[str]]
Spoken = tuple[str, str]


class ChangeKind(StrEnum):
    """What happened to a provision; where several hold, the first in this order."""

    ADDED = "added"
    REMOVED = "removed"
    OBLIGATION = "obligation"
    TEXT = "text"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True)
class Kinship:
    """How kinds of stakeholder and places contain one another: the parent of each."""

    audiences: Mapping[str, str | None]
    places: Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True)
class LevelChange:
    """A kind of stakeholder in a place for whom the level is another one; what is silent is not addressed.

    `label` is that of the earlier provision, None where there was none.
    """

    audience: str
    place: str
    before: str
    after: str
    label: str | None


@dataclass(frozen=True, kw_only=True)
class ProvisionChange:
    """One provision of the two editions: its predecessors, itself, and for whom its level changed."""

    label: str
    kind: ChangeKind
    before: tuple[ProvisionText, ...]
    after: ProvisionText | None
    levels: tuple[LevelChange, ...]


@dataclass(frozen=True)
class _Aligned:
    after: ProvisionText
    before: tuple[ProvisionText, ...]


def compare(
    before: Sequence[ProvisionText], after: Sequence[ProvisionText], kinship: Kinship, lineage: Lineage
) -> list[ProvisionChange]:
    """Return every provision of both editions once, in the order of the second; what is gone follows what it followed.

    `lineage` holds what labels of the second edition continue; comparing a later edition with an earlier one, it is
    the other way round: see `lineage_of`.
    """
    earlier = {provision.label: provision for provision in before}
    kept = {provision.label for provision in after}
    aligned = [_Aligned(each, _predecessors(each.label, earlier, kept, lineage)) for each in after]
    heirs = _heirs(aligned)
    changes = [_change(each, heirs, kinship) for each in aligned]
    return _with_removed(changes, before, kinship)


def lineage_of(editions: Iterable[Lineage], *, backwards: bool = False) -> dict[str, tuple[str, ...]]:
    """Join what several editions say of their labels; backwards, say of each label what continued it."""
    found: dict[str, dict[str, None]] = {}
    for label, was in _lines(editions):
        later, earlier = (was, label) if backwards else (label, was)
        found.setdefault(later, {})[earlier] = None
    return {label: tuple(others) for label, others in found.items()}


def _lines(editions: Iterable[Lineage]) -> Iterator[Spoken]:
    for edition in editions:
        for label, earlier in edition.items():
            yield from ((label, was) for was in earlier)


def _predecessors(
    label: str, earlier: Mapping[str, ProvisionText], kept: set[str], lineage: Lineage
) -> tuple[ProvisionText, ...]:
    """Find what the provision was: itself, and else, or besides where they ended, the nearest in its lineage."""
    found = {label: None} if label in earlier else {}
    seen, waiting = {label}, list(lineage.get(label, ()))
    while waiting:
        was = waiting.pop(0)
        if was in seen:
            continue
        seen.add(was)
        if was not in earlier:
            waiting.extend(lineage.get(was, ()))
        elif label not in earlier or was not in kept:
            found[was] = None
    return tuple(earlier[each] for each in found)


def _heirs(aligned: Sequence[_Aligned]) -> dict[str, list[ProvisionText]]:
    """Return what continues each earlier provision; a split one has several heirs."""
    found: dict[str, list[ProvisionText]] = {}
    for each in aligned:
        for was in each.before:
            found.setdefault(was.label, []).append(each.after)
    return found


def _change(aligned: _Aligned, heirs: Mapping[str, Sequence[ProvisionText]], kinship: Kinship) -> ProvisionChange:
    others = [heir for was in aligned.before for heir in heirs[was.label] if heir is not aligned.after]
    levels = tuple(_level_changes(aligned.before, aligned.after, others, kinship))
    kind = _kind(aligned.before, aligned.after, levels)
    return ProvisionChange(
        label=aligned.after.label, kind=kind, before=aligned.before, after=aligned.after, levels=levels
    )


def _kind(before: tuple[ProvisionText, ...], after: ProvisionText, levels: tuple[LevelChange, ...]) -> ChangeKind:
    if not before:
        return ChangeKind.ADDED
    if levels:
        return ChangeKind.OBLIGATION
    if len(before) > 1 or not _reads_alike(before[0], after):
        return ChangeKind.TEXT
    return ChangeKind.UNCHANGED if _place(before[0]) == _place(after) else ChangeKind.MOVED


def _reads_alike(before: ProvisionText, after: ProvisionText) -> bool:
    """Tell whether nothing was reworded, in the provision or in what it asks of anybody."""
    alike = before.heading == after.heading and before.text == after.text
    return alike and (before.obligations == after.obligations or set(before.obligations) == set(after.obligations))


def _place(provision: ProvisionText) -> tuple[str, str, str]:
    return (provision.label, provision.section, provision.number)


def _level_changes(
    before: Sequence[ProvisionText], after: ProvisionText | None, others: Sequence[ProvisionText], kinship: Kinship
) -> Iterator[LevelChange]:
    """Go through every pair that either side speaks to, and resolve it on both sides.

    Of merged provisions only those count that spoke to the pair; and what one heir of a split provision no longer
    says is no change where another says it.
    """
    old = {was.label: _by_pair(was.obligations) for was in before}
    new = _by_pair(after.obligations if after else ())
    elsewhere = [_by_pair(other.obligations) for other in others]
    for pair in dict.fromkeys((*new, *(pair for said in old.values() for pair in said))):
        now = _level(pair, new, kinship)
        if now == NOT_ADDRESSED and any(_level(pair, said, kinship) != now for said in elsewhere):
            continue
        for was, label in _earlier_levels(pair, old, kinship).items():
            if was != now:
                yield LevelChange(audience=pair[0], place=pair[1], before=was, after=now, label=label)


def _earlier_levels(
    pair: Spoken, old: Mapping[str, Mapping[Spoken, ObligationFacts]], kinship: Kinship
) -> dict[str, str | None]:
    """Return each level that the pair had, with the label that gave it; silence only where all were silent."""
    levels: dict[str, str | None] = {}
    for label, said in old.items():
        level = _level(pair, said, kinship)
        if level != NOT_ADDRESSED:
            levels.setdefault(level, label)
    return levels or {NOT_ADDRESSED.value: next(iter(old), None)}


def _by_pair(obligations: Sequence[ObligationFacts]) -> dict[Spoken, ObligationFacts]:
    return {(each.audience, each.place): each for each in obligations}


def _level(pair: Spoken, said: Mapping[Spoken, ObligationFacts], kinship: Kinship) -> str:
    # What is set for the very pair is nearest; most pairs stand on both sides, so that the search is seldom needed.
    if pair in said or not said:
        return level_of(said.get(pair))
    audiences, places = ancestors(pair[0], kinship.audiences), ancestors(pair[1], kinship.places)
    above = [said[each] for each in product(audiences, places) if each in said]
    return level_of(nearest(above, audiences, places))


def _with_removed(
    changes: Sequence[ProvisionChange], before: Sequence[ProvisionText], kinship: Kinship
) -> list[ProvisionChange]:
    """Set what is gone behind the provision that it followed, or first, where it followed none."""
    used = {was.label: change.label for change in reversed(changes) for was in change.before}
    followers: dict[str | None, list[ProvisionChange]] = {}
    leader: str | None = None
    for was in before:
        if was.label in used:
            leader = used[was.label]
        else:
            followers.setdefault(leader, []).append(_removal(was, kinship))
    placed = list(followers.get(None, ()))
    for change in changes:
        placed += [change, *followers.get(change.label, ())]
    return placed


def _removal(was: ProvisionText, kinship: Kinship) -> ProvisionChange:
    levels = tuple(_level_changes((was,), None, (), kinship))
    return ProvisionChange(label=was.label, kind=ChangeKind.REMOVED, before=(was,), after=None, levels=levels)
