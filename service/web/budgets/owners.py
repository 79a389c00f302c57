"""Who grants and plans: named by administrators."""

from flask_babel import gettext
from werkzeug.wrappers import Response

from service.budgets import actions, reads
from service.budgets.schema import OwnerSent
from service.people import reads as people
from service.people.schema import SearchSent
from service.web import here
from service.web.budgets.blueprint import NUMBER, bp, said, shown


@bp.get("/budgets/owners")
def owners() -> str:
    db, me = here.db(), here.me()
    search = here.query(SearchSent)["search"]
    named = reads.owners(db, me)
    taken = {one.id for one in named}
    found = people.working_here(db, me, search) if search else []
    return shown(
        "owners.html",
        owners=named,
        search=search,
        found=[one for one in found if one.id not in taken],
    )


@bp.post("/budgets/owners")
def name_owner() -> Response:
    actions.name_owner(here.db(), here.me(), here.form(OwnerSent)["person_id"])
    return said(gettext("Kept."), "owners")


@bp.post(f"/budgets/owners/{NUMBER}person_id>/drop")
def drop_owner(person_id: int) -> Response:
    actions.drop_owner(here.db(), here.me(), person_id)
    return said(gettext("Kept."), "owners")
