"""Who looks after an area; an administrator names them."""

from flask import render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.actor import must_administer
from service.people import reads as people
from service.people.schema import SearchSent
from service.skills import actions_catalogue as actions
from service.skills import reads_catalogue as reads
from service.skills.schema_merging import StewardSent
from service.web import here
from service.web.skills.blueprint import bp, said


@bp.get("/areas/<slug>/stewards")
def area(slug: str) -> str:
    db, me = here.db(), here.me()
    must_administer(me)
    search = here.query(SearchSent)["search"]
    stewards = reads.stewards(db, me, slug)
    inside = {one.person_id for one in stewards}
    found = people.working_here(db, me, search) if search else []
    return render_template(
        "catalogue/stewards.html",
        area=reads.area(db, me, slug),
        stewards=stewards,
        search=search,
        found=[person for person in found if person.id not in inside],
    )


@bp.post("/areas/<slug>/stewards")
def name_steward(slug: str) -> Response:
    person_id = here.form(StewardSent)["person_id"]
    actions.name_steward(here.db(), here.me(), slug, person_id)
    return said(gettext("Kept."), "catalogue.area", slug=slug)


@bp.post("/areas/<slug>/stewards/<int:person_id>/release")
def release_steward(slug: str, person_id: int) -> Response:
    actions.release_steward(here.db(), here.me(), slug, person_id)
    return said(gettext("Kept."), "catalogue.area", slug=slug)
