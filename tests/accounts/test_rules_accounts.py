import pytest

from portal.accounts.rules_accounts import account_issues, normal_address
from portal.accounts.rules_devices import device_name
from portal.accounts.rules_roles import Office, Role


def fields(**given: str | None) -> list[str | None]:
    account = {
        "email": "jane@agency.test",
        "name": "Jane",
        "role": Role.DRAFTER,
        "state": None,
        "office": None,
        **given,
    }
    return [issue.field for issue in account_issues(**account)]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"role": Role.PARTNER, "state": "IL"},
        {"role": Role.PARTNER, "state": "PR"},
        {"role": Role.REVIEWER, "office": Office.COUNSEL},
        {"email": "o'neil+moa@some-agency.gov"},
    ],
)
def test_a_whole_account_is_taken(given: dict[str, str]) -> None:
    assert fields(**given) == []


@pytest.mark.parametrize(
    "email",
    [
        "",
        "jane",
        "jane@agency",
        "@agency.test",
        "jane@agency.test\r\nBcc: x@y.test",
        "jane@a.test,x@y.test",
        '"jane" <jane@a.test>',
        "-oQ/tmp@a.test",
        "jane miller@a.test",
        "jänē@a.test",
        f"{'j' * 65}@a.test",
        f"jane@{'a' * 250}.test",
        "jane@-a.test",
    ],
)
def test_what_is_no_address_is_refused(email: str) -> None:
    assert fields(email=email) == ["email"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "J" * 121}, "name"),
        ({"name": "Jane\u202emiller"}, "name"),
        ({"role": "root"}, "role"),
        ({"role": Role.PARTNER}, "state"),
        ({"role": Role.PARTNER, "state": "XX"}, "state"),
        ({"role": Role.PARTNER, "state": "il"}, "state"),
        ({"state": "IL"}, "state"),
        ({"role": Role.REVIEWER}, "office"),
        ({"role": Role.REVIEWER, "office": "none"}, "office"),
        ({"office": Office.PROGRAM}, "office"),
    ],
)
def test_what_does_not_belong_to_the_role_is_refused(given: dict[str, str], field: str) -> None:
    assert fields(**given) == [field]


def test_case_and_blanks_do_not_tell_accounts_apart() -> None:
    assert normal_address("  Jane@Agency.TEST ") == "jane@agency.test"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari on iPhone"),
        ("curl/8.0", "curl"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
