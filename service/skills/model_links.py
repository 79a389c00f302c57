"""Links as somebody sees them who did the work: why, and what they said."""

from dataclasses import dataclass
from enum import StrEnum

from service.skills.rules_tree import Node


class Source(StrEnum):
    """Who says that a piece of work practised a skill."""

    RULE = "rule"
    SUGGESTION = "suggestion"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class MyLink:
    """A skill of my work. `source` is None for a suggestion that I refused.

    `is_mine` is my own answer, None while I have not said anything. `words` are what a suggestion
    rests on, `confidence` is how often such ones were right, None while too few were answered.
    `added_by` is who took it over or added it.
    """

    work_item_id: int
    skill_id: int
    slug: str
    name_en: str
    name_nl: str
    source: Source | None
    is_mine: bool | None
    rule: Node | None = None
    added_by: str | None = None
    is_added_by_me: bool = False
    words: tuple[str, ...] = ()
    confidence: float | None = None

    def name(self, language: str) -> str:
        return self.name_nl if language == "nl" else self.name_en

    @property
    def stands(self) -> bool:
        """Whether it counts for me: a rule's unless I refused, another only when I confirmed."""
        return self.is_mine is not False if self.source == Source.RULE else self.is_mine is True

    @property
    def is_suggested(self) -> bool:
        """A suggestion that nobody answered yet, or whose link is somebody else's so far."""
        return self.is_mine is None and self.source != Source.RULE
