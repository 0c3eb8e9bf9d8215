"""What a draft says of the acts of provisions: clause by clause, with the stance of each towards its act.

The engine reads a clause; where it speaks of an act, the words of the act are set aside, so that "may not opt out" is
read as "may not", said of opting out. A bare answer ("and so may you") speaks of the act of the clause before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from portal.statements.rules_alignment import OF_PEOPLE
from portal.statements.rules_clauses import Clause
from portal.statements.rules_composition import stance_of
from portal.statements.rules_draft_acts import Act, Lexicon
from portal.statements.rules_items import WITHOUT_CONTENT
from portal.statements.rules_marks import Kind, Mark
from portal.statements.rules_passages import Passage
from portal.statements.rules_quantities import Bound
from portal.statements.rules_segments import Sentence, read_sentence
from portal.statements.rules_sentences import Span
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import Token, key_of

_SUBORDINATING: Final = frozenset({"before", "after", "until"})
_RELATIVE: Final = frozenset({"who", "that", "which"})
_REQUIRING: Final = frozenset({"until", "unless", "without", "before"})
_A_CHOICE: Final = frozenset({"option", "choice"})
_REFUSING: Final = frozenset({Stance.MUST_NOT, Stance.NO_FACT})
# Words of a way or an offer to do something.
_OFFERING_WORDS: Final = """
    way provision procedure process mechanism option offer available exist method avenue means route opportunity
    alternative possibility open chance recourse program question matter choice
"""
_OFFERING: Final = frozenset(key_of(word) for word in _OFFERING_WORDS.split())
_PREDICATE_WORDS: Final = """
    mandatory required needed necessary compulsory obligatory binding voluntary optional request requests discretionary
    elective nonbinding requested unnecessary
"""
_PREDICATES: Final = frozenset(_PREDICATE_WORDS.split())
_BEARING: Final = frozenset(key_of(word) for word in ("depend", "affect", "effect", "influence", "change"))
_CHOOSING: Final = key_of("choose")
_BINDING: Final = frozenset({"binding"})
_NEAR: Final = 6
_BEHIND_BY: Final = 2
_MOST_OF_A_BARE_ANSWER: Final = 0
_DATES: Final = frozenset({"year", "date"})
_EXCEPTING: Final = frozenset({Kind.UNLESS, Kind.WITHOUT, Kind.ONLY})
_TIME_WORDS: Final = frozenset({"now", "today", "currently", "instead", "simply", "freely", "too", "also", "so"})


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What one clause says of the act of one provision.

    Args:
        label: The provision.
        stance: How it stands to the act, or to its opposite; None where it says nothing of the act itself.
        is_opposite: Whether the clause speaks of the opposite of the act.
        is_offer: Whether it speaks of a way, or of an offer, to do the act.
        is_way_out: Whether the words of the act are themselves of refusing or leaving.
        keys: The words of the whole sentence, in which a condition may stand.
        tokens: The words in which the clause may say of whom it speaks.
        condition: Whether a condition limits it.
        sentence: Where its sentence stands in the text.
    """

    label: str
    stance: Stance | None
    is_opposite: bool
    is_offer: bool
    is_way_out: bool
    keys: frozenset[str]
    tokens: tuple[Token, ...]
    condition: bool
    sentence: Span


def claims_of(text: str, passages: Iterable[Passage], lexicon: Lexicon) -> list[Claim]:
    """Return what the sentences of a text say of the acts of provisions, in order."""
    found: list[Claim] = []
    for passage in passages:
        before = found[-1] if found and _is_next(text, found[-1].sentence, passage.span) else None
        for clause in passage.clauses:
            claim = _claim(text, passage, clause, lexicon, before)
            if claim:
                found.append(claim)
                before = claim
    return found


def _is_next(text: str, one: Span, other: Span) -> bool:
    """Tell whether a sentence follows another at once, in the same paragraph."""
    return (
        not any(letter.isalnum() for letter in text[one.end : other.start])
        and "\n\n" not in text[one.end : other.start]
    )


