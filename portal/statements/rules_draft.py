"""Judging a draft: what it states against the guidance of its day, against itself, and against what was told before.

Ledger.md, section 5. A clause that speaks of the act of a provision states a level, which is compared; what states
none is compared by its words. Nothing here decides or rewrites: a finding quotes both passages.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from portal.guidance.rules_levels import AppliedLevel
from portal.programs.rules_audiences import AudienceTree
from portal.statements.rules_check import Book, Finding, Provision
from portal.statements.rules_content import StatementContent
from portal.statements.rules_draft_acts import Lexicon
from portal.statements.rules_draft_audiences import are_of_one_branch, spoken_of, told
from portal.statements.rules_draft_claims import Claim, claims_of
from portal.statements.rules_draft_levels import stated_level
from portal.statements.rules_passages import Passage, passages_of
from portal.statements.rules_stances import Stance
from portal.statements.rules_verdicts import Governing, Verdict, verdict_of
from portal.statements.rules_words import tokens_of

# Some eight pages, which take half a second; a longer text is checked in parts.
LONGEST_DRAFT: Final = 20_000
_FOUND: Final = frozenset({Verdict.CONTRADICTS, Verdict.UNSUPPORTED, Verdict.CONDITION_MISSING})
# A level that says nothing of whether the reader may is no other level than any.
_SAYING_NOTHING: Final = frozenset({AppliedLevel.INFORMATIONAL.value, AppliedLevel.UNDECIDED.value})


class Against(StrEnum):
    """With what a sentence of a draft was compared."""

    GUIDANCE = "guidance"
    ITSELF = "itself"
    STATEMENT = "statement"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A passage with which a draft is compared, since when it was public, and where it can be read."""

    passage: str = ""
    published_at: datetime | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What governs one provision for one kind of stakeholder, and the condition on which it may depend."""

    governing: Governing
    condition: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A statement that was made to somebody by the draft's date."""

    label: str
    audience: str
    level: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Against what a draft is judged.

    Args:
        given: For which kind of stakeholder it is written, if that is known.
        audiences: The tree of kinds.
        lexicon: By which words the acts of provisions are known.
        texts: The provisions in force.
        set_for: For which kinds a provision sets an obligation.
        ground: What governs a provision for a kind.
        earlier: What was told before, newest first.
    """

    given: str | None
    audiences: AudienceTree
    lexicon: Lexicon
    texts: tuple[Provision, ...]
    set_for: Callable[[str], list[str]]
    ground: Callable[[str, str], Ground]
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True, kw_only=True)
class DraftFinding:
    """A sentence of a draft that cannot stand beside a passage.

    `stated` is None where words alone decided; `is_asserted` tells that the level was written as a statement.
    """

    verdict: Verdict
    against: Against
    provision: str
    audience: str
    stated: str | None
    in_force: str
    sentence: str
    source: Source
    start: int
    is_asserted: bool = False


@dataclass(frozen=True, kw_only=True)
class _Stated:
    """A claim as it reads for one kind of stakeholder."""

    claim: Claim
    audience: str
    level: str | None
    ground: Ground


def findings_of(text: str, setting: Setting, statements: Sequence[StatementContent] = ()) -> list[DraftFinding]:
    """Return everything that is found in a draft, in the order of its sentences, each once.

    Args:
        text: The words, its statements among them as they read.
        setting: Against what it is judged.
        statements: The statements that it makes of the provisions of this setting, by their levels.
    """
    passages = passages_of(text)
    stated = [each for claim in claims_of(text, passages, setting.lexicon) for each in _readings(claim, setting)]
    found = [
        *(finding for each in statements for finding in _asserted(text, each, setting)),
        *(finding for each in stated for finding in _against_guidance(text, each)),
        *_against_itself(text, stated),
        *(finding for each in stated for finding in _against_earlier(text, each, setting)),
    ]
    claimed = {(each.claim.label, each.claim.sentence.start) for each in stated}
    found += [each for each in _by_words(text, passages, setting) if _is_left_to_words(each, claimed, setting.lexicon)]
    return sorted(_each_once(found), key=lambda each: each.start)


def _each_once(found: Sequence[DraftFinding]) -> list[DraftFinding]:
    """Return the findings without those of statements whose own sentence says the same."""
    said = [each for each in dict.fromkeys(found) if not each.is_asserted]
    return [
        each
        for each in dict.fromkeys(found)
        if not each.is_asserted or not any(_says_the_same(other, each) for other in said)
    ]


def _says_the_same(said: DraftFinding, asserted: DraftFinding) -> bool:
    alike = (said.against, said.provision, said.audience, said.stated)
    same = alike == (asserted.against, asserted.provision, asserted.audience, asserted.stated)
    return same and (asserted.sentence in said.sentence or said.sentence in asserted.sentence)


def _asserted(text: str, statement: StatementContent, setting: Setting) -> Iterator[DraftFinding]:
    """Yield a statement whose level was written on purpose and differs from the level in force."""
    ground = setting.ground(statement.provision, statement.audience)
    verdict = verdict_of(statement.level, ground.governing)
    if verdict in _FOUND:
        yield DraftFinding(
            verdict=verdict,
            against=Against.GUIDANCE,
            provision=statement.provision,
            audience=statement.audience,
            stated=statement.level,
            in_force=ground.governing.level,
            sentence=statement.quote,
            source=ground.source,
            start=max(text.find(statement.quote), 0),
            is_asserted=True,
        )


def _is_left_to_words(found: DraftFinding, claimed: Collection[tuple[str, int]], lexicon: Lexicon) -> bool:
    """Tell whether words alone decide: of a provision of whose act nothing is stated, nor of another's."""
    spoken = {act.phrase.label for act in lexicon.acts_of(tokens_of(found.sentence), ())}
    return (not spoken or found.provision in spoken) and (found.provision, found.start) not in claimed


