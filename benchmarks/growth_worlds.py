"""The worlds and the peers of the growth benchmark, which live in a folder beside this project.

A world knows the true level of each person in each skill, and what colleagues said of it; every two
months each estimator says what it makes of the past alone.
"""

import importlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from service.growth.estimator import Belief, Estimate, Seen, believe
from service.growth.lesson import Learnt, Lesson
from service.growth.offsets import Judged

Target = tuple[Any, Any]  # a person and a skill
Row = tuple[Target, float, Any, float]  # with the day, the colleague and the level
Answers = Mapping[Target, tuple[float, float]]


@dataclass(frozen=True)
class Past:
    """What is known on a day: rows, and what colleagues said of vignettes."""

    day: float
    rows: list[Row]
    vignettes: Mapping[Any, tuple[float, int]]
    generated: Any

    @property
    def targets(self) -> dict[Target, list[tuple[float, Any, float]]]:
        found: dict[Target, list[tuple[float, Any, float]]] = {}
        for target, day, by, level in self.rows:
            found.setdefault(target, []).append((day, by, level))
        return found


Estimator = Callable[[Past], Answers]


class Folder:
    """`dgp.py` makes worlds, `estimators.py` holds the peers."""

    def __init__(self, folder: Path) -> None:
        sys.path.insert(0, str(folder))
        self.dgp: ModuleType = importlib.import_module("dgp")
        self.peers: ModuleType = importlib.import_module("estimators")

    def pasts(self, world: str, seed: int) -> Iterator[tuple[Past, dict[Target, float]]]:
        """Every two months: the past, and the true levels of then."""
        import numpy as np

        made = self.dgp.generate(self.dgp.SCEN[world], seed)
        for month in range(2, made["sc"].months + 1, 2):
            day = month * self.dgp.M
            rows = [row for row in made["rows"] if row[1] <= day]
            if len(rows) < 10:
                continue
            self.peers.CURRENT["mu0"] = self.peers.pooled_mu(rows)
            past = Past(day, rows, made["vignettes"], made)
            true = {t: float(np.interp(day, made["days"], made["truth"][t])) for t in past.targets}
            yield past, true

    def estimators(self) -> dict[str, Estimator]:
        peers = self.peers
        rasch = {"rater": True, "adjacent": True}
        return {
            "mean": self._single(peers.est_mean),
            "ewma_90_days": self._single(peers.est_ewma),
            "kalman_severity": self._single(peers.est_kalman_sev, peers.fit_raters_ref),
            "many_facet_rasch": self._panel(lambda: peers.Ordinal(**rasch)),
            "dawid_skene": self._panel(peers.DawidSkene),
            "joint_ordinal": self._panel(lambda: peers.Joint(ordinal=True)),
            "rll": self._single(peers.estimate_rll, peers.fit_raters),
            "gezel": lambda past: ours(past, learn(past, by_vignettes=False)),
            "gezel_vignettes": lambda past: ours(past, learn(past, by_vignettes=True)),
        }

    def _single(self, answer: Any, fit: Any = None) -> Estimator:
        def estimate(past: Past) -> Answers:
            raters = fit(past.rows) if fit else None
            each = past.targets.items()
            return {target: answer(rows, [past.day], raters)[0][1:] for target, rows in each}

        return estimate

    def _panel(self, make: Any) -> Estimator:
        def estimate(past: Past) -> Answers:
            fitted = make().fit(past.rows)
            return {target: fitted.query(target, past.day) for target in past.targets}

        return estimate


def seen_of(rows: list[Row]) -> list[Seen]:
    """Rows of one day and target are of one piece of work."""
    return [Seen(target, (target, day), day, by, level) for target, day, by, level in rows]


def learn(past: Past, by_vignettes: bool) -> Learnt:
    """As the nightly run does it."""
    lesson = Lesson()
    rows = sorted(seen_of(past.rows), key=lambda seen: str(seen.skill))
    for _, group in groupby(rows, key=lambda seen: seen.skill):
        each = list(group)
        lesson.add(_person(each[0]), each)
    judged = {by: Judged(*told) for by, told in past.vignettes.items()}
    return lesson.learnt(judged if by_vignettes else None)


def beliefs(past: Past, learned: Learnt) -> dict[Any, Belief]:
    """For each person what everything said of them comes to."""
    rows = sorted(seen_of(past.rows), key=_person)
    return {
        person: believe(each, learned.centre, learned.offsets, learned.noise)[0]
        for person, each in groupby(rows, key=_person)
    }


def ours(past: Past, learned: Learnt) -> Answers:
    found = beliefs(past, learned)
    answers = {target: found[target[0]].estimate(target, past.day) for target in past.targets}
    return {target: (one.level, one.sd) for target, one in answers.items()}


def grown(past: Past, learned: Learnt, since: float) -> dict[Target, Estimate]:
    """The change of each level since a day."""
    rows = seen_of(past.rows)
    by_person: dict[Any, list[Seen]] = {}
    for seen in rows:
        by_person.setdefault(_person(seen), []).append(seen)
    found = {}
    for target in past.targets:
        of_person = by_person[target[0]]
        if not any(seen.skill == target and seen.day <= since for seen in of_person):
            continue
        told = (learned.centre, learned.offsets, learned.noise)
        belief, _ = believe(of_person, *told, frozen=(target, since))
        change = belief.growth(target, past.day)
        if change is not None:
            found[target] = change
    return found


def _person(seen: Seen) -> Any:
    person, _ = cast(Target, seen.skill)  # here a skill is named with whose it is
    return person


def timed(estimator: Estimator, past: Past) -> tuple[Answers, float]:
    """The answers, and milliseconds for each."""
    began = time.perf_counter()
    answers = estimator(past)
    return answers, (time.perf_counter() - began) * 1000 / len(answers)
