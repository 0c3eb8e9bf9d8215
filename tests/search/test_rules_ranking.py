from portal.search.rules_query import read_query
from portal.search.rules_ranking import Candidate, ranked
from portal.search.rules_words import stems_of


def candidate(row: int, title: str, words: str) -> Candidate:
    return Candidate(id=row, title=title, stems=" ".join(stems_of(f"{title} {words}")))


def order(query: str, *candidates: Candidate) -> list[int]:
    return ranked(candidates, read_query(query))


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    assert order("costs", candidate(2, "Other", "Of costs and costs."), candidate(1, "Costs", "Of other things.")) == [
        1,
        2,
    ]


def test_the_words_asked_for_count_more_than_their_synonyms() -> None:
    assert order("decline", candidate(2, "A", "You may opt out."), candidate(1, "A", "You may decline it.")) == [1, 2]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    common = [candidate(row, "A", "The match goes on.") for row in (5, 4, 3, 2)]
    assert order("match detainees", *common, candidate(1, "A", "The detainees go on."))[0] == 1


def test_a_long_text_is_held_back() -> None:
    assert order("costs", candidate(2, "A", "Costs. " + "More words. " * 50), candidate(1, "A", "Costs."))[0] == 1


def test_of_those_equally_good_the_newest_comes_first() -> None:
    assert order("costs", candidate(1, "A", "Costs."), candidate(3, "A", "Costs."), candidate(2, "A", "Costs.")) == [
        3,
        2,
        1,
    ]


def test_nothing_found_has_no_order() -> None:
    assert order("costs") == []
