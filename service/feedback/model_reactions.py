"""What comes back for words: thanks, what will be done with them, a question and its answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WILL_DO = QUESTION = ANSWER = 300


class Helped(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the receiver gave back, for the receiver and the giver. Everything may be missing."""

    feedback_id: int
    thanked_at: datetime | None
    helped: Helped | None
    will_do: str | None
    question: str | None
    answer: str | None
    changed_at: datetime | None
    answered_at: datetime | None
    seen_at: datetime | None

    @property
    def says_something(self) -> bool:
        return bool(self.thanked_at or self.helped or self.will_do or self.question)


@dataclass(frozen=True, slots=True)
class InMotion:
    """Words of mine that set something in motion which I have not seen yet."""

    feedback_id: int
    receiver: str
    key: str | None
    title: str | None
    has_question: bool
    at: datetime

    @property
    def receiver_first(self) -> str:
        return self.receiver.split()[0]


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody to whom the receiver showed the words."""

    person_id: int
    name: str
    shared_at: datetime
