"""Set-up for administrators: the skills, their levels in words, and how many rules each has."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.skills import actions, reads, reads_rules
from service.web import here

bp = Blueprint("skills", __name__)


@bp.get("/skills")
def page() -> str:
    """The catalogue with the rules of each skill."""
    db, me = here.db(), here.me()
    return render_template(
        "skills/page.html",
        areas=reads.catalogue(db, me),
        levels=reads.levels(db, me),
        rules=reads_rules.rules(db, me),
    )


@bp.post("/skills/starter")
def load_starter() -> Response:
    actions.load_starter(here.db(), here.me())
    flash(gettext("The skills are here. Next: say with rules which work practises them."))
    return redirect(url_for("skills.page"), code=303)
