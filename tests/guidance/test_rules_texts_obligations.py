import pytest

from tests.guidance.texts import changed, issues_of

LOCAL = """      - audience: local
        level: optional
        action: Hold a person on a detainer
        how_to_decline: Tell the office that sent it.
        authority: 8 CFR 287.7(a)
"""

OBLIGATIONS = [
    ("audience: local", "audience: locl", "1.md:16: There is no audience locl; did you mean local?"),
    ("audience: local", "audience: xyz", "write one of all, local, sheriff, state, governor."),
    ("level: optional", "level: recommended", "1.md:17: There is no level recommended; write one of mandatory,"),
    ("level: optional", "level: not_addressed", "1.md:17: What guidance does not address has no obligation"),
    ("level: optional", "place: XX\n        level: optional", "1.md:17: There is no place XX; write US, a postal code"),
    ("level: optional", "applies_when: later\n        level: optional", "1.md:17: applies_when is later; write always"),
    (
        "        how_to_decline: Tell the office that sent it.\n",
        "",
        "1.md:16: An optional obligation needs how_to_decline",
    ),
    ("level: optional", "condition: Is it?\n        level: optional", "1.md:17: condition belongs to a conditional"),
    ("level: optional", "then: optional\n        level: optional", "1.md:17: then belongs to a conditional obligation"),
    ("level: optional", "otherwise: optional\n        level: optional", "1.md:17: otherwise belongs to a conditional"),
    ("        condition: Have you signed a memorandum?\n", "", "1.md:29: A conditional obligation needs its condition"),
    ("signed a memorandum?", "signed a memorandum", "1.md:31: The condition must be a yes/no question that ends"),
    (
        "        action: Agree",
        "        then: often\n        action: Agree",
        "1.md:32: then cannot be often; write one of",
    ),
    (
        "        action: Agree",
        "        then: conditional\n        action: Agree",
        "1.md:32: then cannot be conditional",
    ),
    ("        action: Agree", "        otherwise: optional\n        action: Agree", "needs how_to_decline"),
    ("action: Hold", "action: You must hold", "begin it with the verb."),
    (LOCAL, LOCAL + LOCAL, "1.md:21: The pair local, US is set twice, first on line 16; keep one."),
]


@pytest.mark.parametrize(("old", "new", "message"), OBLIGATIONS, ids=[message for _, _, message in OBLIGATIONS])
def test_what_is_wrong_with_an_obligation_is_named_on_its_line(old: str, new: str, message: str) -> None:
    found = issues_of(changed(old, new))
    assert any(message in each for each in found), found


@pytest.mark.parametrize("level", ["mandatory", "prohibited", "automatic", "undecided"])
def test_a_level_that_binds_or_speaks_for_the_government_needs_its_authority(level: str) -> None:
    text = changed("level: optional", f"level: {level}").replace("authority: 8 CFR 287.7(a)", 'authority: ""')
    assert f"1.md:20: A level of {level} needs its authority; cite it, or write “authority disputed”." in issues_of(
        text
    )
    assert not any("authority" in each for each in issues_of(changed('authority: ""', "authority: disputed", text)))


@pytest.mark.parametrize("level", ["conditional", "optional", "informational"])
def test_a_level_that_binds_nobody_may_leave_its_authority_open(level: str) -> None:
    text = changed("level: optional", f"level: {level}").replace("authority: 8 CFR 287.7(a)", 'authority: ""')
    assert not any("needs its authority" in each for each in issues_of(text))


SOFT = ["should hold", "are encouraged to hold", "ought to hold", "are requested to hold", "are urged to hold",
        "may wish to hold", "are strongly encouraged to hold", "SHOULD hold", "are asked to hold"]  # fmt: skip


@pytest.mark.parametrize("words", SOFT)
def test_soft_words_in_an_obligation_are_refused(words: str) -> None:
    found = issues_of(changed("Tell the office that sent it.", f"Agencies {words} people."))
    assert any("1.md:19: “" in each and "leaves open whether anybody must do it" in each for each in found), found


@pytest.mark.parametrize("words", ["The form says “should”; send it.", "Use the requested form.", "Ask them to call."])
def test_words_that_are_quoted_or_only_look_soft_are_allowed(words: str) -> None:
    assert issues_of(changed("Tell the office that sent it.", words.replace(";", ","))) == []


def pair(audience: str, place: str) -> str:
    return LOCAL.replace("audience: local", f"audience: {audience}\n        place: {place}")


def test_two_obligations_of_which_neither_is_nearer_are_refused_until_the_pair_is_written() -> None:
    crossing = changed(LOCAL, pair("sheriff", "US") + pair("local", "IL"))
    message = (
        "1.md:15: For sheriff in IL two obligations hold, and neither is nearer in both audience and place; "
        "write the pair sheriff, IL explicitly."
    )
    assert issues_of(crossing) == [message]
    assert issues_of(changed(pair("local", "IL"), pair("local", "IL") + pair("sheriff", "IL"), crossing)) == []


@pytest.mark.parametrize("places", [("US", "IL"), ("IL", "17031"), ("IL", "CA")])
def test_obligations_of_which_one_is_nearer_are_fine(places: tuple[str, str]) -> None:
    wide, near = places
    assert issues_of(changed(LOCAL, pair("local", wide) + pair("sheriff", near))) == []
