"""Placements as rows: append-only, the latest of a person on a skill counts."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Wish(IntEnum):
    """How much I wish to grow in a skill now."""

    NOT_NOW = 0
    A_LITTLE = 1
    YES = 2
    VERY_MUCH = 3


@dataclass(frozen=True, slots=True)
class Placement:
    """What somebody said of themselves about a skill; `level` None is: not placed."""

    id: int
    person_id: int
    skill_id: int
    skill_version_id: int
    level: int | None
    wish: int
    is_glad_to_help: bool
    placed_at: datetime
