import unicodedata
from functools import partial

from portal.accounts.hashing import COST, PasswordCost, Passwords
from tests.cost import cost

CHEAP = PasswordCost(memory=8, passes=1, lanes=1)
DEARER = PasswordCost(memory=16, passes=1, lanes=1)


def test_the_cost_is_the_one_that_the_standard_recommends() -> None:
    assert Passwords().hash("gravel lampshade onward").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PasswordCost(memory=65_536, passes=3, lanes=4) == COST


def test_a_password_matches_its_own_hash_only() -> None:
    passwords = Passwords(CHEAP)
    kept = passwords.hash("gravel lampshade onward")
    assert passwords.match("gravel lampshade onward", kept)
    assert not passwords.match("gravel lampshade onwarD", kept)
    assert not passwords.match("gravel lampshade onward ", kept)


def test_two_hashes_of_one_password_differ() -> None:
    passwords = Passwords(CHEAP)
    assert passwords.hash("gravel lampshade onward") != passwords.hash("gravel lampshade onward")


def test_the_same_letters_match_however_the_keyboard_composed_them() -> None:
    passwords = Passwords(CHEAP)
    kept = passwords.hash(unicodedata.normalize("NFD", "mein Haus hat 7 Türen"))
    assert passwords.match(unicodedata.normalize("NFC", "mein Haus hat 7 Türen"), kept)


def test_nobody_matches_and_a_damaged_hash_matches_nothing() -> None:
    passwords = Passwords(CHEAP)
    assert not passwords.match("", None)
    assert not passwords.match("gravel lampshade onward", "not a hash")


def test_an_unknown_account_costs_what_a_known_one_costs() -> None:
    # The hash of nobody is really computed against: with a wrong encoding argon2 would return at once.
    dear = Passwords(PasswordCost(memory=32 * 1024, passes=2, lanes=1))
    kept = dear.hash("gravel lampshade onward")
    known, unknown = (cost(partial(dear.match, "something else entirely", each)) for each in (kept, None))
    assert 0.3 < known / unknown < 3


def test_a_hash_of_another_cost_is_outdated() -> None:
    kept = Passwords(CHEAP).hash("gravel lampshade onward")
    assert not Passwords(CHEAP).is_outdated(kept)
    assert Passwords(DEARER).is_outdated(kept)
