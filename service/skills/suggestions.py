"""Suggestions: which skills the words of a piece of work speak for. Pure, by counting alone.

Each yes and no is counted per skill and term. A term speaks for a skill as far as it occurs more in
work with that skill than in other work: the logarithm of the two chances, as in naive Bayes. Words
of the title count double, rare words more than common ones, and long texts no more than short ones.

What was learnt loses half its weight in three years, as work and words change. Nothing has to be
counted again for that: what is learnt later is added with a larger weight (`weight_of`), and all is
read in the weight of now.

A confidence is only worth what it proved to be: outcomes are counted by steps of confidence, and
what is shown is how often suggestions of that step were right.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from service.skills.terms import KNOWN_FROM, rarity

MOST_SHOWN = 3
MOST_WORDS = 3
LOWEST_CONFIDENCE = 0.25
HALF_LIFE = timedelta(days=3 * 365)
STEPS = 20

_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_SMOOTHING = 0.9  #: what every term counts for every skill before anything is learnt
_TITLE = 2.5
_REFUSAL = 0.5  #: a refused suggestion counts elsewhere already, where it was confirmed
_SHARPNESS = 2.5  #: how far apart confidences lie for the same difference of what is spoken
_HALF_TRUSTED = 10.0  #: a skill of which this much was learnt is trusted half
_PRIOR = 4.0  #: outcomes that each step is given before any was counted


@dataclass(slots=True)
class Tally:
    """How much was said for and against."""

    yes: float = 0.0
    no: float = 0.0


@dataclass(slots=True)
class Learnt:
    """What was learnt, as far as it is needed: by term and skill, by skill, and by step."""

    terms: dict[int, dict[int, Tally]] = field(default_factory=dict)
    skills: dict[int, Tally] = field(default_factory=dict)
    outcomes: dict[int, Tally] = field(default_factory=dict)
    words: int = 0  #: in the vocabulary


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that the words speak for, the hashes of those that count most, and how surely."""

    skill_id: int
    confidence: float
    because: Sequence[int]
    step: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a piece of work says for one skill in all, and by term."""

    score: float
    by_term: Mapping[int, float]


def weight_of(at: datetime) -> float:
    """The weight of what is learnt at this time."""
    return float(2 ** ((at - _BEGIN) / HALF_LIFE))


def weighed(
    title: Collection[int], description: Iterable[int], items: Mapping[int, int], heard: int
) -> dict[int, float]:
    """The terms of a piece of work that are in the vocabulary, as a vector of length one.

    `items` says in how many of the `heard` items each of its terms occurred.
    """
    weights = {
        term: rarity(items[term], heard) * (_TITLE if term in title else 1.0)
        for term in {*title, *description}
        if items.get(term, 0) >= KNOWN_FROM
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def spoken(learnt: Learnt, weights: Mapping[int, float], now: float) -> dict[int, Spoken]:
    """What the terms say for each skill of which anything was learnt; `now` is a `weight_of`."""
    smooth = _SMOOTHING * now
    everywhere = sum(tally.yes for tally in learnt.skills.values())
    spread = smooth * max(learnt.words, 1)
    size = sum(weights.values())
    plain, by_skill = _by_term(learnt, weights, smooth)
    found = {}
    for skill_id, tally in learnt.skills.items():
        if tally.yes <= 0:
            continue
        elsewhere = max(everywhere - tally.yes, 0.0) + tally.no
        base = math.log(elsewhere + spread) - math.log(tally.yes + spread)
        own = by_skill.get(skill_id, {})
        score = size * base + plain + sum(more for more, _ in own.values())
        by_term = {term: said + weights[term] * base for term, (_, said) in own.items()}
        found[skill_id] = Spoken(score, by_term)
    return found


def _by_term(
    learnt: Learnt, weights: Mapping[int, float], smooth: float
) -> tuple[float, dict[int, dict[int, tuple[float, float]]]]:
    """What all terms say for a skill that has none of them; and per skill and term that it has,
    how much more it says, and what it says."""
    plain = 0.0
    by_skill: dict[int, dict[int, tuple[float, float]]] = {}
    for term, weight in weights.items():
        tallies = learnt.terms.get(term, {})
        everywhere = sum(tally.yes for tally in tallies.values())
        without = weight * (math.log(smooth) - math.log(everywhere + smooth))
        plain += without
        for skill_id, tally in tallies.items():
            elsewhere = max(everywhere - tally.yes, 0.0) + tally.no
            said = weight * (math.log(tally.yes + smooth) - math.log(elsewhere + smooth))
            by_skill.setdefault(skill_id, {})[term] = (said - without, said)
    return plain, by_skill


def confidences(learnt: Learnt, said: Mapping[int, Spoken], now: float) -> dict[int, float]:
    """How surely each skill would be confirmed, before outcomes are counted in; between 0 and 1."""
    if not said:
        return {}
    top = max(one.score for one in said.values())
    shares = {skill: math.exp(_SHARPNESS * (one.score - top)) for skill, one in said.items()}
    total = sum(shares.values())
    return {
        skill: share / total * _trust(learnt.skills[skill], now) for skill, share in shares.items()
    }


def _trust(tally: Tally, now: float) -> float:
    learnt = tally.yes / now
    return learnt / (learnt + _HALF_TRUSTED)


def step_of(confidence: float) -> int:
    return min(int(confidence * STEPS), STEPS - 1)


def proven(outcomes: Mapping[int, Tally], now: float) -> list[float]:
    """How often suggestions of each step were right, never less for a higher step.

    Neighbours that contradict this are taken together (pool adjacent violators).
    """
    pools: list[tuple[float, float, int]] = []
    for step in range(STEPS):
        tally = outcomes.get(step, Tally())
        right = tally.yes / now + _PRIOR * (step + 0.5) / STEPS
        pools.append((right, (tally.yes + tally.no) / now + _PRIOR, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            right, all_, steps = pools.pop()
            pools[-1] = (pools[-1][0] + right, pools[-1][1] + all_, pools[-1][2] + steps)
    return [right / all_ for right, all_, steps in pools for _ in range(steps)]


def suggested(
    learnt: Learnt, weights: Mapping[int, float], now: float, without: Collection[int] = ()
) -> list[Suggestion]:
    """Up to three skills, the surest first, each with what spoke for it; below a confidence none.

    Skills in `without` were answered already.
    """
    said = spoken(learnt, weights, now)
    right = proven(learnt.outcomes, now)
    sure = confidences(learnt, said, now)
    found = [
        Suggestion(skill, right[step], _telling(said[skill].by_term), step)
        for skill in sorted(sure, key=lambda skill: (-sure[skill], skill))
        for step in [step_of(sure[skill])]
        if skill not in without
    ]
    shown = [one for one in found if one.because and one.confidence >= LOWEST_CONFIDENCE]
    return shown[:MOST_SHOWN]


def _telling(by_term: Mapping[int, float]) -> list[int]:
    # What says as much, but for a rounding that changes with time, stands in one order.
    speaking = [term for term, said in by_term.items() if said > 0]
    return sorted(speaking, key=lambda term: (-round(by_term[term], 6), term))[:MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one answer adds to what was learnt; taken back, the same with the sign turned."""

    skill_id: int
    is_yes: bool
    by_term: Mapping[int, float]
    step: int | None  #: of the confidence with which it was suggested; None where it was not
    weight: float

    def turned(self) -> "Lesson":
        by_term = {term: -amount for term, amount in self.by_term.items()}
        return Lesson(self.skill_id, self.is_yes, by_term, self.step, -self.weight)


