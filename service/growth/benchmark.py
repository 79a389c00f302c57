"""The benchmark of the formula that is published in the product: one file of figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Figures:
    """How far off, in levels, and percent of the 90 % ranges that hold the truth."""

    rmse: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Way:
    """One way to estimate, with its figures in each world."""

    name: str
    figures: Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class Benchmark:
    version: int
    worlds: tuple[str, ...]
    ways: tuple[Way, ...]


@cache
def benchmark() -> Benchmark:
    text = (files(__package__) / "benchmark.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    ways = tuple(
        Way(name, {world: Figures(*two) for world, two in worlds.items()})
        for name, worlds in told["ways"].items()
    )
    return Benchmark(told["version"], tuple(told["worlds"]), ways)
