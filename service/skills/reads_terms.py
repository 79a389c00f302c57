"""Questions about what was learnt from words: what it suggests, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from service import clock
from service.actor import Actor, person_of
from service.db import sql
from service.skills import suggestions, terms
from service.skills.suggestions import Learnt, Suggestion, Tally
from service.skills.terms import Key

Q = sql.load(__package__)
ENOUGH = 10  #: answers, before it is said how often such suggestions were right


@dataclass(frozen=True, slots=True)
class Known:
    """A term that was heard before."""

    hash: int
    items: int
    word: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    items: int
    words: int


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What may be read of a piece of work: its title, and hashes of its description.

    `is_reached` says that a rule speaks for it already, so that nothing is suggested.
    """

    id: int
    title: str
    hashes: Sequence[int]
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """A suggestion for a piece of work, with the words it rests on.

    `confidence` is how often such suggestions were right; None while too few were answered.
    """

    work_item_id: int
    skill_id: int
    confidence: float | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _TermTally:
    hash: int
    skill_id: int
    yes: float
    no: float


@dataclass(frozen=True, slots=True)
class _SkillTally:
    skill_id: int
    yes: float
    no: float


@dataclass(frozen=True, slots=True)
class _Outcome:
    step: int
    yes: float
    no: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Some pieces of work as vectors of terms, and all that was learnt about those terms."""

    weights: dict[int, dict[int, float]]
    learnt: Learnt
    words: dict[int, str]
    now: float
    reached: frozenset[int]

    def proven(self, one: Suggestion) -> float | None:
        tally = self.learnt.outcomes.get(one.step, Tally())
        return one.confidence if (tally.yes + tally.no) / self.now >= ENOUGH else None

    def suggested(self, work_item_id: int) -> list[Suggestion]:
        if work_item_id in self.reached:
            return []
        return suggestions.suggested(self.learnt, self.weights[work_item_id], self.now)


def suggested(
    db: sql.Connection, actor: Actor, key: Key, work_item_ids: Sequence[int]
) -> list[Worded]:
    """What the words of my work speak for, where no rule says anything, the surest first."""
    found = my_words(db, actor, work_item_ids)
    heard = understood(db, actor, key, [item for item in found if not item.is_reached])
    return [
        Worded(item.id, one.skill_id, heard.proven(one), tuple(heard.words[t] for t in one.because))
        for item in found
        if not item.is_reached
        for one in heard.suggested(item.id)
    ]


def my_words(db: sql.Connection, actor: Actor, work_item_ids: Sequence[int]) -> list[ItemWords]:
    """What may be read of work that I did, as far as its title is kept."""
    return sql.every(
        db, ItemWords, Q["my_words"],
        ids=list(work_item_ids), person_id=person_of(actor),
    )  # fmt: skip


def understood(db: sql.Connection, actor: Actor, key: Key, items: Sequence[ItemWords]) -> Heard:
    """These pieces of work in the light of all that was learnt; five queries, however many."""
    del actor  # counts of words and answers; of a piece of work only what the caller found
    titles = {item.id: terms.hashes(item.title, key) for item in items}
    rest = {item.id: item.hashes for item in items}
    hashes = sorted({one for item in titles for one in (*titles[item], *rest[item])})
    known = sql.every(db, Known, Q["known_terms"], hashes=hashes)
    whole = sql.first(db, Vocabulary, Q["vocabulary"]) or Vocabulary(0, 0)
    times = {one.hash: one.items for one in known}
    return Heard(
        weights={
            item: suggestions.weighed(titles[item], rest[item], times, whole.items)
            for item in titles
        },
        learnt=_learnt(db, hashes, whole.words),
        words={one.hash: one.word or "" for one in known},
        now=suggestions.weight_of(clock.now()),
        reached=frozenset(item.id for item in items if item.is_reached),
    )


def _learnt(db: sql.Connection, hashes: list[int], words: int) -> Learnt:
    learnt = Learnt(words=words)
    for row in sql.every(db, _TermTally, Q["learnt_terms"], hashes=hashes):
        learnt.terms.setdefault(row.hash, {})[row.skill_id] = Tally(row.yes, row.no)
    for skill in sql.every(db, _SkillTally, Q["learnt_skills"]):
        learnt.skills[skill.skill_id] = Tally(skill.yes, skill.no)
    for step in sql.every(db, _Outcome, Q["outcomes"]):
        learnt.outcomes[step.step] = Tally(step.yes, step.no)
    return learnt