def _readings(claim: Claim, setting: Setting) -> Iterator[_Stated]:
    named = spoken_of(claim.tokens, setting.audiences)
    for audience in told(setting.given, named, setting.set_for(claim.label), setting.audiences):
        ground = setting.ground(claim.label, audience)
        level = stated_level(claim, ground.governing.level, ground.condition)
        yield _Stated(claim=claim, audience=audience, level=level, ground=ground)


def _against_guidance(text: str, stated: _Stated) -> Iterator[DraftFinding]:
    verdict = _verdict(stated)
    if verdict in _FOUND:
        yield _finding(text, stated, verdict, Against.GUIDANCE, stated.ground.source)


def _verdict(stated: _Stated) -> Verdict:
    if stated.level is not None:
        return verdict_of(stated.level, stated.ground.governing)
    denied = stated.claim.stance is Stance.NO_FACT and stated.ground.governing.level == AppliedLevel.AUTOMATIC
    return Verdict.CONTRADICTS if denied else Verdict.NOT_COMPARED


def _against_itself(text: str, stated: Sequence[_Stated]) -> Iterator[DraftFinding]:
    """Yield each sentence that states another level than an earlier one does, of the same provision and kind."""
    first: dict[tuple[str, str], _Stated] = {}
    for each in stated:
        if each.level is None or each.claim.condition:
            continue
        before = first.setdefault((each.claim.label, each.audience), each)
        if before.level != each.level:
            source = Source(passage=before.claim.sentence.of(text))
            yield _finding(text, each, Verdict.CONTRADICTS, Against.ITSELF, source)


def _against_earlier(text: str, stated: _Stated, setting: Setting) -> Iterator[DraftFinding]:
    """Yield the newest statement to the same kind that told another level, unless guidance contradicts it itself."""
    for earlier in _told_before(stated.audience, setting):
        differ = earlier.level not in _SAYING_NOTHING and stated.level not in {None, earlier.level}
        if earlier.label == stated.claim.label and differ and stated.level not in _SAYING_NOTHING:
            yield _finding(text, stated, Verdict.CONTRADICTS, Against.STATEMENT, earlier.source)
            return


def _told_before(audience: str | None, setting: Setting) -> Iterator[Earlier]:
    """Yield what was told the same kind, or any kind, and what guidance does not contradict."""
    for earlier in setting.earlier:
        if audience is None or are_of_one_branch(earlier.audience, audience, setting.audiences):
            governing = setting.ground(earlier.label, audience or earlier.audience).governing
            if verdict_of(earlier.level, governing) is not Verdict.CONTRADICTS:
                yield earlier


def _finding(text: str, stated: _Stated, verdict: Verdict, against: Against, source: Source) -> DraftFinding:
    return DraftFinding(
        verdict=verdict,
        against=against,
        provision=stated.claim.label,
        audience=stated.audience,
        stated=stated.level,
        in_force=stated.ground.governing.level,
        sentence=stated.claim.sentence.of(text),
        source=source,
        start=stated.claim.sentence.start,
    )


def _by_words(text: str, passages: Sequence[Passage], setting: Setting) -> Iterator[DraftFinding]:
    """Yield what the words of the provisions in force, and of earlier statements, contradict in a draft."""
    for found in Book(setting.texts).findings_in(text, passages):
        for audience in told(setting.given, None, setting.set_for(found.provision), setting.audiences)[:1]:
            ground = setting.ground(found.provision, audience)
            source = replace(ground.source, passage=found.passage)
            yield _worded(found, found.provision, audience, ground, against=Against.GUIDANCE, source=source)
    before = {str(number): each for number, each in enumerate(_told_before(setting.given, setting))}
    quoted = [Provision(id=number, text=each.source.passage) for number, each in before.items()]
    for found in Book(quoted).findings_in(text, passages):
        earlier = before[found.provision]
        audience = setting.given or earlier.audience
        ground = setting.ground(earlier.label, audience)
        yield _worded(found, earlier.label, audience, ground, against=Against.STATEMENT, source=earlier.source)


def _worded(
    found: Finding, label: str, audience: str, ground: Ground, *, against: Against, source: Source
) -> DraftFinding:
    return DraftFinding(
        verdict=Verdict.CONTRADICTS,
        against=against,
        provision=label,
        audience=audience,
        stated=None,
        in_force=ground.governing.level,
        sentence=found.sentence,
        source=source,
        start=found.start,
    )
