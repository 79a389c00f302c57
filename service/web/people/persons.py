"""The list of people, and one person's page."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.people import actions, reads, reads_accounts
from service.people.schema import JoinSent, LeaveTeamSent, PeopleFilter, PersonSent, YesOrNoSent
from service.web import here
from service.web.people.blueprint import bp, kept, shown


@bp.get("/people")
def page() -> str:
    wanted = here.query(PeopleFilter)
    people = reads.people(here.db(), here.me(), **wanted)
    older = people[-1].id if len(people) == reads.PAGE else None
    return shown(
        "people/people.html",
        people=people,
        teams=reads.teams(here.db(), here.me()),
        wanted=wanted,
        older=url_for("people.page", **(wanted | {"after": older})) if older else None,
    )


@bp.get("/people/<int:person_id>")
def person(person_id: int) -> str:
    return _person(person_id)


@bp.post("/people/<int:person_id>/name")
def describe(person_id: int) -> Response | tuple[str, int]:
    try:
        sent = here.form(PersonSent)
        actions.describe(here.db(), here.me(), person_id, sent["name"], sent["email"])
    except Invalid as wrong:
        return _person(person_id, wrong), 422
    return kept("people.person", person_id=person_id)


@bp.post("/people/<int:person_id>/takes-part")
def takes_part(person_id: int) -> Response:
    yes = here.form(YesOrNoSent)["yes"]
    actions.set_taking_part(here.db(), here.me(), yes, person_id=person_id)
    return kept("people.person", person_id=person_id)


@bp.post("/people/<int:person_id>/administrator")
def administrator(person_id: int) -> Response:
    yes = here.form(YesOrNoSent)["yes"]
    actions.make_administrator(here.db(), here.me(), person_id, yes)
    if person_id == here.person().id:
        return redirect(url_for("today.page"), code=303)
    return kept("people.person", person_id=person_id)


@bp.post("/people/<int:person_id>/leave")
def leave(person_id: int) -> Response:
    actions.leave(here.db(), here.me(), person_id)
    flash(gettext("Left. Open asks to and about this person are withdrawn within a minute."))
    return redirect(url_for("people.person", person_id=person_id), code=303)


@bp.post("/people/<int:person_id>/come-back")
def come_back(person_id: int) -> Response:
    actions.come_back(here.db(), here.me(), person_id)
    return kept("people.person", person_id=person_id)


@bp.post("/memberships/join")
def join() -> Response | tuple[str, int]:
    """From a person's page or a team's; back to where it came from."""
    sent = here.form(JoinSent)
    actions.join(here.db(), here.me(), **sent)
    return _back(sent["team_id"], sent["person_id"])


@bp.post("/memberships/<int:membership_id>/lead")
def lead(membership_id: int) -> Response:
    yes = here.form(YesOrNoSent)["yes"]
    now = actions.set_lead(here.db(), here.me(), membership_id, yes)
    return _back(now.team_id, now.person_id)


@bp.post("/memberships/<int:membership_id>/end")
def end(membership_id: int) -> Response:
    until = here.form(LeaveTeamSent)["until"]
    ended = actions.leave_team(here.db(), here.me(), membership_id, until)
    return _back(ended.team_id, ended.person_id)


def _back(team_id: int, person_id: int) -> Response:
    if request.form.get("from") == "team":
        return kept("people.team", team_id=team_id)
    return kept("people.person", person_id=person_id)


def _person(person_id: int, wrong: Invalid | None = None) -> str:
    db, me = here.db(), here.me()
    return shown(
        "people/person.html",
        wrong,
        person=reads.person(db, me, person_id),
        memberships=reads.memberships(db, me, person_id=person_id),
        teams=reads.teams(db, me),
        accounts=reads_accounts.accounts_of(db, me, person_id),
    )
