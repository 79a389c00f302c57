"""Sharing skills of mine, what others share with me, and what I take along."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.growth import (
    actions_share,
    reads,
    reads_portfolio,
    reads_share,
)
from service.growth.schema import PortfolioQuery, ShareSent
from service.people import reads as people
from service.skills import reads as skills
from service.skills.model import SkillWithLevels
from service.web import here

bp = Blueprint("shares", __name__)
Errors = dict[str, list[str]]
MOST = 2000  #: names to choose from
AUDIENCES = {
    "person": _l("one colleague"),
    "lead": _l("the leads of my teams"),
    "team": _l("my teams"),
    "everyone": _l("everyone who takes part"),
}
bp.context_processor(lambda: {"AUDIENCES": AUDIENCES})


@bp.get("/map/shares")
def page() -> str:
    db, me = here.db(), here.me()
    return render_template(
        "shares/page.html",
        shares=reads_share.shares(db, me),
        looks=reads_share.looks(db, me),
        sharers=reads_share.sharers(db, me),
    )


@bp.get("/map/<slug>/share")
def begin(slug: str) -> str:
    return _form(skills.skill(here.db(), here.me(), slug), {"months": "3"})


@bp.post("/map/<slug>/share")
def share(slug: str) -> Response | tuple[str, int]:
    found = skills.skill(here.db(), here.me(), slug)
    try:
        actions_share.share(here.db(), here.me(), found.skill.id, **here.form(ShareSent))
    except Invalid as wrong:
        return _form(found, request.form, wrong.fields), 422
    flash(gettext("Shared. You see here who looks, and can take it back at any time."))
    return redirect(url_for(".page"), code=303)


@bp.post("/map/shares/<int(max=9223372036854775807):share_id>/end")
def end(share_id: int) -> Response:
    actions_share.end(here.db(), here.me(), share_id)
    flash(gettext("Taken back. From now on nobody sees it by this share."))
    return redirect(url_for(".page"), code=303)


@bp.get("/shared/<int(max=9223372036854775807):person_id>")
def shared(person_id: int) -> str:
    """What somebody shares with me."""
    return render_template(
        "shares/shared.html", shared=reads_share.shared_map(here.db(), here.me(), person_id)
    )


@bp.get("/map/portfolio")
def portfolio() -> str:
    sent = here.query(PortfolioQuery)
    return render_template(
        "shares/portfolio.html",
        map=reads.growth_map(here.db(), here.me()),
        chapters=reads_portfolio.portfolio(here.db(), here.me(), sent["skill"]),
        sent=sent,
    )


def _form(found: SkillWithLevels, typed: Mapping[str, str], errors: Errors | None = None) -> str:
    db, me = here.db(), here.me()
    return render_template(
        "shares/form.html",
        found=found,
        bare=reads_share.as_shared(db, me, found.skill, shows_place=False),
        placed=reads_share.as_shared(db, me, found.skill, shows_place=True),
        colleagues=people.colleagues(db, me, limit=MOST),
        typed=typed,
        errors=errors,
    )
