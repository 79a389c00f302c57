"""What nobody has said a word about yet."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Unseen:
    """A colleague and a piece of work that both of us had a part in.

    `may_say`: they let themselves be told without asking.
    """

    work_item_id: int
    key: str | None
    title: str | None
    done_at: datetime
    person_id: int
    name: str
    may_say: bool

    @property
    def first_name(self) -> str:
        return self.name.split()[0]
