"""Links in mail that sign in and open a page, for who wants that."""

from flask import Blueprint, redirect, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from service.people import actions_enter
from service.web import here, language
from service.web.sign_in import enter, open_to_strangers
from service.web.sign_in.guard import SIGN_IN

bp = Blueprint("entering", __name__)


@bp.get("/enter/<token>")
@open_to_strangers
def page(token: str) -> Response | str:
    """A button, as scanners of mail follow links too; who is here already goes straight on.

    A spent link opens its page too, which then asks who is there.
    """
    found = actions_enter.look(here.db(), SIGN_IN, token)
    is_here = current_user.is_authenticated and here.person().id == found.person_id
    if found.is_spent or is_here:
        return redirect(language.here_only(found.leads_to))
    return render_template("sign_in/entry.html", entry=found, token=token)


@bp.post("/enter/<token>")
@open_to_strangers
def use(token: str) -> Response:
    """The session ends with the browser: a link is a smaller proof than a password."""
    found = actions_enter.use(here.db(), SIGN_IN, token)
    enter(found.person_id, for_long=False)
    return redirect(language.here_only(found.leads_to), code=303)
