"""How mail goes, for administrators: what could not be sent, and a try."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.actor import must_administer
from service.notices import actions, reads
from service.notices.model import State
from service.web import here
from service.web.sign_in import letters

bp = Blueprint("post", __name__)
LETTER = "/mail/<int(max=9223372036854775807):letter_id>"
STATES = {
    State.WAITING: _l("is tried again"),
    State.SENDING: _l("on its way"),
    State.FAILED: _l("not sent"),
    State.UNSURE: _l("may have arrived"),
}


@bp.get("/mail")
def page() -> str:
    return render_template(
        "post/page.html",
        troubles=reads.troubles(here.db(), here.me()),
        by_mail=letters.can_be_sent(),
        sender=here.parts().settings.mail_from,
        states=STATES,
    )


@bp.post("/mail/test")
def test() -> Response:
    must_administer(here.me())
    if letters.can_be_sent():
        with here.db().transaction():
            letters.send_test(here.person())
        flash(gettext("On its way to %(address)s.", address=here.person().email))
    return redirect(url_for(".page"), code=303)


@bp.post(f"{LETTER}/again")
def again(letter_id: int) -> Response:
    actions.try_again(here.db(), here.me(), letter_id)
    flash(gettext("It is sent again."))
    return redirect(url_for(".page"), code=303)


@bp.post(f"{LETTER}/let-go")
def let_go(letter_id: int) -> Response:
    actions.let_go(here.db(), here.me(), letter_id)
    flash(gettext("Let be. All that it tells stands in Gezel."))
    return redirect(url_for(".page"), code=303)
