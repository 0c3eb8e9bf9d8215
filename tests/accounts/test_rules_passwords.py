import pytest

from portal.accounts.rules_passwords import LONGEST, SHORTEST, is_too_long, password_issues
from tests.cost import cost

EMAIL = "jane.miller@agency.test"


def said(password: str, *, name: str = "") -> list[str]:
    return [issue.message for issue in password_issues(password, email=EMAIL, name=name)]


@pytest.mark.parametrize(
    "password",
    [
        "gravel lampshade onward",
        "gT5#kd9!2Lw0zqP",
        "mein Haus hat 7 Türen",
        "     gravel   onward   lampshade    ",
        "密码密码一二三四五六七八九十甲乙丙丁",
        "gravel lampshade onward " * 10,
    ],
)
def test_a_long_password_of_ones_own_is_taken(password: str) -> None:
    assert said(password) == []


@pytest.mark.parametrize("password", ["", "short", "gT5#kd9!2Lw0zq"])
def test_less_than_fifteen_characters_are_refused(password: str) -> None:
    assert len(password) < SHORTEST
    assert said(password) == ["Use 15 characters or more; several unrelated words are easy to keep."]


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaaaaaa",
        "123456789012345",
        "abcdefghijklmnopqrst",
        "zyxwvutsrqponmlkjihg",
        "qwertyuiopasdfghjkl",
        "1qaz2wsx3edc4rfv5tgb",
        "abcabcabcabcabcabcabc",
        "passwordpassword",
        "P@ssw0rdP@ssw0rd",
        "Password12345678!",
        "correct horse battery staple",
        "Summer2011Summer2012",
        "letmeinletmein2024!",
        "Sheriff-Portal-2011",
        "JaneMillerJaneMiller",
        "agency.agency.agency",
    ],
)
def test_what_everybody_tries_first_is_refused_however_long_it_is(password: str) -> None:
    assert "guessed first" in said(password)[0]


def test_ones_own_name_is_no_secret() -> None:
    assert said("Featherstonehaugh1", name="Ann Featherstonehaugh")
    assert not said("Featherstonehaugh1", name="Ann Miller")


def test_a_password_has_an_end() -> None:
    assert not is_too_long("a" * LONGEST)
    assert is_too_long("a" * (LONGEST + 1))
    assert said("ab1 " * 251) == ["Use at most 1000 characters."]


def test_no_password_takes_long_to_judge() -> None:
    long = ("a" * 1000, "ab" * 500, "qwert" * 200, "aab" * 333, "0" * 999 + "x")
    assert cost(lambda: [password_issues(password, email=EMAIL) for password in long]) < 50
