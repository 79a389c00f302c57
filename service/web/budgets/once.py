"""Forms that make something count once, however often they are sent."""

from collections.abc import Callable

from flask import flash
from flask_babel import gettext

from service.budgets import actions_once
from service.budgets.schema import KeySent
from service.web import here


def once(make: Callable[[], int | None]) -> int | None:
    """What the form that was sent makes, or made when it was sent before; the id of that."""
    key = here.form(KeySent)["key"]
    if key is None:
        return make()
    made = actions_once.once(here.db(), here.me(), key, make)
    if not made.is_new:
        flash(gettext("This form came twice and counts once. For another, open the page anew."))
    return made.id
