"""What I am told of, and how often; and ending it by one click from a mail, without signing in."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.actor import System
from service.connections.secrets import WrongKey
from service.errors import Invalid, NotFound
from service.notices import actions, reads
from service.notices.model import Choice, Kind, MailChoice, Rhythm
from service.notices.schema import NoticesSent
from service.web import here
from service.web.sign_in import letters, open_to_strangers

bp = Blueprint("notices", __name__)
#: Of its own, as no token against forged forms can come with a click in a mail program.
by_mail = Blueprint("by_mail", __name__)
MAIL = System("ended by mail")
PREFIX = "unsubscribe "
KINDS = {
    Kind.ASKS: (
        _l("They ask for my eyes"),
        _l("A new ask, and once more before it ends; an invitation to a level dialogue."),
    ),
    Kind.WORDS: (
        _l("Words for me"),
        _l("That somebody left words or shows me theirs, never what they say."),
    ),
    Kind.THANKS: (_l("Thanks for me"), _l("That somebody thanked me, or my team.")),
    Kind.MOTION: (
        _l("What came back for words"),
        _l(
            "What mine set in motion, what was asked and answered about them, and the answer to a "
            "proposal for the catalogue."
        ),
    ),
    Kind.PROPOSALS: (_l("Shall Gezel ask them?"), _l("Where you decide whom Gezel asks.")),
    Kind.UNSEEN: (
        _l("Nobody has said a word"),
        _l("Work and helpers that you were there with, after two weeks."),
    ),
    Kind.REPORTS: (
        _l("Reports entrusted to me"),
        _l("Only for the two people who were chosen for that."),
    ),
    Kind.DEVELOPMENT: (
        _l("Money and time to grow"),
        _l("Advice and decisions that are asked of me, and what became of my own wishes."),
    ),
}
RHYTHMS = {
    Rhythm.DAILY: _l("Daily"),
    Rhythm.WEEKLY: _l("Weekly"),
    Rhythm.NEVER: _l("Never"),
}


@bp.get("/settings/notices")
def page() -> str:
    return _page(_as_typed(reads.choice(here.db(), here.me())))


@bp.post("/settings/notices")
def choose() -> Response | tuple[str, int]:
    try:
        sent = here.form(NoticesSent)
    except Invalid as wrong:
        return _page(request.form, wrong.fields), 422
    rhythms = {kind: sent[kind.value] for kind in Kind}
    mail = MailChoice(sent["weekly_on"], sent["signs_in"])
    actions.choose(here.db(), here.me(), rhythms, mail)
    flash(gettext("Kept. You can change it at any time."))
    return redirect(url_for(".page"), code=303)


@by_mail.get("/unsubscribe/<seal>")
@open_to_strangers
def ask(seal: str) -> str:
    """Looking ends nothing: scanners of mail look too."""
    _whose(seal)
    return render_template("notices/unsubscribe.html", seal=seal, is_done=False)


@by_mail.post("/unsubscribe/<seal>")
@open_to_strangers
def end(seal: str) -> str:
    """Also for mail programs, which post `List-Unsubscribe=One-Click` (RFC 8058)."""
    actions.unsubscribe(here.db(), MAIL, _whose(seal))
    return render_template("notices/unsubscribe.html", seal=seal, is_done=True)


def _whose(seal: str) -> int:
    """Whose mail it was; what we did not seal for this purpose is nobody's."""
    try:
        text = here.parts().vault.open(seal.encode())
    except WrongKey as wrong:
        raise NotFound from wrong
    if not text.startswith(PREFIX):
        raise NotFound
    return int(text.removeprefix(PREFIX))


def _as_typed(choice: Choice) -> dict[str, str]:
    kept = {kind.value: choice.rhythms[kind].value for kind in Kind}
    signs_in = "1" if choice.mail.signs_in else ""
    return kept | {"weekly_on": str(choice.mail.weekly_on), "signs_in": signs_in}


def _page(typed: Mapping[str, str], errors: dict[str, list[str]] | None = None) -> str:
    return render_template(
        "notices/page.html",
        kinds=KINDS,
        rhythms=RHYTHMS,
        by_mail=letters.can_be_sent(),
        typed=typed,
        errors=errors,
    )
