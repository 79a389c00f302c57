"""Pick to learn: open work, its skills, and who would practise or help there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    """What I would like in a piece of open work, for one skill."""

    PRACTISE = "practise"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Open work that I may see; `is_mine` when I have a part in it."""

    id: int
    key: str | None
    title: str | None
    project_name: str | None
    status: str | None
    updated_at: datetime
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """A skill of open work, who would like to practise it there, and who is glad to help."""

    work_item_id: int
    skill_id: int
    slug: str
    name_en: str
    name_nl: str
    practise: Sequence[str]  #: names of others
    help: Sequence[str]
    mine: Part | None

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en
