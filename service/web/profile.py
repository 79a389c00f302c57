"""My first page here, and my settings: name, language, asking, password, accounts."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.people import actions, actions_accounts, actions_sign_in, reads_accounts
from service.people.schema import AskingSent, OneselfSent, PasswordChangeSent, SearchSent
from service.web import errors, here
from service.web.sign_in import before_welcome, enter

bp = Blueprint("profile", __name__)


@bp.get("/welcome")
@before_welcome
def welcome() -> str:
    return render_template("profile/welcome.html", errors={})


@bp.post("/welcome")
@before_welcome
def choose() -> Response | tuple[str, int]:
    try:
        sent = here.form(AskingSent)
    except Invalid as wrong:
        return render_template("profile/welcome.html", errors=wrong.fields), 422
    actions.welcome(here.db(), here.me(), sent["asking"])
    return redirect(url_for("today.page"), code=303)


@bp.get("/settings")
def page() -> str:
    return _settings()


@bp.post("/settings/name")
def describe() -> Response | tuple[str, int]:
    try:
        sent = here.form(OneselfSent)
    except Invalid as wrong:
        return _settings(wrong), 422
    actions.describe_oneself(here.db(), here.me(), sent["name"], sent["language"])
    return _kept()


@bp.post("/settings/asking")
def choose_asking() -> Response | tuple[str, int]:
    try:
        sent = here.form(AskingSent)
    except Invalid as wrong:
        return _settings(wrong), 422
    actions.choose_asking(here.db(), here.me(), sent["asking"])
    return _kept()


@bp.post("/settings/password")
def change_password() -> Response | tuple[str, int]:
    try:
        sent = here.form(PasswordChangeSent)
        actions_sign_in.change_password(here.db(), here.me(), sent["present"], sent["password"])
    except Invalid as wrong:
        return _settings(wrong), 422
    enter(here.me().person_id)
    flash(gettext("Your password is changed. Elsewhere you are signed out."))
    return redirect(url_for("profile.page"), code=303)


@bp.post("/settings/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    actions_sign_in.sign_out_everywhere(here.db(), here.me())
    return redirect(url_for("sign_in.page"), code=303)


@bp.post("/settings/accounts/<int:account_id>/claim")
def claim(account_id: int) -> Response:
    actions_accounts.claim_account(here.db(), here.me(), account_id)
    flash(gettext("An administrator looks at it; until then the account belongs to nobody."))
    return redirect(url_for("profile.page", _anchor="accounts"), code=303)


@bp.post("/settings/accounts/<int:account_id>/withdraw")
def withdraw(account_id: int) -> Response:
    actions_accounts.withdraw_claim(here.db(), here.me(), account_id)
    return redirect(url_for("profile.page", _anchor="accounts"), code=303)


@bp.post("/settings/accounts/<int:account_id>/release")
def release(account_id: int) -> Response:
    actions_accounts.release_account(here.db(), here.me(), account_id)
    flash(gettext("It belongs to nobody now."))
    return redirect(url_for("profile.page", _anchor="accounts"), code=303)


def _settings(wrong: Invalid | None = None) -> str:
    search = here.query(SearchSent)["search"]
    values: dict[str, Any] = {"errors": {}, "message": None, "typed": {}}
    if wrong:
        values = {"errors": wrong.fields, "message": errors.words(wrong), "typed": request.form}
    return render_template(
        "profile/settings.html",
        me=here.person(),
        accounts=reads_accounts.my_accounts(here.db(), here.me()),
        search=search,
        found=reads_accounts.free(here.db(), here.me(), search) if search else [],
        **values,
    )


def _kept() -> Response:
    flash(gettext("Kept."))
    return redirect(url_for("profile.page"), code=303)
