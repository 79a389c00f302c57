"""Merging two skills: what would move, and then that it moves."""

from flask import render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.actor import System
from service.aims import actions_merge as aims
from service.aims import reads as aims_reads
from service.budgets import actions_merge as budgets
from service.errors import Invalid
from service.feedback import actions_closing as feedback
from service.feedback import reads_work as feedback_reads
from service.growth import actions_merge as growth
from service.skills import actions_catalogue as actions
from service.skills import reads, reads_catalogue, stewards
from service.skills.schema_merging import IntoSent
from service.web import here
from service.web.skills.blueprint import bp, said

MERGING = System("merging skills")
#: Below this many people, how many they are would say something about each.
FEWEST = 5


@bp.get("/catalogue/<slug>/merge")
def merge(slug: str) -> str:
    """Choose the other skill; once it is chosen, what would move."""
    return _page(slug, here.query(IntoSent)["into"])


@bp.post("/catalogue/<slug>/merge")
def do_merge(slug: str) -> Response | tuple[str, int]:
    """All of it or nothing: links and rules, and what people said and saw."""
    db, into = here.db(), here.form(IntoSent)["into"] or ""
    try:
        with db.transaction():
            merged = actions.merge(db, here.me(), slug, into)
            aims.move_skill(db, MERGING, merged.from_id, merged.to_id)
            growth.move_skill(db, MERGING, merged.from_id, merged.to_id)
            budgets.move_skill(db, MERGING, merged.from_id, merged.to_id)
            feedback.follow_merged(db, MERGING)
    except Invalid as wrong:
        return _page(slug, None, wrong), 422
    message = gettext("Merged. The old address leads here from now on.")
    return said(message, "catalogue.skill", slug=into)


def _page(slug: str, into: str | None, wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    found = reads.skill(db, me, slug).skill
    stewards.must_tend(db, me, reads_catalogue.area(db, me, found.area_slug).id)
    mine = reads_catalogue.tended_areas(db, me)
    others = [one for one in reads.skills(db, me) if one.area_slug in mine and one.slug != slug]
    target = next((one for one in others if one.slug == into), None)
    return render_template(
        "catalogue/merge.html",
        skill=found,
        others=others,
        target=target,
        moves=actions.preview_merge(db, me, slug, target.slug) if target else None,
        placed=_enough(aims_reads.count_on_skill(db, MERGING, found.id)),
        seen=_enough(feedback_reads.count_on_skill(db, MERGING, found.id)),
        fewest=FEWEST,
        errors=wrong.fields if wrong else {},
    )


def _enough(people: int) -> int | None:
    """A number of people that may be said; None below that, also for nobody."""
    return people if people >= FEWEST else None
