"""What co-workers at the demo organisation write to each other, chosen from fixed texts."""

from collections import Counter
from random import Random
from typing import Any

from service.demo.organisation import Colleague, texts
from service.feedback.model import Answers, Closeness, Seen
from service.feedback.readers import Readers

NOISE = (-1, 0, 0, 0, 0, 1)
#: What can be seen in any work, whatever the rules link it to.
ANYWHERE = ("facilitating", "framing-the-problem", "mentoring", "reviewing", "writing-for-others")


class Pen:
    """Chooses words, and none twice for one receiver while there are others."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._used: Counter[tuple[str, str]] = Counter()

    def answers(
        self,
        giver: Colleague,
        receiver: Colleague,
        skills: list[tuple[str, int]],
        share: float,
        reason: str,
    ) -> Answers:
        """What the giver says of the receiver's work, `share` of the way through the months."""
        closeness = Closeness.TOGETHER if reason in ("assignee", "mover") else Closeness.PARTS
        if not skills or self._dice.random() < 0.12:
            return Answers(closeness, effect=self._thanks(giver, receiver), readers=self._readers())
        slug, skill_id = skills[0]
        level = self._level(receiver, slug, share)
        words = self._words(slug, level, giver, receiver)
        seen = [Seen(skill_id, level, self._dice.random() < 0.12)]
        seen += [Seen(other, self._also(receiver, name, share)) for name, other in skills[1:4]]
        return Answers(
            closeness, tuple(seen), words["moment"], words["effect"], words["step"], self._readers()
        )

    def _level(self, receiver: Colleague, slug: str, share: float) -> int:
        return min(5, max(2, receiver.level(slug, share) + self._dice.choice(NOISE)))

    def _also(self, receiver: Colleague, slug: str, share: float) -> int | None:
        return None if self._dice.random() < 0.3 else self._level(receiver, slug, share)

    def _words(self, slug: str, level: int, giver: Colleague, receiver: Colleague) -> Any:
        known = texts("words")["words"][slug][level]
        own = known["nl"] if giver.language == "nl" else []
        return self._least_used([*own, *known["en"]], receiver, lambda words: words["moment"])

    def _thanks(self, giver: Colleague, receiver: Colleague) -> str:
        return str(self._least_used(texts("words")["thanks"][giver.language], receiver, str))

    def _least_used(self, choices: list[Any], receiver: Colleague, name: Any) -> Any:
        start = self._dice.random()
        ranked = sorted(
            enumerate(choices),
            key=lambda one: (self._used[receiver.key, name(one[1])], (one[0] + start) % 1),
        )
        chosen = ranked[0][1]
        self._used[receiver.key, name(chosen)] += 1
        return chosen

    def _readers(self) -> Readers:
        return self._dice.choices((Readers.TWO, Readers.TEAM, Readers.WALL), (7, 2, 1))[0]


def to_try(skill: str, language: str, dice: Random) -> str:
    """What somebody with this focus sets out to try."""
    return str(dice.choice(texts("words")["steps_to_try"][skill][language]))
