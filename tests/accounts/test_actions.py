from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal.accounts.actions import AccountRefusedError, add_user, disable_user
from portal.accounts.actions_demonstration import demonstration_accounts, set_up_demonstration_accounts
from portal.accounts.actions_sessions import identify
from portal.accounts.models import User
from portal.accounts.queries import find_user, get_user, list_users
from portal.accounts.rules_roles import Role
from portal.audit.models import AuditEvent
from portal.audit.rules import Actor
from portal.common.clock import now
from portal.common.database import db, transaction
from tests.make import CLERK, EARLIER, PASSWORD, make_user

pytestmark = pytest.mark.usefixtures("app")


def audited() -> list[tuple[str, str]]:
    return [(entry.action, entry.object_id) for entry in db.session.scalars(sa.select(AuditEvent))]


def add(**given: str | None) -> User:
    account = {"email": "jane@agency.test", "name": "Jane", "role": "drafter", "state": None, "office": None, **given}
    with transaction():
        return add_user(**{"password": PASSWORD, **account}, by=CLERK, at=EARLIER)


def disable(user: User, *, by: Actor = CLERK) -> None:
    with transaction():
        disable_user(user=user, by=by, at=now())


def test_an_added_account_is_kept_without_its_password_and_audited_without_its_address() -> None:
    user = add(email="Jane@Agency.TEST")
    assert user.email == "jane@agency.test"
    assert PASSWORD not in user.password_hash
    assert audited() == [("account.add", user.id)]
    entry = db.session.scalars(sa.select(AuditEvent)).one()
    assert entry.details == {"role": "drafter", "state": None, "office": None}


def test_an_address_has_one_account_in_whatever_case() -> None:
    add()
    with pytest.raises(AccountRefusedError, match="already"):
        add(email="JANE@agency.test", name="Another Jane")
    assert len(list_users()) == 1


def test_everything_wrong_with_an_account_is_said_at_once_and_nothing_is_kept() -> None:
    with pytest.raises(AccountRefusedError) as refused:
        add(email="jane", role="partner", password="short")
    assert [issue.field for issue in refused.value.issues] == ["email", "state", "password"]
    assert list_users() == []
    assert audited() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("role", "root"), ("email", "Jane@Agency.TEST"), ("state", "IL"), ("office", "program")],
)
def test_the_database_itself_refuses_an_account_that_cannot_be(column: str, value: str) -> None:
    user = make_user()
    with pytest.raises(IntegrityError):
        db.session.execute(sa.update(User).where(User.id == user.id).values({column: value}))
    db.session.rollback()


def test_the_database_itself_keeps_one_account_for_an_address() -> None:
    first, second = make_user(), make_user()
    with pytest.raises(IntegrityError):
        db.session.execute(sa.update(User).where(User.id == second.id).values(email=first.email))
    db.session.rollback()


def test_a_disabled_account_identifies_nobody_and_is_not_disabled_twice() -> None:
    user, other = make_user(), make_user()
    assert identify(email=user.email.upper(), password=PASSWORD) == user
    disable(user)
    assert identify(email=user.email, password=PASSWORD) is None
    assert identify(email=other.email, password=PASSWORD) == other
    with pytest.raises(AccountRefusedError, match="already"):
        disable(user)
    assert audited()[-1] == ("account.disable", user.id)


def test_nobody_disables_their_own_account() -> None:
    admin = make_user(Role.ADMIN)
    with pytest.raises(AccountRefusedError, match="own account"):
        disable(admin, by=Actor(kind="user", id=admin.id, role=Role.ADMIN))
    assert get_user(admin.id).disabled_at is None


def set_up_demonstration(password: str) -> None:
    with transaction():
        set_up_demonstration_accounts(password=password, by=CLERK, at=EARLIER)


def test_a_demonstration_has_an_account_for_every_duty_with_one_password() -> None:
    set_up_demonstration("moa")
    users = [find_user(account["address"]) for account in demonstration_accounts()]
    assert [(user.role, user.state, user.office) for user in users if user] == [
        ("partner", "IL", None),
        ("partner", "NY", None),
        ("drafter", None, None),
        ("drafter", None, None),
        ("reviewer", None, "program"),
        ("reviewer", None, "counsel"),
        ("leader", None, None),
        ("leader", None, None),
        ("auditor", None, None),
        ("admin", None, None),
    ]
    assert all(identify(email=user.email, password="moa") for user in users if user)


def test_a_second_start_of_a_demonstration_changes_nothing_but_a_new_password() -> None:
    set_up_demonstration("moa")
    entries = len(audited())
    set_up_demonstration("moa")
    assert len(audited()) == entries
    set_up_demonstration("faq")
    assert len(audited()) == entries + 1
    assert len(list_users()) == 10
    assert identify(email="leader@portal.test", password="faq")
    assert not identify(email="leader@portal.test", password="moa")


def test_an_account_tells_when_it_was_added() -> None:
    user = make_user(at=EARLIER + timedelta(hours=1))
    assert get_user(user.id).created_at == EARLIER + timedelta(hours=1)
