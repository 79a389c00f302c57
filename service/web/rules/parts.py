"""The conditions of a rule as the editor shows them and a form sends them back. Pure.

A form is flat, so each part sends four fields in the order of reading: how deep it stands, what it
is, and of a condition also the field and the values as typed.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.skills.rules_tree import AllOf, AnyOf, Is, Json, Node, Not

GROUPS = ("all", "any", "none", "notall")
CONDITIONS = ("is", "isnot")
MOST_PARTS = 200
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A group of parts, or one condition with its values as typed."""

    kind: str
    field: str = ""
    typed: str = ""
    parts: tuple["Part", ...] = ()

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPS


CONDITION = Part("is", "project")
EMPTY = Part("all", parts=(CONDITION,))
GROUP = Part("any", parts=(CONDITION,))


def part_of(node: Node) -> Part:
    """A tree as parts; "not" is said within what it denies."""
    match node:
        case Not(Not(inner)):
            return part_of(inner)
        case Not(inner):
            part = part_of(inner)
            denied = {"all": "notall", "any": "none", "is": "isnot"}
            return replace(part, kind=denied[part.kind])
        case AllOf(nodes):
            return Part("all", parts=tuple(map(part_of, nodes)))
        case AnyOf(nodes):
            return Part("any", parts=tuple(map(part_of, nodes)))
        case Is(field, values):
            return Part("is", str(field), as_typed(values))


def whole(node: Node) -> Part:
    """The parts of a whole rule, which the editor always shows as a group."""
    part = part_of(node)
    return part if part.is_group else Part("all", parts=(part,))


def as_json(part: Part) -> Json:
    """What the schema is to judge."""
    inner = [as_json(one) for one in part.parts]
    match part.kind:
        case "all" | "any":
            return {part.kind: inner}
        case "none":
            return {"not": {"any": inner}}
        case "notall":
            return {"not": {"all": inner}}
        case "isnot":
            return {"not": {"field": part.field, "is": values_in(part.typed)}}
        case _:
            return {"field": part.field, "is": values_in(part.typed)}


def values_in(typed: str) -> list[str]:
    """Values with commas between them; one that holds a comma stands in quotation marks."""
    line = " ".join(typed.split())
    try:
        return next(csv.reader(io.StringIO(line), skipinitialspace=True), [])
    except csv.Error:  # longer than it reads, and so longer than any value may be
        return [line]


def as_typed(values: Sequence[str]) -> str:
    return ", ".join(
        '"' + value.replace('"', '""') + '"' if set(value) & set(',"') else value
        for value in values
    )


def sent(form: Mapping[str, list[str]]) -> Part | None:
    """The parts that a form sent; None when they do not fit together."""
    columns = [form.get(name, []) for name in ("depth", "kind", "field", "values")]
    if len({len(column) for column in columns}) != 1 or len(columns[0]) > MOST_PARTS:
        return None
    rows = list(zip(*columns, strict=True))
    if not rows or not all(_is_row(*row) for row in rows):
        return None
    read, rest = _read(rows, 0)
    return read if read is not None and read.is_group and rest == len(rows) else None


def _is_row(depth: str, kind: str, _field: str, _values: str) -> bool:
    return depth.isascii() and depth.isdigit() and len(depth) < 3 and kind in GROUPS + CONDITIONS


def _read(rows: Sequence[tuple[str, ...]], at: int) -> tuple[Part | None, int]:
    """The part that begins at a row, with all that is deeper below, and where the next begins."""
    depth, kind, field, typed = rows[at]
    part, at = Part(kind, field, typed), at + 1
    inner = []
    while part.is_group and at < len(rows) and int(rows[at][0]) == int(depth) + 1:
        one, at = _read(rows, at)
        if one is None:
            return None, at
        inner.append(one)
    return replace(part, parts=tuple(inner)), at


def changed(part: Part, do: str) -> tuple[Part, str]:
    """The parts after a button, "condition 0.1" or "remove 2", and the place to go on from."""
    verb, _, told = do.partition(" ")
    place = tuple(int(step) for step in told.split(".") if step.isascii() and step.isdigit())
    target = _at(part, place)
    if target is None:
        return part, ""
    if verb == "remove" and place:
        return _with(part, place, None), "add" + _name(place[:-1])
    if verb in ("condition", "group") and target.is_group:
        new = CONDITION if verb == "condition" else GROUP
        grown = replace(target, parts=(*target.parts, new))
        inside = (*place, len(target.parts), *(() if verb == "condition" else (0,)))
        return _with(part, place, grown), "field" + _name(inside)
    return part, ""


def _name(place: Place) -> str:
    return "-" + ".".join(map(str, place))


def _at(part: Part, place: Place) -> Part | None:
    for step in place:
        if step >= len(part.parts):
            return None
        part = part.parts[step]
    return part


def _with(part: Part, place: Place, new: Part | None) -> Part:
    """The whole with another part in this place, or with none."""
    if not place:
        return new or part
    step, rest = place[0], place[1:]
    kept = new if not rest else _with(part.parts[step], rest, new)
    middle = () if kept is None else (kept,)
    return replace(part, parts=(*part.parts[:step], *middle, *part.parts[step + 1 :]))


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with its place, "0.1", and how deep it stands."""

    part: Part
    place: str
    depth: int
    inner: tuple["Shown", ...]


def shown(part: Part, place: Place = ()) -> Shown:
    inner = tuple(shown(one, (*place, number)) for number, one in enumerate(part.parts))
    return Shown(part, ".".join(map(str, place)), len(place), inner)
