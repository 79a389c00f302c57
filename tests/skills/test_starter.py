"""The framework that comes with Gezel keeps its shape, in both languages."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.skills import starter

FOLDER = Path(__file__).parents[2] / "service" / "skills" / "catalogue"
LANGUAGES = {"en", "nl"}
FORBIDDEN = re.compile(
    r"\b(experts?|juniors?|seniors?|mediors?|users?|performance|rating|gap)\b", re.IGNORECASE
)
#: What everybody can show, whatever their place.
LEADERSHIP = {
    "taking-initiative",
    "hosting-a-decision",
    "teaching",
    "facing-a-conflict",
    "bringing-people-together",
}


@pytest.fixture(scope="module")
def areas() -> list[dict[str, Any]]:
    found = []
    for name in starter.ORDER:
        content = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        assert set(content) == {"areas"}
        [area] = content["areas"]
        assert area["slug"] == name
        found.append(area)
    return found


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


def examples(skills: list[dict[str, Any]], language: str) -> list[str]:
    found = [level.get("examples", {}).get(language, []) for _, level in levels_of(skills)]
    return [text for texts in found for text in texts]


def every_text(skills: list[dict[str, Any]], language: str) -> list[str]:
    return [
        *summaries(skills, language),
        *signals(skills, language),
        *examples(skills, language),
    ]


def test_it_has_forty_skills_in_eight_areas(
    areas: list[dict[str, Any]], skills: list[dict[str, Any]]
) -> None:
    assert [len(area["skills"]) for area in areas] == [5] * 8
    assert {f"{name}.yaml" for name in starter.ORDER} == {file.name for file in FOLDER.iterdir()}
    for thing in (*areas, *skills):
        assert set(thing["name"]) == LANGUAGES
        assert all(thing["name"].values())


def test_leading_is_something_that_everybody_can_show(areas: list[dict[str, Any]]) -> None:
    assert {skill["slug"] for skill in areas[-1]["skills"]} == LEADERSHIP


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
        assert {"summary", "signals"} <= set(level) <= {"summary", "signals", "examples"}, where
        assert set(level["summary"]) == set(level["signals"]) == LANGUAGES, where


def test_every_level_has_two_or_three_signals_in_both_languages(
    skills: list[dict[str, Any]],
) -> None:
    for where, level in levels_of(skills):
        english, dutch = level["signals"]["en"], level["signals"]["nl"]
        assert 2 <= len(english) <= 3, where
        assert len(english) == len(dutch), where
        examples = level.get("examples", {"en": [], "nl": []})
        assert len(examples["en"]) == len(examples["nl"]) <= 2, where


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_texts_are_sentences_of_a_readable_length(
    skills: list[dict[str, Any]], language: str
) -> None:
    limits = ((summaries, 140), (signals, 120), (examples, 160))
    for texts, limit in ((of(skills, language), limit) for of, limit in limits):
        assert [text for text in texts if not 15 <= len(text) <= limit] == []
        assert [text for text in texts if not re.fullmatch(r"[A-Z].*[^.]\.", text)] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_texts_are_equal_once_the_name_of_their_skill_is_taken_out(
    skills: list[dict[str, Any]], language: str
) -> None:
    counted: Counter[str] = Counter()
    for skill in skills:
        name = re.compile(re.escape(skill["name"][language]), re.IGNORECASE)
        counted.update(name.sub("", text) for text in every_text([skill], language))
    assert [text for text, times in counted.items() if times > 1] == []


def test_no_text_speaks_of_rank(skills: list[dict[str, Any]]) -> None:
    for language in LANGUAGES:
        texts = every_text(skills, language)
        assert [text for text in texts if FORBIDDEN.search(text)] == []
