"""The accounts, for administrators."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import actor
from portal.accounts.actions import AccountRefusedError, disable_user
from portal.accounts.queries import AccountNotFoundError, get_user, list_last_sign_ins, list_users
from portal.accounts.shown import users_shown
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.web import Problem, requires
from portal.common.web_errors import problem_of

blueprint = Blueprint("users", __name__, url_prefix="/admin/users")

DONE = {"disabled": "The account was disabled, and its sessions were ended."}


@blueprint.get("")
@requires("accounts.list")
def users_page() -> str:
    """List all accounts."""
    users = users_shown(list_users(), seen=list_last_sign_ins(), own_id=actor().id)
    return render_template("admin/users.html", users=users, done=DONE.get(request.args.get("done", "")))


@blueprint.post("/<string:user_id>/disable")
@requires("accounts.manage")
def disable(user_id: str) -> Response:
    """Disable an account; its sessions end with it."""
    with transaction():
        try:
            disable_user(user=get_user(user_id), by=actor(), at=now())
        except AccountNotFoundError:
            raise problem_of(HTTPStatus.NOT_FOUND) from None
        except AccountRefusedError as refused:
            raise Problem(HTTPStatus.CONFLICT, "The account was not disabled", str(refused)) from None
    return redirect(url_for("users.users_page", done="disabled"), HTTPStatus.SEE_OTHER)
