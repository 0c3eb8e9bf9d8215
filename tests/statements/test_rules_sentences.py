import pytest

from portal.statements.rules_sentences import LONGEST_SENTENCE, sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One ends here. Another begins.", ["One ends here.", "Another begins."]),
        ("Is it so? It is!", ["Is it so?", "It is!"]),
        ("Dr. Smith wrote to Sen. Jones.", ["Dr. Smith wrote to Sen. Jones."]),
        ("See 28 U.S.C. 534 on this.", ["See 28 U.S.C. 534 on this."]),
        ("It costs $4.50 a year.", ["It costs $4.50 a year."]),
        ("Bring:\n- a form\n- a fee", ["Bring:", "a form", "a fee"]),
        ("Dear all\n\nWe write to you.", ["Dear all", "We write to you."]),
        ("", []),
        (" ... ", []),
    ],
)
def test_a_text_is_parted_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in sentences_of(text)] == sentences


def test_what_has_no_end_is_read_in_parts() -> None:
    spans = sentences_of("word " * 10_000)
    assert max(span.end - span.start for span in spans) <= LONGEST_SENTENCE
    assert sum(span.end - span.start for span in spans) > 49_000
