"""Gentle hints beside what is typed, worked out here on the own server. They never block."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from service.feedback.hints import hints
from service.feedback.patterns import Hint
from service.web import here

bp = Blueprint("hints", __name__)
#: The fields in which people write about people.
FIELDS = ("moment", "effect", "step", "purpose", "will_do")
LONGEST = 2000
SAID = {
    Hint.ALWAYS: _l("“%(words)s” is hard to act on. What happened here?"),
    Hint.PERSON: _l("“%(words)s” says what somebody is. What did they do?"),
    Hint.COMPARISON: _l("“%(words)s” compares people. What did you see in this work?"),
    Hint.EMPTY: _l("“%(words)s” is kind. What was it that helped?"),
}


@bp.post("/hints")
def show() -> str:
    """The hints of a form as it is now, for the script of the page; nothing is kept."""
    here.me()
    return render_template("feedback/hints.html", hints=about(request.form))


def about(typed: Mapping[str, str] | MultiDict[str, str]) -> dict[str, list[str]]:
    """Sentences for each field of a form that has hints."""
    found = {field: hints(typed.get(field, "")[:LONGEST]) for field in FIELDS if field in typed}
    return {
        field: [str(SAID[one.hint] % {"words": one.words}) for one in of_field]
        for field, of_field in found.items()
        if of_field
    }
