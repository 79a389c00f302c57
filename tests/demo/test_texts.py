"""The texts of the demo organisation: whole, within the limits, each once, and told as seen."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.demo.work import conditions
from service.skills import starter
from service.skills.rules import LinkableItem, matcher
from service.skills.rules_tree import Field

SERVICE = Path(__file__).parents[2] / "service"
LIMITS = {"moment": 320, "effect": 160, "step": 140}
SPOKEN = re.compile(
    r"\b(always|never|altijd|nooit|you are|you’re|you were|je bent|je was|better than|beter dan"
    r"|good job|great|excellent|perfect|fantastic|goed gedaan|geweldig|uitstekend)\b",
    re.IGNORECASE,
)
ENGLISH_STEP = re.compile(r"If .+, then I .+\.")
DUTCH_STEP = re.compile(r"Als .+, dan .*\b(ik|mij)\b.*\.")


def read(path: str) -> dict[str, Any]:
    content = yaml.safe_load((SERVICE / path).read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.fixture(scope="module")
def skills(work: dict[str, Any]) -> list[str]:
    """The skills that Lindewal's work practises, in the order of the catalogue."""
    practised = {rule["skill"] for rule in work["rules"]}
    known = [skill.slug for area in starter.areas() for skill in area.skills]
    assert practised <= set(known)
    return [slug for slug in known if slug in practised]


@pytest.fixture(scope="module")
def organisation() -> dict[str, Any]:
    return read("demo/organisation.yaml")


@pytest.fixture(scope="module")
def people(organisation: dict[str, Any]) -> list[dict[str, Any]]:
    return [person for team in organisation["teams"] for person in team["people"]]


@pytest.fixture(scope="module")
def work() -> dict[str, Any]:
    return read("demo/tickets.yaml")


@pytest.fixture(scope="module")
def texts() -> dict[str, Any]:
    return read("demo/words.yaml")


