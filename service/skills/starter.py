"""The catalogue that comes with Gezel, read from `starter.yaml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    en: str
    nl: str


@dataclass(frozen=True, slots=True)
class StarterSkill:
    """`levels` are rows of skill_level, still without their version."""

    slug: str
    position: int
    name: Words
    summary: Words
    levels: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StarterArea:
    slug: str
    position: int
    name: Words
    skills: Sequence[StarterSkill]


def areas() -> list[StarterArea]:
    """The areas in the order of the file, which is the order of the catalogue."""
    text = (files(__package__) / "starter.yaml").read_text(encoding="utf-8")
    given = yaml.safe_load(text)["areas"]
    return [_area(area, position) for position, area in enumerate(given, start=1)]


def _area(area: Mapping[str, Any], position: int) -> StarterArea:
    skills = [_skill(skill, place) for place, skill in enumerate(area["skills"], start=1)]
    return StarterArea(area["slug"], position, Words(**area["name"]), skills)


def _skill(skill: Mapping[str, Any], position: int) -> StarterSkill:
    return StarterSkill(
        slug=skill["slug"],
        position=position,
        name=Words(**skill["name"]),
        summary=Words(**skill["summary"]),
        levels=[_level(level, number) for number, level in enumerate(skill["levels"], start=1)],
    )


def _level(level: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {
        "level": number,
        "summary_en": level["summary"]["en"],
        "summary_nl": level["summary"]["nl"],
        "signals_en": level["signals"]["en"],
        "signals_nl": level["signals"]["nl"],
    }
