"""Search: whom can I ask, who would like to learn; work and skills by words. All by GET."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from marshmallow import fields

from service.aims import reads_found
from service.aims.model_found import FoundPerson, Order
from service.aims.schema import PeopleQuery
from service.people import reads as teams
from service.schema import Sent, Words
from service.skills import reads as skills
from service.skills import reads_search as skills_search
from service.web import here, texts
from service.work import reads_search as work_search

bp = Blueprint("search", __name__)


class WordsSent(Sent):
    words = Words(load_default=())


class WorkSent(WordsSent):
    before = fields.AwareDateTime(load_default=None)
    before_id = fields.Int(load_default=None)


@bp.get("/search")
def people() -> str:
    db, me, sent = here.db(), here.me(), here.query(PeopleQuery)
    day = sent["day"] or texts.today()
    found = reads_found.people(db, me, sent["wanted"], sent["order"], day, sent["after"])
    page = found[: reads_found.PAGE]
    return render_template(
        "search/people.html",
        found=page,
        wanted=sent["wanted"],
        is_by_name=sent["order"] == Order.NAME,
        typed=request.args,
        areas=skills.catalogue(db, me),
        teams=teams.team_names(db, me),
        any_instead=_same(join="any", after=None, day=None),
        first=_same(after=None, day=None) if sent["after"] else None,
        older=_after(page[-1][0], day.isoformat()) if len(found) > len(page) else None,
    )


@bp.get("/search/work")
def work() -> str:
    db, me, sent = here.db(), here.me(), here.query(WorkSent)
    found = (
        work_search.found(db, me, sent["words"], sent["before"], sent["before_id"])
        if sent["words"] else []
    )  # fmt: skip
    page = found[: work_search.PAGE]
    return render_template(
        "search/work.html",
        found=page,
        words=sent["words"],
        typed=request.args,
        newer=_same(before=None, before_id=None) if sent["before"] else None,
        older=_same(before=page[-1].at.isoformat(), before_id=page[-1].id)
        if len(found) > len(page) else None,
    )  # fmt: skip


@bp.get("/search/skills")
def skills_() -> str:
    words = here.query(WordsSent)["words"]
    found = skills_search.found(here.db(), here.me(), words) if words else []
    return render_template("search/skills.html", found=found, words=words, typed=request.args)


def _after(last: FoundPerson, day: str) -> str:
    return _same(after=last.id, day=day)


def _same(**other: Any) -> str:
    """The same search, with something else; None leaves something away."""
    asked: dict[str, Any] = request.args.to_dict(flat=False)
    return url_for(str(request.endpoint), **(asked | other))
