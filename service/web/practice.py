"""Pick to learn: open work, who would like to practise with it, and who is glad to help."""

from flask import Blueprint, redirect, render_template, url_for
from marshmallow import fields
from werkzeug.wrappers import Response

from service.aims import actions_practice, reads_practice
from service.aims.model_practice import Part, Pick
from service.aims.schema import OpenWorkQuery
from service.schema import Sent
from service.skills import reads as skills
from service.web import here
from service.web.language import here_only

bp = Blueprint("practice", __name__)
SKILL = "/work/<int(max=9223372036854775807):work_id>/skills/<slug>"


class BackSent(Sent):
    back = fields.Str(load_default="/work/open")


@bp.get("/work/open")
def page() -> str:
    db, me, sent = here.db(), here.me(), here.query(OpenWorkQuery)
    found = reads_practice.open_work(db, me, sent["skill"], sent["before"], sent["before_id"])
    work, last = found[: reads_practice.PAGE], found[reads_practice.PAGE - 1 : reads_practice.PAGE]
    older = (
        url_for(".page", skill=sent["skill"], before=last[0].updated_at.isoformat(),
                before_id=last[0].id)
        if len(found) > len(work) else None
    )  # fmt: skip
    return render_template(
        "practice/page.html",
        work=work,
        picks=by_work(reads_practice.picks(db, me, [one.id for one in work])),
        skills=skills.skills(db, me),
        sent=sent,
        older=older,
    )


@bp.post(f"{SKILL}/practise")
def practise(work_id: int, slug: str) -> Response:
    actions_practice.pick(here.db(), here.me(), work_id, slug, Part.PRACTISE)
    return _back(work_id)


@bp.post(f"{SKILL}/help")
def help_(work_id: int, slug: str) -> Response:
    actions_practice.pick(here.db(), here.me(), work_id, slug, Part.HELP)
    return _back(work_id)


@bp.post(f"{SKILL}/take-back")
def take_back(work_id: int, slug: str) -> Response:
    actions_practice.take_back(here.db(), here.me(), work_id, slug)
    return _back(work_id)


def by_work(picks: list[Pick]) -> dict[int, list[Pick]]:
    """The skills of each piece of work, with who would do what."""
    ids = {pick.work_item_id for pick in picks}
    return {one: [pick for pick in picks if pick.work_item_id == one] for one in ids}


def _back(work_id: int) -> Response:
    """To the page where the button was, at the same work."""
    return redirect(f"{here_only(here.form(BackSent)['back'])}#work-{work_id}", code=303)
