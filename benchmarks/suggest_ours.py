"""Our suggestions, with all limits of the product, over counts in memory instead of in tables.

Each issue is heard, and then answered the way a contributor would: what was suggested is confirmed
or refused, and what was missing is added. The figures of the ranking look at the first three skills
whether or not they are sure enough to be shown; calibration looks at what is shown.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.suggest_data import Labelled, Project
from service.skills import suggestions, terms
from service.skills.suggestions import Learnt
from service.skills.terms import KNOWN_FROM, LONGEST_TEXT, Key, Term

KEY = Key.of("a secret of a benchmark, which keeps nothing")


@dataclass(slots=True)
class Memory:
    """What the tables `term`, `vocabulary`, `skill_term`, `skill_learnt` and so on would hold."""

    learnt: Learnt = field(default_factory=Learnt)
    items: Counter[int] = field(default_factory=Counter)
    words: dict[int, str] = field(default_factory=dict)
    heard: int = 0
    ids: dict[str, int] = field(default_factory=dict)

    def hear(self, issue: Labelled) -> tuple[frozenset[int], list[int]]:
        """The terms of the title, and at most forty of the description."""
        title = {term.hash: term for term in terms.read(issue.title, KEY)}
        rest = [
            term
            for term in terms.read(issue.description[:LONGEST_TEXT], KEY)
            if term.hash not in title
        ]
        kept = terms.kept(rest, self.items, self.heard)
        self.heard += 1
        for term in [*title.values(), *kept]:
            self._count(term)
        return frozenset(title), [term.hash for term in kept]

    def _count(self, term: Term) -> None:
        self.items[term.hash] += 1
        if self.items[term.hash] == KNOWN_FROM:
            self.words[term.hash] = term.word
            self.learnt.words += 1

    def weighed(self, title: frozenset[int], description: list[int]) -> dict[int, float]:
        return suggestions.weighed(title, description, self.items, self.heard)

    def id_of(self, component: str) -> int:
        return self.ids.setdefault(component, len(self.ids))


@dataclass(frozen=True, slots=True)
class Shown:
    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ranking of each new issue, what was shown for it, and the seconds of each lesson."""

    ranked: list[list[str]]
    shown: list[Shown]
    seconds: list[float]
    memory: Memory


def tried(project: Project) -> Outcome:
    memory = Memory()
    seconds: list[float] = []
    for issue in project.oldest:
        seconds += _answered(memory, issue)
    names = {number: name for name, number in memory.ids.items()}
    ranked, shown = [], []
    for issue in project.newest:
        weights = memory.weighed(*memory.hear(issue))
        now = suggestions.weight_of(project.oldest[-1].at)
        said = suggestions.spoken(memory.learnt, weights, now)
        best = sorted(said, key=lambda skill: (-said[skill].score, skill))
        ranked.append([names[skill] for skill in best[: suggestions.MOST_SHOWN]])
        for one in suggestions.suggested(memory.learnt, weights, now):
            shown.append(Shown(one.confidence, names[one.skill_id] in issue.truth))
    return Outcome(ranked, shown, seconds, memory)


def _answered(memory: Memory, issue: Labelled) -> list[float]:
    weights = memory.weighed(*memory.hear(issue))
    now = suggestions.weight_of(issue.at)
    right = {memory.id_of(component) for component in sorted(issue.truth)}
    offered = suggestions.suggested(memory.learnt, weights, now)
    seconds = []
    for skill in sorted(right | {one.skill_id for one in offered}):
        began = time.perf_counter()
        lesson = suggestions.lesson(skill, weights, skill in right, now, offered)
        suggestions.take_in(memory.learnt, lesson)
        seconds.append(time.perf_counter() - began)
    return seconds


def megabytes(memory: Memory) -> float:
    """What the counts take in the tables: 8 bytes a number, 24 for a row's own head."""
    counts = sum(len(tallies) for tallies in memory.learnt.terms.values())
    words = sum(len(word.encode()) for word in memory.words.values())
    rows = counts * (24 + 8 * 4) + len(memory.items) * (24 + 8 * 3) + words
    indexes = (counts + len(memory.items)) * 24
    return (rows + indexes) / 1_000_000


def calibration(shown: Sequence[Shown]) -> list[dict[str, float]]:
    """By tenths of confidence: how many were shown, how sure they were, how many were right."""
    found = []
    for tenth in range(10):
        here = [one for one in shown if min(int(one.confidence * 10), 9) == tenth]
        if here:
            found.append(
                {
                    "from": tenth / 10,
                    "shown": len(here),
                    "confidence": sum(one.confidence for one in here) / len(here),
                    "right": sum(one.is_right for one in here) / len(here),
                }
            )
    return found
