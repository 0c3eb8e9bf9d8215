from collections.abc import Sequence

import pytest
from apiflask import APIFlask

from portal.common.database import new_id, transaction
from portal.items.actions import add_item
from portal.search.actions import index_texts
from portal.search.queries import CANDIDATES, FEW, Found, find
from portal.search.rules_texts import Text
from portal.search.rules_words import stems_of
from tests.make import EARLIER

# Words in which a database might see a number, an address, a mark, or nothing at all.
ODD_WORDS = (
    "1e5",
    "0x1f",
    "٣٤",
    "東京",
    "Ünïcode",
    "x²",
    "½",
    "ﬁscal",
    "İstanbul",
    "\U0001d400\U0001d402\U0001d413",
    "ﾞ",
    "sheriff’s",
    "don't",
    "o'o",
)
LITERAL = ('"unclosed', "*", "NEAR(", "col:x", "AND OR NOT", "(" * 200, "%", "_", "😀", '""', "' | '", "\\", "a" * 200)


def make_texts(*texts: tuple[str, str]) -> str:
    """Index texts, each a title and its words, as the parts of one item; returns the item's id."""
    item_id = new_id()
    with transaction():
        add_item(item_id=item_id, kind="edition", title="An item", visible_from=EARLIER)
        index_texts(
            texts=[
                Text(item_id=item_id, part=str(number), kind="provision", title=title, words=words)
                for number, (title, words) in enumerate(texts)
            ]
        )
    return item_id


def search(query: str, *item_ids: str, limit: int = 100, offset: int = 0) -> Found:
    return find(query, item_ids, limit=limit, offset=offset)


def titles(query: str, *item_ids: str) -> list[str]:
    return [hit.title for hit in search(query, *item_ids).hits]


def fillers(count: int) -> Sequence[tuple[str, str]]:
    """Texts that share a common word, so that none of them is rare."""
    return [(f"Filler {number}", "The matter goes on.") for number in range(count)]


