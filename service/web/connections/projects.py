"""Set-up, step two: which projects (or spaces) are taken. At first none, and nothing of others."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.actor import System
from service.atlassian.rest import confluence, jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import AtlassianError
from service.connections import actions_scope, reads_scope, reads_setup
from service.connections.errors import NothingChosen, NoTypeChosen
from service.connections.model import Auth
from service.connections.model_scope import ProjectChoice, ProjectLine, ProjectSeen
from service.connections.model_setup import SetUp, Step
from service.connections.schema import ProjectsFilter, ProjectsSent
from service.errors import GezelError, Invalid
from service.web import here
from service.web.connections import making
from service.web.connections.access import go_to
from service.web.connections.asking import asked
from service.web.connections.blueprint import bp
from service.web.errors import told

LISTED = System("projects listed")
MOST_TYPES = 200


@bp.get("/connections/<name>/projects")
def projects(name: str) -> str:
    """Projects are asked for anew at the first page, so that new ones are among them."""
    found = reads_setup.set_up(here.db(), here.me(), name)
    wanted = here.query(ProjectsFilter)
    trouble = None
    if wanted["page"] == 1 and not wanted["search"]:
        listed, trouble = asked(found, lambda client: _listed(client, found))
        with here.db().transaction():
            actions_scope.see_projects(here.db(), LISTED, found.id, listed or [])
    return _page(found, wanted, trouble, {}, None)


@bp.post("/connections/<name>/projects")
def choose_projects(name: str) -> Response | tuple[str, int]:
    db, me = here.db(), here.me()
    found = reads_setup.set_up(db, me, name)
    try:
        sent = here.form(ProjectsSent)
        takes_all, choices = _choices(found, sent)
    except Invalid as wrong:
        wanted = {"page": 1, "search": None}
        return _page(found, wanted, None, wrong.fields, request.form), 422
    actions_scope.choose(db, me, found.id, takes_all, choices)
    flash(_told(takes_all, len(choices)))
    _tell_the_app(found)
    return go_to(found, found.after(Step.PROJECTS))


def _tell_the_app(found: SetUp) -> None:
    """The webhook of our OAuth app names the projects, so that it is made again with them."""
    if found.auth != Auth.OAUTH or not found.has_hook:
        return
    try:
        making.make(reads_setup.set_up(here.db(), here.me(), found.name))
    except (AtlassianError, GezelError) as error:
        flash(gettext("The webhook still names what was chosen before: %(why)s", why=told(error)),
              "exclamation-circle")  # fmt: skip


def _choices(found: SetUp, sent: dict[str, Any]) -> tuple[bool, list[ProjectChoice]]:
    """What was shown is as it was ticked; what stood on another page stays as it was."""
    scope = reads_scope.scope(here.db(), LISTED, found.id)
    more = [key.strip() for key in sent["more"].replace(",", " ").split() if key.strip()]
    ticked = set(sent["chosen"]) | set(more)
    others = [key for key in scope.chosen_keys if key not in set(sent["shown"]) | ticked]
    types = sent["types"] if sent["some_types"] else None
    if types == []:
        raise NoTypeChosen("types")
    choices = [ProjectChoice(key, key not in sent["key_only"], types) for key in sorted(ticked)]
    choices += [ProjectChoice(key, scope.keeps_title(key), types) for key in others]
    takes_all = sent["takes"] == "all"
    if not takes_all and not choices:
        raise NothingChosen("chosen")
    return takes_all, choices


def _told(takes_all: bool, number: int) -> str:
    if takes_all:
        return gettext("All projects are taken, new ones too.")
    return gettext("%(number)d chosen. Nothing is kept from the others.", number=number)


def _listed(client: Client, found: SetUp) -> list[ProjectSeen]:
    each = jira.projects(client) if found.is_jira else confluence.spaces(client)
    return [ProjectSeen(one.id, one.key, one.name) for one in each]


def _key_only(shown: list[ProjectLine]) -> list[str]:
    return [one.key for one in shown if not one.keeps_titles]


def _types(found: SetUp) -> list[str]:
    """Each name once; there are none to show where nothing can be asked."""
    if not found.is_jira:
        return []
    listed, _ = asked(found, jira.issue_types)
    return [one.name for one in listed or []][:MOST_TYPES]


def _page(
    found: SetUp,
    wanted: dict[str, Any],
    trouble: str | None,
    errors: dict[str, list[str]],
    typed: Any,
) -> str:
    skip = (wanted["page"] - 1) * reads_scope.PAGE
    shown = reads_scope.projects(here.db(), here.me(), found.id, wanted["search"], skip)
    taken = set(reads_scope.scope(here.db(), LISTED, found.id).chosen_types or ())
    return render_template(
        "connections/projects.html",
        setup=found,
        step=Step.PROJECTS,
        projects=shown,
        ticked=typed.getlist("chosen") if typed else [one.key for one in shown if one.is_chosen],
        key_only=typed.getlist("key_only") if typed else _key_only(shown),
        takes=typed.get("takes") if typed else ("all" if found.takes_all else "chosen"),
        typed=typed or {},
        types=sorted(taken | set(_types(found)), key=str.casefold),
        taken_types=set(typed.getlist("types")) if typed else taken,
        some_types=bool(typed.get("some_types")) if typed else bool(taken),
        search=wanted["search"],
        page=wanted["page"],
        is_full=len(shown) == reads_scope.PAGE,
        trouble=trouble,
        errors=errors,
    )
