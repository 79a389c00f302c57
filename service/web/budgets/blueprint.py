"""The blueprint that these pages share, their words, and how amounts are written."""

from typing import Any
from uuid import uuid4

from babel.numbers import format_currency, format_decimal, get_decimal_symbol
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from service.budgets import money as amounts
from service.budgets.model import BudgetLine
from service.budgets.model_proofs import MOST_BYTES
from service.errors import Conflict, Invalid
from service.web import errors

bp = Blueprint("budgets", __name__)
NUMBER = "<int(max=9223372036854775807):"
BUDGET = f"/budgets/{NUMBER}budget_id>"
REQUEST = f"/requests/{NUMBER}request_id>"
PLAN = f"/plans/{NUMBER}plan_id>"
#: Names to choose from: all that an organisation has, so that nobody is cut off the list.
NAMES = 5000
#: A file and the few fields around it.
PROOF_LIMIT = (
    5 * MOST_BYTES
)  #: more than may be kept, so that what is too large is said at its field
KINDS = {
    "course": _l("Course"),
    "book": _l("Book"),
    "coaching": _l("Coaching"),
    "conference": _l("Conference"),
    "exam": _l("Exam"),
    "study_time": _l("Study time"),
    "peer_exchange": _l("Learning from a colleague elsewhere"),
}
WHOSE = {
    "organisation": _l("Of the organisation"),
    "team": _l("Of teams"),
    "person": _l("Of people"),
}
STATES = {
    "draft": _l("draft"),
    "advice": _l("advice is asked"),
    "pending": _l("waits for approval"),
    "question": _l("a question waits for an answer"),
    "committed": _l("reserved"),
    "purchased": _l("bought"),
    "completed": _l("completed"),
    "shared": _l("shared back"),
    "declined": _l("not this way"),
    "cancelled": _l("taken back"),
    "expired": _l("ended by itself"),
}
MODES = {
    "trust": (_l("Trust"), _l("Up to the limit at once; above it after advice.")),
    "advice": (_l("Advice"), _l("Whoever asks hears somebody affected and somebody who knows, "
                               "and then decides.")),
    "approve": (_l("Approval"), _l("A budget owner decides. Only where law or a funder demands "
                                   "it.")),
}  # fmt: skip
LEDGER = {
    "grant": _l("grant"),
    "reserve": _l("reserve"),
    "release": _l("release"),
    "spend": _l("spend"),
    "carry": _l("carried over"),
    "correct": _l("correction"),
}
CHANGES = {
    "name": _l("Name"),
    "mode": _l("How is decided on requests"),
    "demanded_by": _l("Which law or funder demands approval"),
    "trust_limit": _l("Limit of trust"),
    "trust_minutes": _l("Limit of trust in time"),
    "carry_years": _l("For how many years money may go over"),
    "may_go_below": _l("It may go below zero"),
    "owner": _l("Budget owner"),
}
PARTS = {"affected": _l("is affected"), "knows": _l("knows about it")}
SHARED_BY = {
    "talk": _l("A talk of ten minutes"),
    "page": _l("A page"),
    "pairing": _l("Doing it together with somebody"),
    "words": _l("These words"),
}


@bp.app_template_filter("money")
def money(minor: int, currency: str) -> str:
    """€ 1,250 or € 12.50, in the reader's form, with a space that does not break."""
    major = amounts.major(minor, currency)
    places = amounts.decimals(currency)
    is_whole = major == major.to_integral_value()
    form = "¤\u00a0#,##0" + ("" if is_whole or not places else "." + "0" * places)
    return format_currency(major, currency, form, locale=get_locale(), currency_digits=False)


@bp.app_template_filter("hours")
def hours(minutes: int) -> str:
    """7.5 hours, in the reader's form."""
    number = format_decimal(amounts.hours(minutes), locale=get_locale())
    many = 1 if minutes == 60 else 2
    return str(ngettext("%(number)s hour", "%(number)s hours", many, number=number))


@bp.app_template_filter("amount_typed")
def amount_typed(minor: int, currency: str) -> str:
    """An amount as a field shows it, with the reader's decimal mark."""
    typed = amounts.written(minor, amounts.decimals(currency))
    return typed.replace(".", get_decimal_symbol(get_locale()))


@bp.app_template_filter("setting")
def setting(value: str | None, what: str, currency: str) -> str:
    """A setting as it was or became, in words."""
    if value is None:
        return gettext("none")
    if what == "trust_limit":
        return money(int(value), currency)
    if what == "trust_minutes":
        return hours(int(value))
    if what == "mode":
        return str(MODES[value][0])
    if what == "may_go_below":
        return gettext("Yes") if value == "yes" else gettext("No")
    return value


@bp.app_template_filter("hours_typed")
def hours_typed(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}" if minutes % 60 else str(minutes // 60)


@bp.context_processor
def texts() -> dict[str, Any]:
    return {
        "KINDS": KINDS,
        "WHOSE": WHOSE,
        "STATES": STATES,
        "MODES": MODES,
        "LEDGER": LEDGER,
        "CHANGES": CHANGES,
        "PARTS": PARTS,
        "SHARED_BY": SHARED_BY,
        "new_key": uuid4,
    }


@bp.url_value_preprocessor
def take_in_files(endpoint: str | None, _: dict[str, Any] | None) -> None:
    """Two addresses take more than a form may be; known before anything reads the body."""
    if endpoint in ("budgets.prove", "budgets.purchase"):
        request.max_content_length = PROOF_LIMIT


def shown(template: str, wrong: Invalid | Conflict | None = None, **values: Any) -> str:
    """A page; after a mistake with what was typed, and which form it was typed in."""
    told: dict[str, Any] = {"errors": {}, "message": None, "typed": {}, "tried": None}
    if wrong is not None:
        told = {
            "errors": wrong.fields if isinstance(wrong, Invalid) else {},
            "message": errors.words(wrong),
            "typed": request.form,
            "tried": request.endpoint,
        }
    return render_template(f"budgets/{template}", **told | values)


def said(message: str, endpoint: str, **values: Any) -> Response:
    """Say what happened, and go on."""
    flash(message)
    return redirect(url_for(f".{endpoint}", **values), code=303)


def older(found: list[Any], size: int) -> Any:
    """The last of a page when there is more after it."""
    return found[size - 1] if len(found) > size else None


@bp.app_template_filter("as_options")
def as_options(named: list[Any]) -> list[tuple[int, str]]:
    """People or teams as the options of a list."""
    return [(one.id, one.name) for one in named]


@bp.app_template_filter("worth")
def worth(amount: int, budget: BudgetLine) -> str:
    """An amount of what a budget shares out: money, or hours where these are all there is."""
    return hours(amount) if budget.is_of_hours else money(amount, budget.currency)


@bp.app_template_filter("step")
def step(levels: float) -> str:
    """An expected step, to a tenth of a level: more would look surer than it is."""
    return format_decimal(round(levels, 1), "0.0", locale=get_locale())