def _claim(text: str, passage: Passage, clause: Clause, lexicon: Lexicon, before: Claim | None) -> Claim | None:
    if clause.is_past or not clause.span.end:
        return None
    sentence = read_sentence(text, clause.span)
    left_out = frozenset(_left_out(sentence))
    acts = [act for act in lexicon.acts_of(sentence.tokens, left_out) if _speaks(act, sentence)]
    required = _required(lexicon, sentence, clause)
    if required:
        return _made(required, Stance.MUST, passage, clause, sentence)
    if acts:
        act = _governed(acts, sentence)
        return _made(act, _stance(sentence, clause, act, left_out), passage, clause, sentence)
    if before and _is_bare(clause, sentence):
        return _answered(before, passage, clause, sentence)
    return None


def _required(lexicon: Lexicon, sentence: Sentence, clause: Clause) -> Act | None:
    """Return the act without which nothing goes on: "no county is activated until its state has signed"."""
    if clause.stance not in _REFUSING:
        return None
    opening = next((index for index, token in enumerate(sentence.tokens) if token.text in _REQUIRING), None)
    behind = () if opening is None else lexicon.acts_of(sentence.tokens, range(opening))
    return next((act for act in behind if not act.phrase.is_opposite), None)


def _is_of_another(sentence: Sentence, act: Act) -> bool:
    """Tell whether it is something else that is needed for the act, or that does not bear on it."""
    before = [token.text for token in sentence.tokens[max(0, act.first - 3) : act.first]]
    denies = any(mark.kind is Kind.NOT for mark in sentence.marks)
    bears = denies and any(token.key in _BEARING for token in sentence.tokens)
    return bears or ("for" in before and bool(_PREDICATES.intersection(before)))


def _made(act: Act, stance: Stance, passage: Passage, clause: Clause, sentence: Sentence) -> Claim:
    return Claim(
        label=act.phrase.label,
        stance=_settled(act, stance, sentence),
        is_opposite=act.phrase.is_opposite,
        is_offer=_offers(sentence, act) or _depends(sentence, clause, act),
        is_way_out=bool(_inside(sentence, act)),
        keys=_keys(passage),
        tokens=_subject(sentence, act),
        condition=bool(clause.condition),
        sentence=passage.span,
    )


def _settled(act: Act, stance: Stance, sentence: Sentence) -> Stance | None:
    """Return the stance as far as something is stated of the act itself; "not for longer" states nothing of it."""
    denies = any(mark.kind is Kind.NOT for mark in sentence.marks)
    limits = denies and any(each.bound is Bound.MOST and each.kind not in _DATES for each in sentence.quantities)
    if limits or _is_of_another(sentence, act):
        return None
    excepts = any(region.mark.kind in _EXCEPTING for region in sentence.regions)
    return Stance.MAY if stance is Stance.MUST_NOT and excepts else stance


def _answered(before: Claim, passage: Passage, clause: Clause, sentence: Sentence) -> Claim | None:
    stance = clause.stance
    if stance in {None, Stance.FACT, Stance.NO_FACT} or stance is None:
        return None
    return Claim(
        label=before.label,
        stance=stance,
        is_opposite=before.is_opposite,
        is_offer=False,
        is_way_out=before.is_way_out,
        keys=before.keys | _keys(passage),
        tokens=tuple(sentence.tokens),
        condition=bool(clause.condition),
        sentence=passage.span,
    )


def _keys(passage: Passage) -> frozenset[str]:
    return frozenset().union(*(clause.keys | clause.condition for clause in passage.clauses))


def _left_out(sentence: Sentence) -> Iterator[int]:
    """Yield the tokens that stand in a condition, behind "before" or "until", and in a question that is left open."""
    subordinate = False
    chosen = {index for mark in sentence.marks if mark.kind is Kind.FREE for index in range(mark.first, mark.after)}
    for index, token in enumerate(sentence.tokens):
        if token.text in _SUBORDINATING or (token.text == "whether" and index and index not in chosen):
            subordinate = True
        elif token.text in {",", ";"}:
            subordinate = False
        if subordinate or sentence.is_conditional(index):
            yield index


def _subject(sentence: Sentence, act: Act) -> tuple[Token, ...]:
    """Return the words in front of an act, and those behind a "by", which say who does it."""
    tokens = sentence.tokens
    by = [index for index, token in enumerate(tokens) if token.text == "by"]
    behind = [token for index in by for token in tokens[index + 1 : index + 1 + _BEHIND_BY]]
    left_out = frozenset(_left_out(sentence))
    inside = act.first in left_out
    return (*(tokens[index] for index in range(act.first) if (index in left_out) is inside), *behind)


