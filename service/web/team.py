"""The picture of my team, what I let it show of me, and two brought together."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service import clock
from service.errors import Invalid
from service.growth import team_actions as actions
from service.growth import team_reads as reads
from service.growth.schema_team import IntroductionSent, OfferSent, PairingSent, ShareSent
from service.growth.team_model import TICKETS, Met, Picture
from service.skills import reads as skills
from service.web import here

bp = Blueprint("team", __name__)
TEAM = "/team/<int(max=9223372036854775807):team_id>"
LATELY = timedelta(days=14)
LISTED = 50  #: of those who were introduced, the latest
Errors = dict[str, list[str]]
#: How the pictures of my teams count me.
HOW = {"counted": _l("Counted only"), "named": _l("Counted, and named")}


@bp.get("/team")
def page() -> str:
    teams = reads.my_teams(here.db(), here.me())
    return _page(reads.picture(here.db(), here.me(), teams[0].id) if teams else None)


@bp.get(TEAM)
def team(team_id: int) -> str:
    return _page(reads.picture(here.db(), here.me(), team_id))


@bp.post(f"{TEAM}/introduce")
def introduce(team_id: int) -> Response:
    actions.introduce(here.db(), here.me(), team_id, **here.form(PairingSent))
    flash(gettext("They find it on their first page. The rest is theirs."))
    return redirect(url_for(".team", team_id=team_id, _anchor="pairs"), code=303)


@bp.post(f"{TEAM}/introductions/drop")
def drop_introduction(team_id: int) -> Response:
    actions.drop_introduction(here.db(), here.me(), **here.form(IntroductionSent))
    flash(gettext("Taken back."))
    return redirect(url_for(".team", team_id=team_id, _anchor="pairs"), code=303)


@bp.get("/team/share")
def sharing() -> str:
    return _sharing({})


@bp.post("/team/share")
def share() -> Response | tuple[str, int]:
    try:
        sent = here.form(ShareSent)
    except Invalid as wrong:
        return _sharing(request.form, wrong.fields), 422
    actions.share(here.db(), here.me(), **sent)
    flash(gettext("Kept. You can change it at any time."))
    return redirect(url_for(".sharing"), code=303)


@bp.post("/team/offers")
def offer() -> Response | tuple[str, int]:
    try:
        sent = here.form(OfferSent)
    except Invalid as wrong:
        return _sharing(request.form, wrong.fields), 422
    actions.offer_lead(here.db(), here.me(), sent["skill_id"], sent["words"])
    flash(gettext("Your team reads it."))
    return redirect(url_for(".sharing"), code=303)


@bp.post("/team/offers/<int(max=9223372036854775807):skill_id>/drop")
def drop_offer(skill_id: int) -> Response:
    actions.drop_offer(here.db(), here.me(), skill_id)
    flash(gettext("Taken back."))
    return redirect(url_for(".sharing"), code=303)


def introduced() -> list[tuple[Met, str]]:
    """To whom I was introduced lately, each with the name of the skill."""
    db, me = here.db(), here.me()
    met = reads.introduced_lately(db, me, clock.now() - LATELY)
    names = (
        {one.id: one.name(here.person().language) for one in skills.skills(db, me)} if met else {}
    )
    return [(one, names.get(one.skill_id, "")) for one in met]


def _page(picture: Picture | None) -> str:
    return render_template(
        "team/page.html",
        picture=picture,
        me=here.person().id,
        LATELY=LISTED,
        teams=reads.my_teams(here.db(), here.me()),
        mine=reads.my_share(here.db(), here.me()),
        reaches_planners=reads.reaches_planners(here.db(), here.me()),
        TICKETS=TICKETS,
    )


def _sharing(typed: Mapping[str, str], errors: Errors | None = None) -> str:
    db, me = here.db(), here.me()
    return render_template(
        "team/share.html",
        mine=reads.my_share(db, me),
        reaches_planners=reads.reaches_planners(db, me),
        counts_focus=reads.counts_focus(db, me),
        offers=reads.my_offers(db, me),
        areas=skills.catalogue(db, me),
        by_id={one.id: one for one in skills.skills(db, me, with_archived=True)},
        typed=typed,
        errors=errors or {},
    )
