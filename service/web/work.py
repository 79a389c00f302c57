"""My work: what I finished and have in hand, the skills it practised, and who was there."""

from collections.abc import Sequence
from itertools import groupby

from flask import Blueprint, render_template
from marshmallow import fields

from service.aims import reads_practice, reads_step
from service.feedback import reads as feedback
from service.feedback import reads_work
from service.people import reads as people
from service.schema import Sent
from service.skills import reads as skills
from service.skills.model import WorkSkill
from service.web import here, links, texts
from service.work import reads
from service.work.model import WorkLine

bp = Blueprint("work", __name__)
MOST = 2000  #: names to choose from; a list that lacks somebody would silence them


class PageSent(Sent):
    before = fields.AwareDateTime(load_default=None)
    before_id = fields.Int(load_default=None)


@bp.get("/work")
def page() -> str:
    db, me, sent = here.db(), here.me(), here.query(PageSent)
    done = reads.done_work(db, me, sent["before"], sent["before_id"])
    in_hand = [] if sent["before"] else reads.open_work(db, me)
    ids = [line.id for line in done + in_hand]
    return render_template(
        "work/page.html",
        months=_by_month(done),
        in_hand=in_hand,
        skills=_skills(ids),
        words=reads_work.words_on(db, me, ids),
        older=done[-1] if len(done) == reads.PAGE else None,
        is_first=sent["before"] is None,
    )


@bp.get("/work/<int:work_id>")
def item(work_id: int) -> str:
    db, me = here.db(), here.me()
    found = reads.item(db, me, work_id)
    is_mine = reads.is_mine(db, me, work_id)
    return render_template(
        "work/item.html",
        item=found,
        is_mine=is_mine,
        contributors=reads.contributors(db, me, work_id),
        links=links.of([work_id]) if is_mine else {},
        areas=skills.catalogue(db, me) if is_mine else [],
        skills=_skills([work_id])[work_id],
        picks=reads_practice.picks(db, me, [work_id]),
        occasions=reads_step.occasions(db, me, work_id),
        words=reads_work.words_on(db, me, [work_id])[work_id],
        asks=feedback.asks_about_me(db, me, work_id) if is_mine else [],
        colleagues=people.colleagues(db, me, limit=MOST) if is_mine else [],
    )


def _by_month(done: Sequence[WorkLine]) -> list[tuple[str, list[WorkLine]]]:
    """Finished work under the name of its month, in the order it has."""
    months = groupby(done, lambda line: texts.month(line.done_at) if line.done_at else "")
    return [(month, list(lines)) for month, lines in months]


def _skills(ids: Sequence[int]) -> dict[int, list[WorkSkill]]:
    found = skills.skills_of_work(here.db(), here.me(), ids)
    return {one: [skill for skill in found if skill.work_item_id == one] for one in ids}
