"""Who is here, and who may come in: every view needs a welcomed person unless it says otherwise."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user
from werkzeug.wrappers import Response

from service.actor import Member, System
from service.errors import Unavailable
from service.people import reads
from service.people.model import Present
from service.web import here

View = TypeVar("View", bound=Callable[..., Any])
SIGN_IN = System("sign in")
SESSION = timedelta(days=30)
# Not views of ours: files.
FREE_ENDPOINTS = frozenset({"static", "bootstrap.static"})


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """The signed-in person, for the pages (`person`) and for the domain (`actor`)."""

    def __init__(self, person: Present) -> None:
        self.person = person
        self.actor = Member(person.id, person.is_administrator, frozenset(person.leads))

    def get_id(self) -> str:
        """What the session holds; it changes when the person is to be signed out everywhere."""
        return f"{self.person.id}:{self.person.session_key}"


def open_to_strangers(view: View) -> View:
    """Mark a view that answers also without signing in."""
    view.open_to_strangers = True  # type: ignore[attr-defined]
    return view


def before_welcome(view: View) -> View:
    """Mark a view for signed-in people who have not read what Gezel does yet."""
    view.before_welcome = True  # type: ignore[attr-defined]
    return view


def install(app: Flask) -> None:
    """Let nobody pass but those signed in and welcomed; must come after `here.install`."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.permanent_session_lifetime = SESSION
    app.before_request(_guard)


def enter(person_id: int, for_long: bool = True) -> None:
    """Sign a person in on this browser, in a fresh session: for a month, or until it is closed."""
    person = reads.signed_in(here.db(), SIGN_IN, person_id)
    if person is not None:
        session.clear()
        session.permanent = for_long
        login_user(SignedIn(person))


def _load(session_id: str) -> SignedIn | None:
    person_id, _, key = session_id.partition(":")
    if not person_id.isdecimal() or "nobody_known" in g:
        return None
    try:
        person = reads.signed_in(here.db(), SIGN_IN, int(person_id))
    except Unavailable:
        g.nobody_known = True  # the page that says so asks again who is here
        raise
    return SignedIn(person) if person and person.session_key == key else None


def _guard() -> Response | None:
    if request.endpoint is None or request.endpoint in FREE_ENDPOINTS or _says("open_to_strangers"):
        return None
    if not current_user.is_authenticated:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("sign_in.page", back=None if back == "/" else back))
    if current_user.person.welcomed_at is None and not _says("before_welcome"):
        return redirect(url_for("profile.welcome"))
    return None


def _says(mark: str) -> bool:
    return bool(getattr(current_app.view_functions[request.endpoint or ""], mark, False))