def lesson(
    skill_id: int,
    weights: Mapping[int, float],
    is_yes: bool,
    now: float,
    offered: Iterable[Suggestion] = (),
) -> Lesson:
    """What is learnt from a yes or no to a skill, for work with these terms.

    `offered` are the suggestions among which it was said.
    """
    step = next((one.step for one in offered if one.skill_id == skill_id), None)
    amount = now if is_yes else now * _REFUSAL
    by_term = {term: weight * amount for term, weight in weights.items()}
    return Lesson(skill_id, is_yes, by_term, step, now)


def take_in(learnt: Learnt, lesson: Lesson) -> None:
    """Count a lesson."""
    for term, amount in lesson.by_term.items():
        tallies = learnt.terms.setdefault(term, {})
        _add(tallies.setdefault(lesson.skill_id, Tally()), lesson.is_yes, amount)
    total = sum(lesson.by_term.values())
    _add(learnt.skills.setdefault(lesson.skill_id, Tally()), lesson.is_yes, total)
    if lesson.step is not None:
        _add(learnt.outcomes.setdefault(lesson.step, Tally()), lesson.is_yes, lesson.weight)


def _add(tally: Tally, is_yes: bool, amount: float) -> None:
    if is_yes:
        tally.yes = max(tally.yes + amount, 0.0)
    else:
        tally.no = max(tally.no + amount, 0.0)
