"""The catalogue as CSV: one text a line, English and Dutch beside each other.

A text that a spreadsheet would take for a formula gets an apostrophe before it, which reading
takes away again.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from service.skills import schema_problems as problems
from service.skills.catalogue_files import BrokenFile, Located, Path, Problem, checked
from service.skills.model_words import LEVELS, Words, WrittenArea, WrittenSkill

HEADINGS = ("area", "skill", "level", "what", "en", "nl")
NAME, SUMMARY, SIGNAL, EXAMPLE, ARCHIVED = "name", "summary", "signal", "example", "archived"
LISTS = {SIGNAL: "signals", EXAMPLE: "examples"}
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
SHIELDED = re.compile(r"'+[=+\-@＝＋－＠\t\r]")
DELIMITERS = ",;\t"

Row = tuple[str, str, str, str, str, str]


def written(areas: list[WrittenArea]) -> str:
    """The catalogue as a file: the same catalogue always as the same text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for area in areas:
        writer.writerow(_row(area.slug, "", "", NAME, area.name))
        for skill in area.skills:
            writer.writerows(_rows(area.slug, skill))
    return out.getvalue()


def _rows(area: str, skill: WrittenSkill) -> Iterator[Row]:
    yield _row(area, skill.slug, "", NAME, skill.words.name)
    yield _row(area, skill.slug, "", SUMMARY, skill.words.summary)
    if skill.is_archived:
        yield _row(area, skill.slug, "", ARCHIVED, Words("yes", "ja"))
    for number, level in enumerate(skill.words.levels, start=1):
        yield _row(area, skill.slug, str(number), SUMMARY, level.summary)
        for what, lines in ((SIGNAL, level.signals), (EXAMPLE, level.examples)):
            for en, nl in zip(lines.en, lines.nl, strict=True):
                yield _row(area, skill.slug, str(number), what, Words(en, nl))


def _row(area: str, skill: str, level: str, what: str, words: Words) -> Row:
    return area, skill, level, what, _shielded(words.en), _shielded(words.nl)


def _shielded(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if SHIELDED.match(text) else text


def read(text: str) -> list[WrittenArea]:
    """The catalogue in this text, or BrokenFile. Comma, semicolon or tab may part the columns."""
    reading = _Reading()
    for line, cells in _lines(text):
        reading.take(line, cells)
    if reading.problems:
        raise BrokenFile(reading.problems)
    return checked(Located({"areas": reading.areas}, reading.lines))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that says something, with its number, after a first one that names the columns."""
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    if not first.strip():
        raise BrokenFile([Problem(1, problems.NO_HEADINGS)])
    try:
        for place, cells in enumerate(reader):
            if place == 0 and tuple(cell.strip().lower() for cell in cells) != HEADINGS:
                raise BrokenFile([Problem(1, problems.NO_HEADINGS)])
            if place and any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as wrong:
        raise BrokenFile([Problem(begins, problems.NOT_CSV)]) from wrong


class _Reading:
    """Gathers lines into areas and skills, in the order in which each is first named."""

    def __init__(self) -> None:
        self.areas: list[dict[str, Any]] = []
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._places: dict[tuple[str, ...], Path] = {}

    def take(self, line: int, cells: list[str]) -> None:
        if len(cells) != len(HEADINGS):
            self._wrong(line, problems.NOT_A_ROW)
            return
        area, skill, level, what = (cell.strip() for cell in cells[:4])
        words = {"en": _bare(cells[4]), "nl": _bare(cells[5])}
        if not area:
            self._wrong(line, problems.NO_AREA)
        elif level and (not skill or level not in map(str, range(1, LEVELS + 1))):
            self._wrong(line, problems.NOT_A_LEVEL)
        else:
            self._keep(line, self._part(line, area, skill, level), what.lower(), words)

    def _wrong(self, line: int, message: str) -> None:
        self.problems.append(Problem(line, message))

    def _part(self, line: int, area: str, skill: str, level: str) -> tuple[Path, dict[str, Any]]:
        """Where this line belongs: an area, a skill or a level, made if it is not there yet."""
        path, content = self._in(line, ("areas",), self.areas, area)
        if skill:
            inner = (*path, "skills")
            path, content = self._in(line, inner, content.setdefault("skills", []), skill)
            levels = content.setdefault("levels", [{} for _ in range(LEVELS)])
            if level:
                place = int(level) - 1
                path, content = (*path, "levels", place), levels[place]
                self.lines.setdefault(path, line)
        return path, content

    def _in(
        self, line: int, path: Path, parts: list[dict[str, Any]], slug: str
    ) -> tuple[Path, dict[str, Any]]:
        place = next((i for i, part in enumerate(parts) if part["slug"] == slug), len(parts))
        if place == len(parts):
            parts.append({"slug": slug})
            self.lines[*path, place] = line
        return (*path, place), parts[place]

    def _keep(
        self, line: int, part: tuple[Path, dict[str, Any]], what: str, words: dict[str, str]
    ) -> None:
        path, content = part
        depth = path[-2]  # areas, skills or levels
        if what in LISTS and depth == "levels":
            self._append(line, (*path, LISTS[what]), content, words)
        elif what == ARCHIVED and depth == "skills":
            content["archived"] = words["en"]
            self.lines[*path, "archived"] = line
        elif (what == SUMMARY and depth != "areas") or (what == NAME and depth != "levels"):
            if what in content:
                self._wrong(line, problems.TWICE)
            content[what] = words
            self.lines[*path, what] = line
        else:
            self._wrong(line, problems.NOT_A_KIND)

    def _append(
        self, line: int, path: Path, content: dict[str, Any], words: dict[str, str]
    ) -> None:
        lists = content.setdefault(str(path[-1]), {"en": [], "nl": []})
        for language, text in words.items():
            self.lines[*path, language, len(lists[language])] = line
            lists[language].append(text)
        self.lines.setdefault(path, line)
