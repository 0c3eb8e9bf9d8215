import pytest

from portal.guidance.rules_levels import (
    GROUP_ORDER,
    GROUP_WORDS,
    NOT_ADDRESSED,
    SHORT_WORDS,
    WORDS,
    Level,
    Sentence,
    names_a_thing,
    sentence,
    short_words_for,
    words_for,
)

HEADING = "Match replies"
QUESTION = "Is a county of your state to be activated?"


def marked(made: Sentence) -> str:
    return "".join(f"<{part.text}>" if part.strong else part.text for part in made.parts)


def test_the_stored_levels_are_seven_and_silence_is_none_of_them() -> None:
    assert len(Level) == 7
    assert NOT_ADDRESSED not in list(Level)
    assert set(GROUP_ORDER) == {*Level, NOT_ADDRESSED}


def test_groups_stand_in_the_order_of_consequence() -> None:
    assert [GROUP_WORDS[level] for level in GROUP_ORDER] == [
        "You must",
        "You must if …",
        "You must not, or not offered",
        "Happens without you",
        "You may decline",
        "For information",
        "Not decided yet",
        "Not addressed",
    ]


def test_every_level_has_its_words() -> None:
    assert set(WORDS) == set(SHORT_WORDS) == set(GROUP_ORDER)


def test_what_names_a_thing_is_not_offered_rather_than_forbidden() -> None:
    assert words_for("prohibited", "Declining activation") == "Not offered"
    assert short_words_for("prohibited", "Declining activation") == "Not offered"
    assert words_for("prohibited", "Restrict the exchange") == "You must not"
    assert words_for("optional", "Declining activation") == "You may decline"
    assert words_for("prohibited") == "You must not"


@pytest.mark.parametrize(
    ("action", "names"), [("Declining it", True), ("Bring it", False), ("Hold it", False), ("", False)]
)
def test_a_gerund_names_a_thing_and_an_imperative_does_not(action: str, names: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    assert names_a_thing(action) is names


SENTENCES = [
    ("mandatory", "Receive the match reply", "<You must> receive the match reply."),
    ("optional", "Receive the match reply.", "<You may decline> to receive the match reply."),
    ("prohibited", "Restrict the exchange", "<You must not> restrict the exchange."),
    ("prohibited", "Declining activation", "Declining activation <is not offered>."),
    ("automatic", "The FBI sends the prints on.", "<Happens without you.> The FBI sends the prints on."),
    ("informational", "Nobody pays", "<For information.> Nobody pays."),
    ("undecided", "Whether the date may be moved is not decided.", "Whether the date may be moved <is not decided>."),
    ("undecided", "Nobody knows yet.", "<Not decided yet.> Nobody knows yet."),
    ("not_addressed", None, "Guidance <does not speak> of this."),
    ("mandatory", "FAX the form", "<You must> FAX the form."),
    ("mandatory", None, "Match replies: <you must>."),
    ("optional", "", "Match replies: <you may decline>."),
    ("prohibited", None, "Match replies: <you must not>."),
    ("automatic", None, "Match replies <happens without you>."),
    ("informational", None, "Match replies: <for information>."),
    ("undecided", None, "Match replies <is not decided yet>."),
]


@pytest.mark.parametrize(("level", "action", "expected"), SENTENCES)
def test_an_obligation_makes_one_sentence_with_its_level_strong(level: str, action: str | None, expected: str) -> None:
    assert marked(sentence(level, action, HEADING)) == expected


CONDITIONS = [
    ("Sign it", QUESTION, None, None, f"<You must> sign it <if> the answer is yes: {QUESTION}"),
    ("Pay", "Have you signed an agreement?", None, None, "<You must> pay <if> you have signed an agreement."),
    ("Pay", "Do you hold people?", "optional", None, "<You may decline> to pay <if> you hold people."),
    ("Pay", "Are you paid?", None, "optional", "<You must> pay <if> you are paid. Otherwise: <you may decline>."),
    ("Pay", "Are you paid?", None, "not_addressed", "<You must> pay <if> you are paid."),
    ("Declining it", "Do you hold people?", "prohibited", None, "Declining it <is not offered> <if> you hold people."),
    ("Pay", None, None, None, "<You must> pay."),
]


@pytest.mark.parametrize(("action", "condition", "then", "otherwise", "expected"), CONDITIONS)
def test_a_condition_is_part_of_the_sentence(
    action: str, condition: str | None, then: str | None, otherwise: str | None, expected: str
) -> None:
    made = sentence("conditional", action, HEADING, condition=condition, then=then, otherwise=otherwise)
    assert marked(made) == expected


def test_a_sentence_reads_without_its_marks() -> None:
    assert str(sentence("mandatory", "Sign it", HEADING)) == "You must sign it."


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="recommended"):
        sentence("recommended", "Sign it", HEADING)