def tickets_of(work: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for project, tickets in work["tickets"].items():
        for ticket in tickets:
            yield project, ticket


def linkable(project: str, ticket: dict[str, Any]) -> LinkableItem:
    return LinkableItem(
        id=1,
        connection=None,
        project=project,
        space=None,
        type=ticket["type"],
        components=ticket["components"],
        labels=ticket["labels"],
        epic=ticket.get("epic"),
        title=ticket["title"],
    )


def linked(work: dict[str, Any], project: str, ticket: dict[str, Any]) -> set[str]:
    """The skills that the rules of the demo give to a ticket."""
    item = linkable(project, ticket)
    found = set()
    for rule in work["rules"]:
        if matcher(conditions(rule))(item):
            found.add(rule["skill"])
    return found


def words_of(texts: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for skill, levels in texts["words"].items():
        for level, languages in levels.items():
            for language, words in languages.items():
                for one in words:
                    yield f"{skill} {level} {language}", one


def all_texts(texts: dict[str, Any]) -> list[str]:
    said = [text for _, words in words_of(texts) for text in words.values() if text is not None]
    thanks = [text for language in texts["thanks"].values() for text in language]
    return said + thanks + steps(texts)


def steps(texts: dict[str, Any]) -> list[str]:
    by_skill = texts["steps_to_try"].values()
    return [text for languages in by_skill for language in languages.values() for text in language]


def test_four_teams_of_six_each_with_a_project_and_a_lead(organisation: dict[str, Any]) -> None:
    teams = organisation["teams"]
    assert [len(team["people"]) for team in teams] == [6, 6, 6, 6]
    assert [team["project"]["key"] for team in teams] == ["PAY", "SRC", "MOB", "OPS"]
    for team in teams:
        assert [person["lead"] for person in team["people"]].count(True) == 1, team["name"]


def test_everybody_has_a_name_and_a_reserved_address_of_their_own(
    people: list[dict[str, Any]],
) -> None:
    assert len({person["name"] for person in people}) == 24
    assert len({person["name"].split()[0] for person in people}) == 24
    assert len({person["email"] for person in people}) == 24
    for person in people:
        assert re.fullmatch(r"[a-z]+\.[a-z]+@lindewal\.example", person["email"]), person["name"]
        assert person["language"] in {"en", "nl"}


def test_one_administrator_and_two_newcomers(people: list[dict[str, Any]]) -> None:
    assert [person["administrator"] for person in people].count(True) == 1
    newcomers = [person for person in people if "months_here" in person]
    assert [person["months_here"] for person in newcomers] == [2, 2]
    assert [person["focus"] for person in newcomers] == [[], []]


def test_people_take_known_skills_at_levels_that_have_words(
    people: list[dict[str, Any]], skills: list[str]
) -> None:
    for person in people:
        taken = [take["skill"] for take in person["takes"]]
        assert len(set(taken)) == len(taken), person["name"]
        assert set(person["focus"]) <= set(taken) <= set(skills), person["name"]
        assert "months_here" in person or 5 <= len(taken) <= 8, person["name"]
        for take in person["takes"]:
            assert 2 <= take["from"] <= take["to"] <= min(5, take["from"] + 1), person["name"]
            assert 1 <= take.get("placed", 1) <= 5
            assert 0 <= take["wish"] <= 3
            assert isinstance(take["glad"], bool)


def test_every_project_has_45_tickets_and_no_title_comes_twice(work: dict[str, Any]) -> None:
    assert {key: len(tickets) for key, tickets in work["tickets"].items()} == dict.fromkeys(
        ("PAY", "SRC", "MOB", "OPS"), 45
    )
    counted = Counter(ticket["title"].casefold() for _, ticket in tickets_of(work))
    assert [title for title, times in counted.items() if times > 1] == []


def test_a_ticket_is_shaped_like_an_issue(work: dict[str, Any]) -> None:
    for project, ticket in tickets_of(work):
        assert set(ticket) - {"epic"} == {"title", "type", "components", "labels"}
        assert 10 <= len(ticket["title"]) <= 80, ticket["title"]
        assert ticket["type"] in {"Story", "Task", "Bug", "Incident"}
        assert not any(" " in label for label in ticket["labels"]), ticket["title"]
        epic = ticket.get("epic")
        assert epic is None or (epic in work["epics"] and epic.startswith(f"{project}-"))


def test_rules_ask_something_of_a_known_skill(work: dict[str, Any], skills: list[str]) -> None:
    assert len(skills) == 12
    for rule in work["rules"]:
        assert set(rule) - {"skill"} <= set(Field)
        assert any(values for name, values in rule.items() if name != "skill")


def test_every_rule_links_something(work: dict[str, Any]) -> None:
    items = [linkable(project, ticket) for project, ticket in tickets_of(work)]
    for rule in work["rules"]:
        matches = matcher(conditions(rule))
        assert any(matches(item) for item in items), rule


def test_most_tickets_are_linked_to_one_or_two_skills(work: dict[str, Any]) -> None:
    counted = Counter(len(linked(work, *ticket)) for ticket in tickets_of(work))
    assert set(counted) == {0, 1, 2}
    assert 0.8 <= 1 - counted[0] / counted.total() <= 0.9


def test_every_skill_is_practised_in_two_teams_by_people_who_take_it(
    work: dict[str, Any], organisation: dict[str, Any], skills: list[str]
) -> None:
    taken = {
        team["project"]["key"]: {
            take["skill"] for person in team["people"] for take in person["takes"]
        }
        for team in organisation["teams"]
    }
    teams: dict[str, set[str]] = {skill: set() for skill in skills}
    for project, ticket in tickets_of(work):
        for skill in linked(work, project, ticket):
            assert skill in taken[project], ticket["title"]
            teams[skill].add(project)
    assert [skill for skill, where in teams.items() if len(where) < 2] == []


def test_every_skill_and_level_has_words(texts: dict[str, Any], skills: list[str]) -> None:
    assert list(texts["words"]) == skills
    for skill, levels in texts["words"].items():
        assert list(levels) == [2, 3, 4, 5], skill
        for languages in levels.values():
            assert {name: len(words) for name, words in languages.items()} == {"en": 3, "nl": 1}


def test_words_fit_the_form(texts: dict[str, Any]) -> None:
    for where, words in words_of(texts):
        assert list(words) == list(LIMITS), where
        assert words["moment"], where
        assert words["effect"], where
        assert [name for name in LIMITS if len(words[name] or "") > LIMITS[name]] == [], where
    without = [words for _, words in words_of(texts) if words["step"] is None]
    assert 60 <= len(without) <= 132


def test_thanks_and_steps_to_try_are_counted_and_formed(
    texts: dict[str, Any], skills: list[str]
) -> None:
    assert {name: len(thanks) for name, thanks in texts["thanks"].items()} == {"en": 24, "nl": 8}
    assert list(texts["steps_to_try"]) == skills
    for languages in texts["steps_to_try"].values():
        assert {name: len(own) for name, own in languages.items()} == {"en": 3, "nl": 1}
        assert all(ENGLISH_STEP.fullmatch(text) for text in languages["en"]), languages
        assert all(DUTCH_STEP.fullmatch(text) for text in languages["nl"]), languages
    assert max(map(len, texts["thanks"]["en"] + texts["thanks"]["nl"])) <= 160
    assert max(map(len, steps(texts))) <= 300


def test_no_text_comes_twice(texts: dict[str, Any]) -> None:
    counted = Counter(all_texts(texts))
    assert [text for text, times in counted.items() if times > 1] == []


def test_texts_speak_of_what_was_done_and_of_nobody_by_name(
    texts: dict[str, Any], people: list[dict[str, Any]]
) -> None:
    names = re.compile("|".join(rf"\b{person['name'].split()[0]}\b" for person in people))
    for text in all_texts(texts):
        assert not SPOKEN.search(text), text
        assert not names.search(text), text
        assert re.search(r"[.?!]’?$", text), text
