"""The catalogue for everybody: areas, one skill, and what its versions said."""

from itertools import pairwise

from flask import render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.skills import actions_catalogue as actions
from service.skills import reads, reads_catalogue, reads_proposals
from service.skills.model_difference import Change, difference
from service.skills.model_proposals import Version
from service.skills.schema_proposals import BeforeQuery
from service.web import here
from service.web.skills.blueprint import bp, said


@bp.get("/catalogue")
def page() -> str:
    """All areas, with who looks after them."""
    db, me = here.db(), here.me()
    return render_template(
        "catalogue/page.html",
        areas=reads_catalogue.areas(db, me),
        skills=reads.skills(db, me, with_archived=True),
        stewards=reads_catalogue.stewards(db, me),
        tended=reads_catalogue.tended(db, me),
        waiting=reads_proposals.count_waiting(db, me),
    )


@bp.get("/catalogue/<slug>")
def skill(slug: str) -> str:
    """One skill with its five levels, signals and examples."""
    db, me = here.db(), here.me()
    found = reads.skill(db, me, slug)
    area = reads_catalogue.area(db, me, found.skill.area_slug)
    return render_template(
        "catalogue/skill.html",
        found=found,
        stewards=reads_catalogue.stewards(db, me, area.slug),
        may_shape=area.id in reads_catalogue.tended(db, me),
        latest=reads_catalogue.versions(db, me, found.skill.id, limit=0)[0],
    )


@bp.get("/catalogue/<slug>/versions")
def versions(slug: str) -> str:
    """A page of versions, newest first, each with what it changed."""
    before = here.query(BeforeQuery)["before"]
    skill = reads.skill(here.db(), here.me(), slug).skill
    found = reads_catalogue.versions(here.db(), here.me(), skill.id, before)
    shown = found[: reads_catalogue.PAGE]
    return render_template(
        "catalogue/versions.html",
        skill=skill,
        versions=_with_changes(found)[: reads_catalogue.PAGE],
        before=before,
        older=shown[-1].number if len(found) > len(shown) else None,
    )


def _with_changes(versions: list[Version]) -> list[tuple[Version, list[Change]]]:
    """Each version with what is different from the one before; the first of all has nothing."""
    changes = [difference(older.words, newer.words) for newer, older in pairwise(versions)]
    return list(zip(versions, [*changes, []], strict=True))


@bp.post("/catalogue/<slug>/archive")
def archive(slug: str) -> Response:
    actions.archive(here.db(), here.me(), slug)
    message = gettext("Archived. It is offered no longer; what was said of it is still there.")
    return said(message, "catalogue.skill", slug=slug)


@bp.post("/catalogue/<slug>/bring-back")
def bring_back(slug: str) -> Response:
    actions.bring_back(here.db(), here.me(), slug)
    return said(gettext("It is offered again."), "catalogue.skill", slug=slug)
