"""Teams: who is in them, who leads, from when to when, and whether the team takes part."""

from werkzeug.wrappers import Response

from service.errors import Invalid
from service.people import actions, reads
from service.people.schema import SearchSent, TeamSent, YesOrNoSent
from service.web import here
from service.web.people.blueprint import bp, kept, shown


@bp.get("/teams")
def teams() -> str:
    return _teams()


@bp.post("/teams")
def make_team() -> Response | tuple[str, int]:
    try:
        made = actions.make_team(here.db(), here.me(), here.form(TeamSent)["name"])
    except Invalid as wrong:
        return _teams(wrong), 422
    return kept("people.team", team_id=made.id)


@bp.get("/teams/<int:team_id>")
def team(team_id: int) -> str:
    return _team(team_id)


@bp.post("/teams/<int:team_id>/name")
def rename_team(team_id: int) -> Response | tuple[str, int]:
    try:
        actions.rename_team(here.db(), here.me(), team_id, here.form(TeamSent)["name"])
    except Invalid as wrong:
        return _team(team_id, wrong), 422
    return kept("people.team", team_id=team_id)


@bp.post("/teams/<int:team_id>/takes-part")
def team_takes_part(team_id: int) -> Response:
    yes = here.form(YesOrNoSent)["yes"]
    actions.set_taking_part(here.db(), here.me(), yes, team_id=team_id)
    return kept("people.team", team_id=team_id)


def _teams(wrong: Invalid | None = None) -> str:
    return shown("people/teams.html", wrong, teams=reads.teams(here.db(), here.me()))


def _team(team_id: int, wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    search = here.query(SearchSent)["search"]
    memberships = reads.memberships(db, me, team_id=team_id)
    inside = {membership.person_id for membership in memberships if not membership.until}
    found = reads.working_here(db, me, search) if search else []
    return shown(
        "people/team.html",
        wrong,
        team=reads.team(db, me, team_id),
        memberships=memberships,
        search=search,
        found=[person for person in found if person.id not in inside],
    )
