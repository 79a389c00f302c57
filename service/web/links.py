"""The skills of my work: why each is there, and what I say of it, by one key or tap."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from marshmallow import fields
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.schema import Sent
from service.skills import actions_links as actions
from service.skills import reads, reads_links
from service.skills.model_links import MyLink
from service.skills.schema_links import ManySent, SkillSent, UndoSent
from service.skills.terms import Key
from service.web import here
from service.work import reads as work

bp = Blueprint("links", __name__)


class PageSent(Sent):
    before = fields.AwareDateTime(load_default=None)
    before_id = fields.Int(load_default=None)


def key() -> Key:
    """What the words of this installation are hashed with."""
    return Key.of(here.parts().settings.secret_key)


def of(ids: Sequence[int]) -> dict[int, list[MyLink]]:
    """The skills of my work, by its id."""
    return reads_links.my_links(here.db(), here.me(), key(), ids)


@bp.get("/work/skills")
def page() -> str:
    """My finished work with its skills, to confirm or refuse; many at once."""
    return _page(here.query(PageSent))


@bp.post("/work/skills/yes")
def many_yes() -> Response | tuple[str, int]:
    return _many(is_mine=True)


@bp.post("/work/skills/no")
def many_no() -> Response | tuple[str, int]:
    return _many(is_mine=False)


@bp.post("/work/skills/unsay")
def many_unsay() -> Response:
    """Take back what was said of several at once."""
    with here.db().transaction():
        for work_id, skill_id in here.form(ManySent)["pairs"]:
            actions.say(here.db(), here.me(), key(), work_id, skill_id, None)
    flash(gettext("Taken back."))
    return redirect(url_for("links.page"), code=303)


@bp.post("/work/<int:work_id>/skills")
def add(work_id: int) -> Response | str | tuple[str, int]:
    """A skill that nothing links to this work."""
    try:
        skill_id = here.form(SkillSent)["skill_id"]
    except Invalid:
        return _said(work_id, gettext("Choose a skill first."), status=422)
    actions.say(here.db(), here.me(), key(), work_id, skill_id, True)
    return _said(work_id, gettext("Added."))


@bp.post("/work/<int:work_id>/skills/<int:skill_id>/yes")
def yes(work_id: int, skill_id: int) -> Response | str | tuple[str, int]:
    actions.say(here.db(), here.me(), key(), work_id, skill_id, True)
    return _said(work_id, gettext("Confirmed."))


@bp.post("/work/<int:work_id>/skills/<int:skill_id>/no")
def no(work_id: int, skill_id: int) -> Response | str | tuple[str, int]:
    actions.say(here.db(), here.me(), key(), work_id, skill_id, False)
    return _said(work_id, gettext("Refused. No rule brings it back for you."))


@bp.post("/work/<int:work_id>/skills/<int:skill_id>/unsay")
def unsay(work_id: int, skill_id: int) -> Response | str | tuple[str, int]:
    actions.say(here.db(), here.me(), key(), work_id, skill_id, None)
    return _said(work_id, gettext("Taken back."))


@bp.post("/work/<int:work_id>/skills/<int:skill_id>/change")
def change(work_id: int, skill_id: int) -> Response | str | tuple[str, int]:
    """Not this skill but another."""
    try:
        other_id = here.form(SkillSent)["skill_id"]
    except Invalid:
        return _said(work_id, gettext("Choose a skill first."), status=422)
    actions.change(here.db(), here.me(), key(), work_id, skill_id, other_id)
    return _said(work_id, gettext("Changed."))


def _said(work_id: int, message: str, status: int = 200) -> Response | str | tuple[str, int]:
    """With script, the skills of this work anew; without, the page that one came from."""
    if request.headers.get("X-Part"):
        item = work.item(here.db(), here.me(), work_id)
        on_list = request.form.get("back") == "list"
        values = _values([work_id])
        return render_template(
            "work/skills_part.html", item=item, said=message, on_list=on_list, **values
        ), status
    flash(message)
    if request.form.get("back") == "list":
        return redirect(url_for("links.page", _anchor=f"work-{work_id}"), code=303)
    return redirect(url_for("work.item", work_id=work_id, _anchor="practised"), code=303)


def _many(is_mine: bool) -> Response | tuple[str, int]:
    try:
        pairs = here.form(ManySent)["pairs"]
    except Invalid:
        return _page({"before": None, "before_id": None}, is_empty=True), 422
    count = actions.say_many(here.db(), here.me(), key(), pairs, is_mine)
    flash(ngettext("%(num)d answer is kept.", "%(num)d answers are kept.", count))
    chosen = [f"{work_id}:{skill_id}" for work_id, skill_id in pairs]
    return redirect(url_for("links.page", undo=chosen), code=303)


def _page(sent: dict[str, Any], is_empty: bool = False) -> str:
    done = work.done_work(here.db(), here.me(), sent["before"], sent["before_id"])
    return render_template(
        "work/skills.html",
        done=done,
        older=done[-1] if len(done) == work.PAGE else None,
        is_first=sent["before"] is None,
        undo=_undo(),
        is_empty=is_empty,
        **_values([line.id for line in done]),
    )


def _undo() -> list[str]:
    """The pairs that were just answered together, for taking them back together."""
    try:
        pairs = here.query(UndoSent)["undo"]
    except Invalid:
        return []
    return [f"{work_id}:{skill_id}" for work_id, skill_id in pairs]


def _values(ids: Sequence[int]) -> dict[str, object]:
    return {"links": of(ids), "areas": reads.catalogue(here.db(), here.me())}
