"""The starter catalogue keeps its shape, in both languages."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

STARTER = Path(__file__).parents[2] / "service" / "skills" / "starter.yaml"
LANGUAGES = {"en", "nl"}
FORBIDDEN = re.compile(r"\b(experts?|juniors?|seniors?|mediors?|users?)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def areas() -> list[dict[str, Any]]:
    starter = yaml.safe_load(STARTER.read_text(encoding="utf-8"))
    assert set(starter) == {"areas"}
    return list(starter["areas"])


@pytest.fixture(scope="module")
def skills(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [skill for area in areas for skill in area["skills"]]


def levels_of(skills: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for skill in skills:
        for number, level in enumerate(skill["levels"], start=1):
            yield f"{skill['slug']} {number}", level


def summaries(skills: list[dict[str, Any]], language: str) -> list[str]:
    own = [skill["summary"][language] for skill in skills]
    return own + [level["summary"][language] for _, level in levels_of(skills)]


def signals(skills: list[dict[str, Any]], language: str) -> list[str]:
    return [text for _, level in levels_of(skills) for text in level["signals"][language]]


def test_it_has_twelve_skills_in_four_areas(
    areas: list[dict[str, Any]], skills: list[dict[str, Any]]
) -> None:
    assert [len(area["skills"]) for area in areas] == [3, 3, 3, 3]
    for thing in (*areas, *skills):
        assert set(thing["name"]) == LANGUAGES
        assert all(thing["name"].values())


def test_slugs_are_unique_and_fit_a_url(
    areas: list[dict[str, Any]], skills: list[dict[str, Any]]
) -> None:
    slugs = [thing["slug"] for thing in (*areas, *skills)]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)


def test_every_skill_has_five_levels_in_both_languages(skills: list[dict[str, Any]]) -> None:
    for skill in skills:
        assert set(skill["summary"]) == LANGUAGES
        assert len(skill["levels"]) == 5, skill["slug"]
    for where, level in levels_of(skills):
        assert set(level) == {"summary", "signals"}, where
        assert set(level["summary"]) == set(level["signals"]) == LANGUAGES, where


def test_every_level_has_two_or_three_signals_in_both_languages(
    skills: list[dict[str, Any]],
) -> None:
    for where, level in levels_of(skills):
        english, dutch = level["signals"]["en"], level["signals"]["nl"]
        assert 2 <= len(english) <= 3, where
        assert len(english) == len(dutch), where


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_texts_are_sentences_of_a_readable_length(
    skills: list[dict[str, Any]], language: str
) -> None:
    for texts, limit in ((summaries(skills, language), 140), (signals(skills, language), 120)):
        assert [text for text in texts if not 15 <= len(text) <= limit] == []
        assert [text for text in texts if not re.fullmatch(r"[A-Z].*[^.]\.", text)] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_text_is_used_twice(skills: list[dict[str, Any]], language: str) -> None:
    counted = Counter(summaries(skills, language) + signals(skills, language))
    assert [text for text, times in counted.items() if times > 1] == []


def test_no_text_speaks_of_rank(skills: list[dict[str, Any]]) -> None:
    for language in LANGUAGES:
        texts = summaries(skills, language) + signals(skills, language)
        assert [text for text in texts if FORBIDDEN.search(text)] == []
