"""Described cases that everybody judges once, from one file of texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Vignette:
    """A case, the level that was agreed on, and why it is that one."""

    slug: str
    level: int
    case_en: str
    case_nl: str
    why_en: str
    why_nl: str

    def case(self, language: str) -> str:
        return self.case_nl if language == "nl" else self.case_en

    def why(self, language: str) -> str:
        return self.why_nl if language == "nl" else self.why_en


@cache
def vignettes() -> tuple[Vignette, ...]:
    """All cases, in the order in which they are put before somebody."""
    text = (files(__package__) / "vignettes.yaml").read_text(encoding="utf-8")
    return tuple(
        Vignette(
            one["slug"], one["level"],
            one["case"]["en"], one["case"]["nl"], one["why"]["en"], one["why"]["nl"],
        )
        for one in yaml.safe_load(text)
    )  # fmt: skip


def agreed() -> Mapping[str, int]:
    """The agreed level of each case."""
    return {one.slug: one.level for one in vignettes()}