def _stance(sentence: Sentence, clause: Clause, act: Act, left_out: frozenset[int]) -> Stance:
    """Return how the clause stands to the act, without the marks that are words of the act itself."""
    marks = [mark for mark in sentence.marks if mark.first not in left_out]
    others = [mark for mark in marks if not set(range(mark.first, mark.after)) & set(act.places)]
    stance = stance_of(sentence.tokens, others, sentence.quantities)
    if any(sentence.tokens[index].text in _BINDING for index in range(len(sentence.tokens))):
        stance = Stance.NEED_NOT if stance in {Stance.NO_FACT, Stance.NEED_NOT, Stance.FREE} else Stance.MUST
    if stance is Stance.MUST and _is_no_choice(sentence, others):
        stance = Stance.MUST_NOT
    if stance is Stance.MAY and any(token.key == _CHOOSING for token in sentence.tokens):
        stance = Stance.FREE
    whole = stance_of(sentence.tokens, marks, sentence.quantities)
    # A question that was answered, and a claim that was rejected, were turned over by what came after them.
    if clause.stance is not None and clause.stance is whole.denied and clause.stance is not whole:
        return stance.denied
    return stance


def _governed(acts: Sequence[Act], sentence: Sentence) -> Act:
    """Return the act that stands next behind a mark of its own; a longer phrase before a shorter one."""
    marks = [mark for mark in sentence.marks if mark.kind is not Kind.REVERSE]

    def distance(act: Act) -> int:
        behind = [act.first - mark.last for mark in marks if mark.first < act.first]
        return min(behind, default=len(sentence.tokens))

    return min(acts, key=lambda act: (act.phrase.is_thing, act.phrase.is_opposite, distance(act), -len(act.places)))


def _speaks(act: Act, sentence: Sentence) -> bool:
    """Tell whether a clause says something of a thing itself: "the program is voluntary", "a voluntary program"."""
    if not act.phrase.is_thing:
        return True
    for index, token in enumerate(sentence.tokens):
        if token.text in _PREDICATES:
            between = sentence.tokens[act.last + 1 : index]
            if index == act.first - 1 or (act.last < index and len(between) <= _NEAR and _is_plain(between, sentence)):
                return True
    return any(
        mark.kind in {Kind.FREE, Kind.EXEMPT} and act.last < mark.first <= act.last + _NEAR for mark in sentence.marks
    )


def _is_plain(between: Sequence[Token], sentence: Sentence) -> bool:
    marked = {sentence.tokens[index].start for mark in sentence.marks for index in range(mark.first, mark.after)}
    return all(
        token.key in WITHOUT_CONTENT or token.key in OF_PEOPLE or token.key == "be" or token.start in marked
        for token in between
    )


def _offers(sentence: Sentence, act: Act) -> bool:
    keys = {token.key for index, token in enumerate(sentence.tokens) if index not in act.places}
    return bool(keys & _OFFERING)


def _depends(sentence: Sentence, clause: Clause, act: Act) -> bool:
    """Tell whether it is promised to some: to those who do something, or if something is so."""
    texts = {token.text for token in sentence.tokens}
    if act.phrase.is_opposite:
        return bool(clause.condition or texts & _RELATIVE)
    return bool(clause.condition) and "will" in texts


def _is_no_choice(sentence: Sentence, marks: Sequence[Mark]) -> bool:
    """Tell whether an act is called no option, which is not to say that it is not optional."""
    named = any(token.text in _A_CHOICE for token in sentence.tokens)
    return named and not any(mark.kind in {Kind.MUST, Kind.SHALL} for mark in marks)


def _inside(sentence: Sentence, act: Act) -> list[Mark]:
    places = set(act.places)
    return [
        mark for mark in sentence.marks if mark.kind is Kind.REVERSE and places & set(range(mark.first, mark.after))
    ]


def _is_bare(clause: Clause, sentence: Sentence) -> bool:
    """Tell whether a clause names no act of its own: "you may decline", "and so may you", "it is up to you"."""
    if any(mark.kind is Kind.RELATIVE for mark in sentence.marks):
        return False
    own = [
        item
        for item in clause.items
        if not item.reverses and item.key not in OF_PEOPLE and item.key.split("_")[0] not in _TIME_WORDS
    ]
    return len(own) <= _MOST_OF_A_BARE_ANSWER
