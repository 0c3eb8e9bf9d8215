import re
import sqlite3
from collections.abc import Iterator

import pytest

from portal.search.rules_stems import IRREGULAR, LONGEST, stem
from tests.house.tree import ROOT, text_of


def words_of_the_repository() -> set[str]:
    texts = [*(ROOT / "content").rglob("*.md"), *(ROOT / "docs").rglob("*.md")]
    words = {word for path in texts for word in re.findall("[a-z]{3,}", text_of(path).lower())}
    return words - set(IRREGULAR)


@pytest.fixture
def porter() -> Iterator[sqlite3.Connection]:
    """SQLite's own Porter tokenizer, which tells the stem of each word it was given."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(word, tokenize='porter unicode61')")
    connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, 'instance')")
    yield connection
    connection.close()


def test_every_word_has_the_stem_that_the_tokenizer_of_sqlite_gives_it(porter: sqlite3.Connection) -> None:
    words = sorted(words_of_the_repository())
    assert len(words) > 500
    porter.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(words))
    found = {words[row]: term for term, row in porter.execute("SELECT term, doc FROM stems")}
    assert {word: stem(word) for word in words if stem(word) != found[word]} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("memoranda", "memorandum"),
        ("memorandums", "memorandum"),
        ("counties", "county"),
        ("declining", "decline"),
        ("declined", "decline"),
        ("activated", "activation"),
        ("participates", "participation"),
        ("agencies", "agency"),
        ("people", "person"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("opt", "option"), ("state", "station"), ("mandate", "memorandum")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["is", "287", "s1", "município", "x" * (LONGEST + 1) + "s"])
def test_what_is_no_english_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word
