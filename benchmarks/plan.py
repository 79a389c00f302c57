"""How near the planning aid comes to the exact optimum, and how long large plans take.

The optimum is scipy's mixed-integer solver (HiGHS) with the same money, hours, floor and caps:
maximise the expected steps; whoever comes first gets at least one wish; nobody above the cap.

    python benchmarks/plan.py --json
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from service.budgets import aid
from service.budgets.model_plan import (
    EFFECTS,
    LESS,
    MORE,
    REACH,
    SPREAD,
    Assumed,
    Option,
    Wish,
    expected_step,
)
from service.budgets.suggesting import suggestion

CASES = 300
LARGE_PEOPLE, LARGE_OPTIONS = 2000, 10_000
SEED = 1572
PRICES = {
    "course": (40_000, 250_000), "book": (2_000, 12_000), "coaching": (60_000, 300_000),
    "conference": (30_000, 180_000), "exam": (20_000, 120_000), "study_time": (5_000, 60_000),
    "peer_exchange": (2_000, 40_000),
}  # fmt: skip
HOURS = (0, 4, 8, 8, 16, 16, 24, 40)


Case = tuple[list[Option], int, int, Assumed]


def case(dice: Random, people: int, number: int, allowance: int = 100_000) -> Case:
    """Wishes of some people, the money and the time for them, and what is assumed: cents and
    minutes. Hours bind in about two of three cases."""
    options = []
    for place in range(number):
        kind = dice.choice(list(PRICES))
        low, high = PRICES[kind]
        step = expected_step(EFFECTS[kind], SPREAD, REACH * dice.choice((0.5, 1, 1)))
        weight = dice.choice((LESS, 1, 1, MORE))
        person = place if place < people else dice.randrange(people)
        cost, minutes = dice.randint(low, high) // 100 * 100, dice.choice(HOURS) * 60
        options.append(Option(place, person, cost, step * weight, minutes))
    assumed = Assumed(15, int(0.8 * allowance), 3 * allowance)
    money = int(people * allowance * dice.uniform(0.25, 1.0) * 0.85)
    minutes = int(people * dice.choice((8, 16, 80)) * 60 * dice.uniform(0.25, 1.0))
    return options, money, minutes, assumed


def optimum(options: list[Option], money: int, minutes: int, assumed: Assumed) -> float:
    """What the best plan under the same rules is worth; the solver proves it to one in 10,000."""
    first = aid.coming_first(options, money, minutes, assumed)
    people = sorted({option.person_id for option in options})
    row = {person: place for place, person in enumerate(people)}
    columns = np.arange(len(options))
    owners = np.array([row[option.person_id] for option in options])
    costs = np.array([option.cost for option in options], dtype=float)
    hours = np.array([option.minutes for option in options], dtype=float)
    values = np.array([option.value for option in options])
    own_costs = csr_matrix((costs, (owners, columns)), shape=(len(people), len(options)))
    own_number = csr_matrix((np.ones(len(options)), (owners, columns)), shape=own_costs.shape)
    least = np.array([1.0 if person in first else 0.0 for person in people])
    with _quiet():
        found = milp(
            -values,
            integrality=np.ones(len(options)),
            bounds=Bounds(0, 1),
            constraints=[
                LinearConstraint(costs[np.newaxis, :], -np.inf, money),
                LinearConstraint(hours[np.newaxis, :], -np.inf, minutes),
                LinearConstraint(own_costs, -np.inf, assumed.cap),
                LinearConstraint(own_number, least, np.inf),
            ],
            options={"mip_rel_gap": 1e-4},
        )
    assert found.success, found.message
    return -float(found.fun)


@contextmanager
def _quiet() -> Iterator[None]:
    """HiGHS writes to the standard output of the process, past Python, where the JSON goes."""
    sys.stdout.flush()
    kept, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)


def ratio(options: list[Option], money: int, minutes: int, assumed: Assumed) -> float:
    """Ours against the optimum, after checking that ours keeps to the rules."""
    plan = aid.suggest(options, money, minutes, assumed)
    assert sum(option.cost for option in plan) <= money
    assert sum(option.minutes for option in plan) <= minutes
    own: dict[int, int] = {}
    for option in plan:
        own[option.person_id] = own.get(option.person_id, 0) + option.cost
    assert all(cost <= assumed.cap for cost in own.values())
    assert set(aid.coming_first(options, money, minutes, assumed)) <= set(own)
    best = optimum(options, money, minutes, assumed)
    return sum(option.value for option in plan) / best if best else 1.0


def as_wishes(dice: Random, options: list[Option]) -> list[Wish]:
    """The same as the planning page has them, where each line gets its reason as well."""
    return [
        Wish(one.id, one.person_id, f"Person {one.person_id:04}", "A wish", None,
             dice.choice(list(PRICES)), one.cost, one.minutes, "advice", False, None, None)
        for one in options
    ]  # fmt: skip


def measure(cases: int = CASES) -> dict[str, float]:
    dice = Random(SEED)  # noqa: S311  the same cases every time
    ratios = []
    for _ in range(cases):
        people = dice.randint(3, 40)
        ratios.append(ratio(*case(dice, people, int(people * dice.uniform(1, 4)))))
    large = case(dice, LARGE_PEOPLE, LARGE_OPTIONS)
    options, money, minutes, assumed = large
    wishes = as_wishes(dice, options)
    began = time.perf_counter()
    suggestion(wishes, money, minutes, assumed)
    seconds = time.perf_counter() - began
    return {
        "ratio_to_optimum": round(sum(ratios) / len(ratios), 4),
        "worst_ratio": round(min(ratios), 4),
        "large_s": round(seconds, 2),
        "large_ratio": round(ratio(*large), 4),
        "cases": cases,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=CASES)
    asked = parser.parse_args()
    found = measure(asked.cases)
    print(json.dumps(found) if asked.json else "\n".join(f"{k}: {v}" for k, v in found.items()))


if __name__ == "__main__":
    main()
