"""A table about me as its page shows it: values in the words and the forms of the reader."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _l

from service.skills.model import Skill
from service.web.budgets.blueprint import hours, money
from service.web.language import chosen_language
from service.web.mine import codes
from service.web.mine.columns import BY_LANGUAGE, COLUMNS, LONG, Column, Kind
from service.web.texts import LEVELS, SEEN, WEEKDAYS, WISHES, day, moment

Row = Mapping[str, Any]
NOTHING = "–"
NARROW = 5  #: columns of a table that fits
FOLDED = 400  #: characters
CHOICES = re.compile(r"closeness|skills|readers|(seen|more)-")
#: What says something by not being there.
ABSENT = {
    ("levels", "level"): _l("not enough yet"),
    ("placements", "level"): _l("not placed"),
    ("seen", "seen"): _l("could not see"),
    ("said", "seen"): _l("could not see"),
    ("request_steps", "name"): _l("title kept private"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What skills and areas are called, by their slugs, in the language of the reader."""

    skills: Mapping[str, str]
    areas: Mapping[str, str]

    @classmethod
    def of(cls, catalogue: list[Skill]) -> "Names":
        language = chosen_language()
        return cls(
            {skill.slug: skill.name(language) for skill in catalogue},
            {skill.area_slug: skill.area(language) for skill in catalogue},
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in words; `slug` leads to the page of a skill."""

    column: Column
    text: str
    slug: str | None = None

    @property
    def is_long(self) -> bool:
        return self.column.kind in LONG

    @property
    def is_short(self) -> bool:
        """Does it never need a second line?"""
        return self.column.kind in (Kind.DAY, Kind.MOMENT)

    @property
    def is_folded(self) -> bool:
        return self.column.kind is Kind.TYPED and len(self.text) > FOLDED


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under heads. Where people wrote much, each row reads better as a list."""

    name: str
    heads: list[Any]
    rows: list[list[Cell]]
    has_more: bool

    @property
    def is_wide(self) -> bool:
        has_texts = any(cell.is_long for row in self.rows for cell in row)
        return has_texts or len(self.heads) > NARROW


def table(name: str, rows: list[Row], most: int, names: Names) -> Table:
    """At most so many of these rows; without columns in which nothing stands."""
    shown = rows[:most]
    columns = [key for key in (shown[0] if shown else ()) if _is_shown(name, key, shown)]
    return Table(
        name,
        [COLUMNS[key].head for key in columns],
        [[_cell(name, key, row, names) for key in columns] for row in shown],
        len(rows) > most,
    )


def _is_shown(name: str, key: str, rows: list[Row]) -> bool:
    if COLUMNS[key].kind is Kind.HIDDEN or key == BY_LANGUAGE[chosen_language()]:
        return False
    return (name, key) in ABSENT or any(row[key] not in (None, "") for row in rows)


def _cell(table: str, key: str, row: Row, names: Names) -> Cell:
    column, value = COLUMNS[key], row[key]
    if value is None or value == "":
        return Cell(column, str(ABSENT.get((table, key), NOTHING)))
    if column.kind is Kind.SKILL:
        return Cell(column, names.skills.get(value, value), value)
    if column.kind is Kind.CODE or (table, key) in codes.CODES:
        return Cell(Column(column.head, Kind.CODE), codes.words(table, key, value, row))
    return Cell(column, _read(column.kind, value, row, names))


def _read(kind: Kind, value: Any, row: Row, names: Names) -> str:
    if kind is Kind.MONEY:
        return money(value, row["currency"])
    if kind is Kind.AREA:
        return names.areas.get(value, value)
    return str(READ[kind](value)) if kind in READ else str(value)


def _level(value: float) -> str:
    return str(LEVELS[value]) if isinstance(value, int) else _tenths(value)


def _tenths(value: float) -> str:
    return str(format_decimal(round(value, 1), "0.0"))


def _weekdays(value: int | list[int]) -> str:
    days = value if isinstance(value, list) else [value]
    return ", ".join(str(WEEKDAYS[one]) for one in days) or NOTHING


def _typed(value: Mapping[str, Any]) -> str:
    """The words of a form, without its choices."""
    texts = [typed for key, typed in value.items() if not CHOICES.match(key)]
    flat = [one for typed in texts for one in (typed if isinstance(typed, list) else [typed])]
    return "\n".join(one.strip() for one in flat if one.strip()) or NOTHING


READ: Mapping[Kind, Callable[[Any], str]] = {
    Kind.DAY: lambda value: day(value, True),
    Kind.MOMENT: moment,
    Kind.YES: lambda value: gettext("Yes") if value else gettext("No"),
    Kind.LEVEL: _level,
    Kind.SEEN: lambda value: str(SEEN[value]),
    Kind.WISH: lambda value: str(WISHES[value]),
    Kind.TENTHS: _tenths,
    Kind.HOUR: lambda value: f"{value:02d}:00",
    Kind.WEEKDAY: _weekdays,
    Kind.MINUTES: hours,
    Kind.TYPED: _typed,
}
