"""The channel of Slack or Teams that a team, or the organisation, is told in."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.notices import actions_chat, reads_chat
from service.notices.model_chat import host_of
from service.notices.schema import NO_ADDRESS, ChatSent
from service.people import reads_pace
from service.web import here

bp = Blueprint("chat", __name__)
TEAM = "/teams/<int(max=9223372036854775807):team_id>/chat"
Answer = Response | tuple[str, int]


@bp.get(TEAM)
def of_team(team_id: int) -> str:
    return _page(team_id, {})


@bp.get("/mail/chat")
def of_all() -> str:
    return _page(None, {})


@bp.post(TEAM)
def set_up_team(team_id: int) -> Answer:
    return _set_up(team_id)


@bp.post("/mail/chat")
def set_up_all() -> Answer:
    return _set_up(None)


@bp.post(f"{TEAM}/remove")
def remove_team(team_id: int) -> Response:
    return _remove(team_id)


@bp.post("/mail/chat/remove")
def remove_all() -> Response:
    return _remove(None)


def _set_up(team_id: int | None) -> Answer:
    parts = here.parts()
    try:
        sent = here.form(ChatSent)
        host = host_of(sent["product"], sent["address"], parts.settings.chat_hosts)
        if host is None:
            raise Invalid(fields={"address": [NO_ADDRESS]})
    except Invalid as wrong:
        return _page(team_id, request.form, wrong.fields), 422
    sealed = parts.vault.seal(sent["address"])
    actions_chat.set_up(
        here.db(), here.me(), team_id, sent["product"], sealed, host, sent["language"]
    )
    flash(gettext("Kept. You can change it at any time."))
    return _back(team_id)


def _remove(team_id: int | None) -> Response:
    actions_chat.take_away(here.db(), here.me(), team_id)
    flash(gettext("Nothing is told there any more."))
    return _back(team_id)


def _back(team_id: int | None) -> Response:
    if team_id is None:
        return redirect(url_for(".of_all"), code=303)
    return redirect(url_for(".of_team", team_id=team_id), code=303)


def _page(
    team_id: int | None, typed: Mapping[str, str], errors: dict[str, list[str]] | None = None
) -> str:
    db, me = here.db(), here.me()
    chat = reads_chat.chat(db, me, team_id)
    team = reads_pace.rhythm(db, me, team_id) if team_id is not None else None
    return render_template(
        "chat/page.html",
        chat=chat,
        team=team,
        may_choose=me.is_administrator or (team is not None and team.is_lead),
        typed=typed,
        errors=errors,
    )
