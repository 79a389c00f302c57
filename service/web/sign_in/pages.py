"""Signing in and out, and the doors that one-time links open."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.people import actions, actions_links, actions_sign_in, reads, reads_links
from service.people.errors import LinkIsSpent
from service.people.model import Purpose
from service.people.schema import ForgotSent, PasswordSent, SetupSent, SignInSent
from service.web import errors, here, language
from service.web.sign_in import letters
from service.web.sign_in.guard import SIGN_IN, before_welcome, enter, open_to_strangers

bp = Blueprint("sign_in", __name__)


@bp.get("/sign-in")
@open_to_strangers
def page() -> Response | str:
    if current_user.is_authenticated:
        return redirect(url_for("today.page"))
    is_new = not reads.anybody(here.db(), SIGN_IN)
    return render_template(
        "sign_in/sign_in.html", is_new=is_new, typed=request.args, errors={}, message=None
    )


@bp.post("/sign-in")
@open_to_strangers
def sign_in() -> Response | tuple[str, int]:
    try:
        sent = here.form(SignInSent)
        person_id = actions_sign_in.sign_in(
            here.db(), SIGN_IN, sent["email"], sent["password"], request.remote_addr or ""
        )
    except Invalid as wrong:
        return _again("sign_in/sign_in.html", wrong, is_new=False)
    enter(person_id)
    return redirect(language.here_only(sent["back"]))


@bp.post("/sign-out")
@before_welcome
def sign_out() -> Response:
    logout_user()
    session.clear()
    flash(gettext("You are signed out."))
    return redirect(url_for("sign_in.page"))


@bp.get("/forgot")
@open_to_strangers
def forgot() -> str:
    return render_template(
        "sign_in/forgot.html", by_mail=letters.can_be_sent(), typed={}, errors={}, message=None
    )


@bp.post("/forgot")
@open_to_strangers
def ask_for_link() -> Response | tuple[str, int]:
    """The answer is the same whether somebody has this address or not."""
    try:
        email = here.form(ForgotSent)["email"]
        actions_sign_in.count_forgetting(here.db(), SIGN_IN, email, request.remote_addr or "")
    except Invalid as wrong:
        return _again("sign_in/forgot.html", wrong, by_mail=letters.can_be_sent())
    if letters.can_be_sent():
        with here.db().transaction():
            found = actions_links.reset_link(here.db(), SIGN_IN, email)
            if found:
                letters.send_reset(*found)
    flash(gettext("If somebody here has this address, a link is on its way to it."))
    return redirect(url_for("sign_in.page"))


@bp.get("/link/<token>")
@open_to_strangers
def link(token: str) -> str:
    """Looking at a link does not use it up: scanners of mail look too."""
    return _link_page(token, {}, None)


@bp.post("/link/<token>")
@open_to_strangers
def use_link(token: str) -> Response | tuple[str, int]:
    try:
        sent = here.form(PasswordSent)
    except Invalid as wrong:
        return _link_page(token, wrong.fields, errors.words(wrong)), 422
    person = actions.accept(here.db(), SIGN_IN, token, sent["password"])
    enter(person.id)
    return redirect(url_for("today.page"))


@bp.get("/setup/<token>")
@open_to_strangers
def setup(token: str) -> str:
    _must_set_up(token)
    return render_template("sign_in/setup.html", typed={}, errors={}, message=None)


@bp.post("/setup/<token>")
@open_to_strangers
def use_setup(token: str) -> Response | tuple[str, int]:
    _must_set_up(token)
    try:
        sent = here.form(SetupSent)
    except Invalid as wrong:
        return _again("sign_in/setup.html", wrong)
    person = actions_links.set_up(
        here.db(), SIGN_IN, token, sent["name"], sent["email"], sent["password"],
        language.chosen_language(),
    )  # fmt: skip
    enter(person.id)
    return redirect(url_for("today.page"))


def _must_set_up(token: str) -> None:
    if reads_links.link(here.db(), SIGN_IN, token).purpose != Purpose.SETUP:
        raise LinkIsSpent


def _link_page(token: str, wrong: dict[str, list[str]], message: str | None) -> str:
    found = reads_links.link(here.db(), SIGN_IN, token)
    if found.person_id is None:
        raise LinkIsSpent
    return render_template("sign_in/link.html", link=found, errors=wrong, message=message)


def _again(template: str, wrong: Invalid, **values: object) -> tuple[str, int]:
    """The same page with what was typed, and what is wrong with it."""
    message = errors.words(wrong)
    page = render_template(
        template, typed=request.form, errors=wrong.fields, message=message, **values
    )
    return page, 422
