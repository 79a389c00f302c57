"""A list of people as CSV: name, e-mail, team. Reads what spreadsheets write."""

import csv
import io
import re
from collections.abc import Iterator

from service.people.errors import NotAList, TooManyLines
from service.people.model import (
    EMAIL,
    LONGEST_EMAIL,
    LONGEST_NAME,
    PersonLine,
    Plan,
    PlannedLine,
    RosterLine,
)

MOST_LINES = 500
HEADINGS = {
    "name": "name", "naam": "name",
    "email": "email", "e-mail": "email", "mail": "email", "e-mailadres": "email",
    "team": "team", "teams": "team",
}  # fmt: skip
ORDER = ("name", "email", "team")


def parse(text: str) -> list[RosterLine]:
    """The lines of a list that hold anything; a first line of headings may change the order."""
    rows = list(_rows(text))
    if len(rows) > MOST_LINES + 1:
        raise TooManyLines
    headings = _headings(rows[0][1]) if rows else None
    lines = [_line(number, cells, headings or ORDER) for number, cells in rows[bool(headings) :]]
    if len(lines) > MOST_LINES:
        raise TooManyLines
    return lines


def plan(lines: list[RosterLine], known: dict[str, PersonLine]) -> list[PlannedLine]:
    """What becomes of each line, given who is here by e-mail address."""
    seen: set[tuple[str, str]] = set()
    planned = []
    for line in lines:
        mark = (line.email, line.team.lower())
        verdict = Plan.TWICE if mark in seen else _verdict(line, known, seen)
        if verdict not in (Plan.NO_NAME, Plan.NO_EMAIL, Plan.TOO_LONG):
            seen.add(mark)
        planned.append(PlannedLine(line.number, line.name, line.email, line.team, verdict))
    return planned


def _verdict(line: RosterLine, known: dict[str, PersonLine], seen: set[tuple[str, str]]) -> Plan:
    if not re.fullmatch(EMAIL, line.email):
        return Plan.NO_EMAIL
    if max(len(line.name), len(line.team)) > LONGEST_NAME or len(line.email) > LONGEST_EMAIL:
        return Plan.TOO_LONG
    person = known.get(line.email)
    if person is None:
        if any(email == line.email for email, _ in seen):
            return Plan.JOIN if line.team else Plan.TWICE
        return Plan.INVITE if line.name else Plan.NO_NAME
    if person.left_at:
        return Plan.LEFT
    teams = {team.lower() for team in person.teams}
    return Plan.JOIN if line.team and line.team.lower() not in teams else Plan.NOTHING


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows with anything in them, spaces made plain."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), skipinitialspace=True)
    try:
        for cells in reader:
            tidy = [" ".join(cell.split()) for cell in cells]
            if any(tidy):
                yield reader.line_num, tidy
    except csv.Error as wrong:
        raise NotAList from wrong


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _headings(cells: list[str]) -> tuple[str, ...] | None:
    """The order of the columns, if this row names them."""
    names = tuple(HEADINGS.get(cell.lower(), "") for cell in cells)
    return names if "name" in names and "email" in names else None


def _line(number: int, cells: list[str], order: tuple[str, ...]) -> RosterLine:
    found = dict(zip(order, cells, strict=False))
    return RosterLine(
        number, found.get("name", ""), found.get("email", "").lower(), found.get("team", "")
    )
