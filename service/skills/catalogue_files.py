"""The catalogue as a file: what is wrong with one, and where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from service.errors import Invalid
from service.skills.model_words import WrittenArea
from service.skills.schema_catalogue import CataloguePart

Path = tuple[str | int, ...]
MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line of a file (1 is the first, 0 the whole); `message` is translated."""

    line: int
    message: str
    where: str = ""


class BrokenFile(Invalid):
    """This file cannot be taken in as it is. Nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = sorted(problems, key=lambda one: one.line)[:MOST_PROBLEMS]


@dataclass(frozen=True, slots=True)
class Located:
    """What a file holds, still unchecked, and the line on which each part of it begins."""

    content: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of this part, or of the nearest one around it that is there."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def checked(located: Located) -> list[WrittenArea]:
    """The catalogue that a file holds, or BrokenFile with every problem found."""
    try:
        found: list[WrittenArea] = CataloguePart().load(located.content)
    except ValidationError as wrong:
        raise BrokenFile(
            [
                Problem(located.line(path), message, _named(path))
                for path, message in messages(wrong.messages)
            ]
        ) from wrong
    return found


def messages(errors: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Marshmallow's nested messages, each with the path to its field."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            yield from messages(inner, path if name == "_schema" else (*path, name))
    elif isinstance(errors, list):
        for message in errors:
            yield from messages(message, path)
    else:
        yield path, str(errors)


def _named(path: Path) -> str:
    """The names on the way, without the places: skills levels summary nl."""
    return " ".join(part for part in path if isinstance(part, str) and part != "areas")
