from hypothesis import given
from hypothesis import strategies as st

from portal.search.rules_query import read_query
from portal.search.rules_snippets import LONGEST, MORE, snippet


def marked(text: str, query: str) -> str:
    """The passage with brackets around what was found."""
    pieces = snippet(text, read_query(query)).pieces
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


def test_what_was_found_is_marked_in_every_form() -> None:
    assert (
        marked("Counties decline. A county declined.", "county declines")
        == "[Counties] [decline]. A [county] [declined]."
    )


def test_synonyms_and_phrases_are_marked_whole() -> None:
    assert marked("You may opt out of the Memoranda.", "decline MOU") == "You may [opt out] of the [Memoranda]."


def test_words_that_only_hold_a_sentence_together_are_not_marked() -> None:
    assert marked("The costs of the state", "what are the costs of it") == "The [costs] of the state"


def test_markup_is_left_as_it_is_written() -> None:
    assert marked("<b>costs</b> & more", "costs") == "<b>[costs]</b> & more"


def test_the_passage_is_where_most_of_what_was_asked_stands() -> None:
    text = (
        "Costs come first. "
        + "Filler goes here. " * 60
        + "The sheriff bears no costs at all. "
        + "Filler ends here. " * 60
    )
    passage = marked(text, "sheriff costs")
    assert "The [sheriff] bears no [costs] at all." in passage
    assert passage.startswith(MORE)
    assert passage.endswith(MORE)


def test_where_nothing_is_found_the_passage_is_the_beginning() -> None:
    assert marked("It begins. " + "It goes on. " * 60, "absent").startswith("It begins.")


def test_paragraphs_run_on() -> None:
    assert marked("One.\n\nTwo.", "two") == "One. [Two]."


def test_a_text_without_words_has_no_passage() -> None:
    assert snippet("—", read_query("costs")).pieces == ()


@given(st.text(alphabet="ab éñ😀.\n’'(", max_size=3000), st.text(alphabet='ab é"', max_size=20))
def test_a_passage_is_part_of_its_text_and_never_long(text: str, query: str) -> None:
    passage = snippet(text, read_query(query)).text.removeprefix(f"{MORE} ").removesuffix(f" {MORE}")
    assert len(passage) <= LONGEST
    assert "".join(passage.split()) in "".join(text.split())
