"""The words of a clause that carry content, and which of them make others things of their own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from portal.statements.rules_marks import Kind
from portal.statements.rules_meanings import general_meanings
from portal.statements.rules_segments import Sentence
from portal.statements.rules_words import Token, key_of

_WITHOUT_CONTENT: Final = """
    a an the this that these those and or but nor yet so while whereas though although of to in on at by for from with
    into onto as than then there here it its he him his she her they them their we us our you your i me my one who which
    whom whose what how why will would be have do also too very just still again already both either each every all any
    some such same other another own about against between through during under over per via not no please let get got
    make take give put go come thing way kind part fact able well much many more most less least only even ever now
    today however therefore thus hence if when where whether because since until along upon up out off
    s us whatever whenever etc must may might can could shall should need dear sincerely thank hello regard question
"""
WITHOUT_CONTENT: Final = frozenset(key_of(word) for word in _WITHOUT_CONTENT.split())
_LONGEST_PHRASE: Final = 4


class Item(NamedTuple):
    """A word that carries content, by its key; one that reverses ("decline") has done its work in the stance."""

    key: str
    place: int
    reverses: bool = False
    modifiers: frozenset[str] = frozenset()


def items_of(sentence: Sentence, first: int, last: int) -> tuple[Item, ...]:
    """Return the words of a stretch of tokens that carry content, in order."""
    return _with_modifiers(sentence, list(_items(sentence, first, last)))


def _items(sentence: Sentence, first: int, last: int) -> Iterator[Item]:
    phrases = general_meanings().phrases
    marked = {index: mark for mark in sentence.marks for index in range(mark.first, mark.after)}
    index = first
    while index < last:
        token, mark = sentence.tokens[index], marked.get(index)
        length = _phrase_at(phrases, sentence.tokens, index, last)
        if index in sentence.taken or (mark and mark.kind is not Kind.REVERSE):
            index += 1
            continue
        if mark or length:
            after = mark.after if mark else index + length
            key = "_".join(each.key for each in sentence.tokens[index:after])
            yield Item(key, index, reverses=mark is not None)
            index = after
            continue
        if token.is_word and token.key not in WITHOUT_CONTENT:
            yield Item(token.key, index)
        index += 1


_LINKING: Final = frozenset({"of", "for", "on"})


def _with_modifiers(sentence: Sentence, items: Sequence[Item]) -> tuple[Item, ...]:
    """Tell each word which others make it a thing of its own: "travel costs", "the cost of holding"."""
    by_index = {item.place: item.key for item in items}
    found = []
    for item in items:
        places = [item.place - 1]
        after = sentence.tokens[item.place + 1 : item.place + 3]
        if after and after[0].text in _LINKING:
            places.append(item.place + (3 if after[-1].text in {"the", "a", "an", "any"} else 2))
        before = sentence.tokens[max(0, item.place - 1) : item.place]
        if before and before[0].text == "of":
            places.append(item.place - 2)
        found.append(item._replace(modifiers=frozenset(by_index[place] for place in places if place in by_index)))
    return tuple(found)


def _phrase_at(phrases: Mapping[tuple[str, ...], str], tokens: Sequence[Token], index: int, last: int) -> int:
    for length in range(min(_LONGEST_PHRASE, last - index), 1, -1):
        if tuple(token.key for token in tokens[index : index + length]) in phrases:
            return length
    return 0
