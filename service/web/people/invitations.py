"""Inviting, singly or from a list. A link is shown once, to copy, and mailed where that works."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.errors import Invalid
from service.people import actions, actions_links, actions_roster, reads
from service.people.model import Invited, Plan
from service.people.roster import MOST_LINES
from service.people.schema import InviteSent, RosterSent
from service.web import here
from service.web.people.blueprint import bp, shown
from service.web.sign_in import letters

PLANS = {
    Plan.INVITE: _l("is invited"),
    Plan.JOIN: _l("is added to the team"),
    Plan.NOTHING: _l("is already here; nothing changes"),
    Plan.NO_NAME: _l("There is no name."),
    Plan.NO_EMAIL: _l("There is no e-mail address, like name@example.org."),
    Plan.TOO_LONG: _l("A name or address is too long."),
    Plan.TWICE: _l("This stands in the list twice."),
    Plan.LEFT: _l("Has left. If they are back, say so on their own page."),
}


@bp.get("/people/invite")
def invitation() -> str:
    return _invitation()


@bp.post("/people/invite")
def invite() -> str | tuple[str, int]:
    """Answers with the link itself, since it cannot be shown again."""
    try:
        sent = here.form(InviteSent)
        with here.db().transaction():
            person, token = actions.invite(
                here.db(), here.me(), **sent, language=here.person().language
            )
            letters.send_invitation(person, token)
    except Invalid as wrong:
        return _invitation(wrong), 422
    return _links([Invited(person, token)])


@bp.post("/people/<int:person_id>/link")
def new_link(person_id: int) -> str | Response:
    """The link itself; but one that lets somebody's own words be read goes only to their mail."""
    with here.db().transaction():
        person, token = actions_links.new_link(here.db(), here.me(), person_id)
        if person.welcomed_at:
            letters.send_reset(person, token)
        else:
            letters.send_invitation(person, token)
    if person.welcomed_at and letters.can_be_sent():
        flash(gettext("A link for a new password is on its way to %(name)s.", name=person.name))
        return redirect(url_for("people.person", person_id=person_id), 303)
    return _links([Invited(person, token)])


@bp.get("/people/import")
def roster() -> str:
    return _roster("")


@bp.post("/people/import/preview")
def preview() -> str | tuple[str, int]:
    """What would happen, line by line; nothing happens yet."""
    try:
        text = _sent_text()
    except Invalid as wrong:
        return _roster(request.form.get("text", ""), wrong), 422
    return _preview(text)


@bp.post("/people/import")
def bring_in() -> str | tuple[str, int]:
    text = _sent_text()
    try:
        with here.db().transaction():
            invited, lines = actions_roster.bring_in(
                here.db(), here.me(), text, here.person().language
            )
            for one in invited:
                letters.send_invitation(one.person, one.token)
    except Invalid as wrong:
        return _roster(text, wrong), 422
    return _links(invited, [line for line in lines if line.is_problem])


def _preview(text: str) -> str | tuple[str, int]:
    try:
        lines = actions_roster.preview(here.db(), here.me(), text)
    except Invalid as wrong:
        return _roster(text, wrong), 422
    return shown("people/preview.html", lines=lines, text=text, PLANS=PLANS)


def _sent_text() -> str:
    """The chosen file, if there is one, else what was pasted."""
    file = request.files.get("file")
    content = file.read() if file else b""
    text = _decoded(content) if content else here.form(RosterSent)["text"]
    if not text:
        raise Invalid(fields={"text": [gettext("Choose a file, or paste a list.")]})
    return str(text).replace("\x00", "")


def _decoded(content: bytes) -> str:
    """Spreadsheets write UTF-8, or what Windows used before."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _invitation(wrong: Invalid | None = None) -> str:
    return shown(
        "people/invite.html",
        wrong,
        teams=reads.teams(here.db(), here.me()),
        by_mail=letters.can_be_sent(),
    )


def _roster(text: str, wrong: Invalid | None = None) -> str:
    reads.teams(here.db(), here.me())
    return shown("people/import.html", wrong, text=text, most=MOST_LINES)


def _links(invited: list[Invited], left_out: list[object] | None = None) -> str:
    return shown(
        "people/links.html",
        invited=[(one.person, letters.address_of(one.token)) for one in invited],
        left_out=left_out or [],
        by_mail=letters.can_be_sent(),
        PLANS=PLANS,
    )