@pytest.mark.usefixtures("app")
class TestEitherEngine:
    """What both databases must do alike."""

    def test_a_word_is_found_in_every_form(self) -> None:
        item = make_texts(("A", "Counties declined the memoranda."), ("B", "Nothing of the kind."))
        assert titles("county", item) == titles("declining", item) == titles("memorandum", item) == ["A"]

    def test_accents_are_folded_in_the_text_and_in_the_query(self) -> None:
        item = make_texts(("A", "Doña Ana"), ("B", "Dona Ana"))
        assert sorted(titles("doña", item)) == sorted(titles("DONA", item)) == ["A", "B"]

    def test_a_text_is_found_by_its_title_and_by_title_and_words_together(self) -> None:
        item = make_texts(("Costs", "A sheriff bears none."), *fillers(2))
        assert titles("costs", item) == titles("sheriff costs", item) == ["Costs"]

    def test_a_phrase_is_found_in_its_very_order_alone(self) -> None:
        item = make_texts(("A", "Neither opt in nor opt out."), ("B", "Out we opt, and in."))
        assert titles('"opt out"', item) == ["A"]
        assert titles('"opt in nor"', item) == ["A"]
        assert titles('"out opt"', item) == []

    def test_small_words_of_a_phrase_matter(self) -> None:
        item = make_texts(
            ("A", "You may opt out."), ("B", "You may opt in."), ("C", "You must not."), ("D", "You must.")
        )
        assert titles('"opt out"', item) == ["A"]
        assert titles('"must not"', item) == ["C"]

    def test_synonyms_are_found_both_ways_and_told(self) -> None:
        item = make_texts(("A", "You may opt out."), ("B", "You may decline."), ("C", "You may stay."))
        assert sorted(titles("decline", item)) == sorted(titles("opt-out", item)) == ["A", "B"]
        assert "opt out" in search("decline", item).also

    def test_every_word_must_be_there_where_texts_say_them_all(self) -> None:
        both = [(f"Both {number}", "A complaint about fingerprints.") for number in range(FEW)]
        item = make_texts(*both, ("One", "A complaint."), ("Other", "Of fingerprints."))
        assert sorted(titles("complaint fingerprints", item)) == ["Both 0", "Both 1", "Both 2"]

    def test_where_few_texts_say_it_all_those_with_a_rare_word_follow(self) -> None:
        item = make_texts(("Some", "A complaint."), ("All", "A complaint about fingerprints."), ("None", "Costs."))
        assert titles("complaint fingerprints", item) == ["All", "Some"]

    def test_only_the_rarest_words_are_looked_for_one_by_one(self) -> None:
        item = make_texts(*fillers(30), ("A", "Costs."), ("B", "Complaints."), ("C", "Detainers."))
        assert sorted(titles("matter costs complaints detainer", item)) == ["A", "B", "C"]

    def test_the_words_of_a_question_do_not_hide_its_answer(self) -> None:
        item = make_texts(("A", "A county may decline."), *fillers(3))
        assert titles("How can my county decline?", item)[0] == "A"

    def test_a_word_that_nobody_wrote_does_not_hide_the_others(self) -> None:
        item = make_texts(("A", "Costs of the state."), ("B", "Nothing."))
        assert titles("costs xyzzy", item) == ["A"]

    def test_what_is_quoted_is_never_given_up(self) -> None:
        item = make_texts(("A", "Costs of a sheriff."), ("B", "A sheriff pays."))
        assert titles('"costs of" sheriff xyzzy', item) == ["A"]
        assert titles('"costs of a governor" sheriff', item) == []

    def test_only_the_items_given_are_searched(self) -> None:
        mine, other = make_texts(("Mine", "Costs.")), make_texts(("Other", "Costs. Costs."))
        assert titles("costs", mine) == ["Mine"]
        assert sorted(titles("costs", mine, other)) == ["Mine", "Other"]
        assert search("costs").total == 0

    def test_what_may_not_be_seen_never_crowds_out_what_may(self) -> None:
        mine = make_texts(("Mine", "The matter goes on."))
        make_texts(*fillers(CANDIDATES + 1))
        assert titles("matter", mine) == ["Mine"]

    def test_what_may_not_be_seen_does_not_change_the_order(self) -> None:
        item = make_texts(("A", "Costs and complaints. Costs."), ("B", "Costs and complaints. Complaints."))
        before = titles("costs complaints", item)
        make_texts(*[("Hidden", "Costs.")] * 20)
        assert titles("costs complaints", item) == before

    def test_a_page_of_the_results_says_how_many_there_are(self) -> None:
        item = make_texts(*fillers(5))
        pages = [search("matter", item, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
        assert [page.total for page in pages] == [5, 5, 5, 5]
        assert [hit.title for page in pages for hit in page.hits] == [f"Filler {number}" for number in (4, 3, 2, 1, 0)]

    def test_a_result_names_its_item_its_part_and_why_it_was_found(self) -> None:
        item = make_texts(("A title", "The costs of it."))
        [hit] = search("cost", item).hits
        assert (hit.item_id, hit.part, hit.kind, hit.title) == (item, "0", "provision", "A title")
        assert [(piece.text, piece.is_found) for piece in hit.snippet.pieces] == [
            ("The ", False),
            ("costs", True),
            (" of it.", False),
        ]

    def test_what_means_something_to_a_database_is_only_text(self) -> None:
        words = "Unclosed near col x and or not."
        item = make_texts(("A", words), *fillers(3))
        for query in LITERAL:
            expected = ["A"] if set(stems_of(query)) & set(stems_of(words)) else []
            assert titles(query, item) == expected, query

    def test_any_word_is_found_where_it_stands(self) -> None:
        items = {word: make_texts(("A", f"before {word} after"), ("B", "before after")) for word in ODD_WORDS}
        for word, item in items.items():
            assert titles(f'"before {word} after"', item) == titles(word, item) == ["A"], word

    def test_the_longest_query_is_answered(self) -> None:
        item = make_texts(*[(f"Title {number}", "One word after another. " * 20) for number in range(200)])
        query = " ".join(f"{letter}{number}" for letter in "onewrdaft" for number in range(10))[:199]
        assert search(query + '"', item).total == 0


def test_a_text_is_found_once_its_transaction_is_done_and_not_if_it_was_taken_back(app: APIFlask) -> None:
    item = make_texts(("A", "Costs."))
    with pytest.raises(ZeroDivisionError), transaction():  # noqa: PT012 - the transaction ends by it
        index_texts(texts=[Text(item_id=item, part="b", kind="provision", title="B", words="Costs.")])
        assert titles("costs", item) == ["B", "A"]
        _ = 1 / 0
    assert titles("costs", item) == ["A"]
    assert app
