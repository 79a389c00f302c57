"""What a plan assumes, in words: for its form, and for two plans side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import get_decimal_symbol
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from service.budgets.model import BudgetLine
from service.budgets.model_plan import Assumed
from service.web.budgets.blueprint import KINDS, amount_typed, hours_typed, worth

LEVELS = _l("levels")
TIMES = _l("times")


@dataclass(frozen=True, slots=True)
class Assumption:
    """A field of the form: what it is called, why it is as it usually is, and its unit. Without a
    unit it is an amount of what the budget shares out."""

    name: str
    label: str
    why: str = ""
    unit: str | None = None


FIRST = (
    Assumption(
        "reserve",
        _l("Keep for the unforeseen"),
        _l("A part of what is free, for what nobody asked yet."),
        "%",
    ),
    Assumption(
        "floor",
        _l("First round: everyone who asked, up to"),
        _l("Usually eight tenths of what there is for each person."),
    ),
    Assumption(
        "cap",
        _l("At most per person"),
        _l("Usually three times what there is for each, or the dearest wish."),
    ),
)
MORE = (
    Assumption(
        "reach",
        _l("How far ahead a wish is aimed"),
        _l("One level on from wherever somebody stands, so that nobody counts as ahead or behind."),
        LEVELS,
    ),
    Assumption(
        "spread",
        _l("How unsure it is where somebody stands"),
        _l("Levels differ by about this much. It is the same for everybody: no plan knows where "
           "somebody stands."),
        LEVELS,
    ),
    Assumption(
        "less", _l("What counts less counts"), _l("For wishes that a talk put further back."), TIMES
    ),
    Assumption(
        "more", _l("What counts more counts"), _l("For wishes that a talk put further ahead."),
        TIMES,
    ),
)  # fmt: skip
EFFECTS = tuple(Assumption(kind, label, unit=LEVELS) for kind, label in KINDS.items())
EVERY = (*FIRST, *MORE, *EFFECTS)


@dataclass(frozen=True, slots=True)
class Differing:
    """An assumption as the first and the second of two plans have it."""

    label: str
    values: tuple[str, str]


def typed(assumed: Assumed, budget: BudgetLine) -> Mapping[str, str]:
    """Every assumption as its field shows it, by name, with the reader's decimal mark."""
    amounts = {name: _typed(getattr(assumed, name), budget) for name in ("floor", "cap")}
    numbers = {"reserve": assumed.reserve_percent, **assumed.effects} | {
        one.name: getattr(assumed, one.name) for one in MORE
    }
    return amounts | {name: _number(number) for name, number in numbers.items()}


def _typed(amount: int, budget: BudgetLine) -> str:
    return hours_typed(amount) if budget.is_of_hours else amount_typed(amount, budget.currency)


def differing(one: Assumed, other: Assumed, budget: BudgetLine) -> list[Differing]:
    """What two plans do not assume alike, with units."""
    values = [_told(assumed, budget) for assumed in (one, other)]
    return [
        Differing(each.label, (values[0][each.name], values[1][each.name]))
        for each in EVERY
        if values[0][each.name] != values[1][each.name]
    ]


def _told(assumed: Assumed, budget: BudgetLine) -> Mapping[str, str]:
    numbers = typed(assumed, budget)
    told = {one.name: f"{numbers[one.name]}\u00a0{one.unit}" for one in EVERY}
    return told | {name: worth(getattr(assumed, name), budget) for name in ("floor", "cap")}


def _number(number: float) -> str:
    return f"{number:g}".replace(".", get_decimal_symbol(get_locale()))
