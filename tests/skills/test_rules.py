"""What a rule matches, and that linking does not depend on any order."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.skills.rules import (
    Conditions,
    DoneItem,
    LinkableItem,
    Rule,
    previewed,
    wanted_links,
)
from tests.skills.items import item


@pytest.mark.parametrize(
    "conditions",
    [
        Conditions(projects=["pay"]),
        Conditions(issue_types=["STORY", "Bug"]),
        Conditions(components=["Gateway", "api"]),
        Conditions(labels=["Refinement"]),
        Conditions(epics=["pay-1"]),
        Conditions(projects=["PAY"], components=["API"], labels=["refinement"]),
    ],
)
def test_any_value_of_each_condition_will_do_whatever_its_capitals(conditions: Conditions) -> None:
    assert conditions.matches(item())


@pytest.mark.parametrize(
    "conditions",
    [
        Conditions(projects=["SHOP"]),
        Conditions(projects=["PA"]),
        Conditions(projects=["PAY"], components=["Gateway"]),
        Conditions(projects=["PAY"], title_words=["incident"]),
        Conditions(epics=["PAY-11"]),
    ],
)
def test_all_conditions_must_hold(conditions: Conditions) -> None:
    assert not conditions.matches(item())


def test_what_is_not_known_matches_no_condition() -> None:
    bare = LinkableItem(7, None, None, [], [], None, None)
    for name in ("projects", "issue_types", "components", "labels", "epics", "title_words"):
        assert not Conditions(**{name: ["None"]}).matches(bare)


@pytest.mark.parametrize(
    ("word", "title", "found"),
    [
        ("api", "Refinement of the API", True),
        ("api", "API: refinement", True),
        ("api", "Rapid refinement", False),
        ("api", "Two APIs", False),
        ("api*", "Two APIs", True),
        ("api*", "A rapid change", False),
        ("post mortem", "The Post Mortem of Friday", True),
        ("c++", "Build in C++ again", True),
        ("c++", "Build in C+ again", False),
        ("a.c", "abc", False),
        ("überblick", "Der ÜBERBLICK", True),
        ("cafe\u0301", "The CAFÉ page", True),
        ("api", None, False),
        ("api*", None, False),
    ],
)
def test_a_title_word_is_a_whole_word(word: str, title: str | None, found: bool) -> None:
    assert Conditions(title_words=[word]).matches(item(title=title)) is found


def test_one_of_several_title_words_is_enough() -> None:
    assert Conditions(title_words=["incident", "refine*"]).matches(item())


def test_the_lowest_rule_that_is_on_makes_the_link() -> None:
    rules = [
        Rule(id=9, skill_id=1, is_on=True, projects=["PAY"]),
        Rule(id=2, skill_id=1, is_on=False, projects=["PAY"]),
        Rule(id=4, skill_id=1, is_on=True, components=["API"]),
        Rule(id=5, skill_id=3, is_on=True, components=["Gateway"]),
    ]
    [link] = wanted_links(rules, [item()])
    assert (link.work_item_id, link.skill_id, link.rule_id) == (7, 1, 4)


VALUES = some.lists(some.sampled_from(["API", "api", "Gateway", "docs"]), max_size=2)
RULES = some.lists(
    some.builds(
        Rule,
        id=some.integers(1, 50),
        skill_id=some.integers(1, 4),
        is_on=some.booleans(),
        components=VALUES,
        labels=VALUES,
        title_words=some.lists(some.sampled_from(["api", "doc*", "x"]), max_size=2),
    ),
    max_size=6,
    unique_by=lambda rule: rule.id,
)
ITEMS = some.lists(
    some.builds(
        item,
        id=some.integers(1, 50),
        components=VALUES,
        labels=VALUES,
        title=some.sampled_from([None, "An API", "docs and documents", "rapid"]),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(rules=RULES, items=ITEMS, chance=some.randoms(use_true_random=False))
def test_links_depend_on_no_order_and_on_no_batch(
    rules: list[Rule], items: list[LinkableItem], chance: Random
) -> None:
    at_once = set(wanted_links(rules, items))
    chance.shuffle(rules)
    chance.shuffle(items)
    one_by_one = {link for one in items for link in wanted_links(rules, [one])}
    assert at_once == one_by_one


@given(rules=RULES, items=ITEMS)
def test_there_is_a_link_exactly_where_a_rule_matches(
    rules: list[Rule], items: list[LinkableItem]
) -> None:
    found = {(link.work_item_id, link.skill_id) for link in wanted_links(rules, items)}
    assert found == {
        (one.id, rule.skill_id)
        for one in items
        for rule in rules
        if rule.is_on and rule.matches(one)
    }


def test_a_preview_counts_all_and_shows_the_first() -> None:
    items = [
        DoneItem(number, "PAY", "Story", ["API"], [], None, None, key=f"PAY-{number}")
        for number in range(5)
    ]
    preview = previewed(Conditions(components=["api"]), items, examples=3)
    assert (preview.linked, preview.looked_at) == (5, 5)
    assert [example.key for example in preview.examples] == ["PAY-0", "PAY-1", "PAY-2"]
