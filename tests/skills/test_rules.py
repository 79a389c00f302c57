"""What a rule matches, and that linking does not depend on the order of work or of reading."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.skills.rules import LinkableItem, Rule, matcher, wanted_links
from service.skills.rules_tree import (
    AllOf,
    AnyOf,
    Field,
    Is,
    Node,
    Not,
    all_of,
    as_json,
    from_json,
    leaves,
)
from tests.skills.items import item
from tests.skills.trees import SMALL

HARB = Is(Field.PROJECT, ("HARB",))
PAY = Is(Field.PROJECT, ("pay",))
STORY = Is(Field.TYPE, ("story", "bug"))


@pytest.mark.parametrize(
    "tree",
    [
        all_of(connection=["Our-Jira"]),
        all_of(project=["pay"]),
        all_of(type=["STORY", "Bug"]),
        all_of(component=["Gateway", "api"]),
        all_of(label=["Refinement"]),
        all_of(epic=["pay-1"]),
        all_of(project=["PAY"], component=["API"], label=["refinement"]),
        AnyOf((HARB, PAY)),
        AllOf((Not(HARB), AnyOf((PAY, HARB)))),
        Not(AllOf((PAY, HARB))),
    ],
)
def test_it_matches(tree: Node) -> None:
    assert matcher(tree)(item())


@pytest.mark.parametrize(
    "tree",
    [
        all_of(connection=["jira"]),
        all_of(project=["SHOP"]),
        all_of(project=["PA"]),
        all_of(space=["PAY"]),
        all_of(project=["PAY"], component=["Gateway"]),
        all_of(project=["PAY"], title=["incident"]),
        all_of(epic=["PAY-11"]),
        AnyOf((HARB, Not(PAY))),
        Not(AnyOf((PAY, HARB))),
        AllOf((PAY, Not(STORY))),
    ],
)
def test_it_does_not_match(tree: Node) -> None:
    assert not matcher(tree)(item())


def test_a_page_has_a_space_and_no_project() -> None:
    page = item(project=None, space="TEAM", type=None, epic=None)
    assert matcher(all_of(space=["team"]))(page)
    assert not matcher(all_of(project=["TEAM"]))(page)


@pytest.mark.parametrize("field", list(Field))
def test_what_is_not_known_has_no_value(field: Field) -> None:
    bare = LinkableItem(7, None, None, None, None, [], [], None, None)
    assert not matcher(Is(field, ("None",)))(bare)
    assert matcher(Not(Is(field, ("None",))))(bare)


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
    assert matcher(all_of(title=[word]))(item(title=title)) is found


def test_one_of_several_title_words_is_enough() -> None:
    assert matcher(all_of(title=["incident", "refine*"]))(item())


ITEMS = some.lists(
    some.builds(
        item,
        id=some.integers(1, 50),
        connection=some.sampled_from([None, "our-jira"]),
        project=some.sampled_from([None, "PAY", "SHOP"]),
        space=some.sampled_from([None, "TEAM"]),
        type=some.sampled_from([None, "Story", "Bug"]),
        components=some.lists(some.sampled_from(["API", "gateway", "x"]), max_size=2),
        labels=some.lists(some.sampled_from(["Refinement", "docs", "x"]), max_size=2),
        epic=some.sampled_from([None, "PAY-1"]),
        title=some.sampled_from([None, "An API", "docs and documents", "rapid"]),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(tree=SMALL)
def test_a_tree_is_the_same_after_it_was_kept(tree: Node) -> None:
    assert from_json(as_json(tree)) == tree


def plainly(node: Node, one: LinkableItem) -> bool:
    """The meaning of a tree said a second way: as truth values joined by numbers."""
    match node:
        case AllOf(nodes):
            return min(plainly(inner, one) for inner in nodes)
        case AnyOf(nodes):
            return max(plainly(inner, one) for inner in nodes)
        case Not(inner):
            return not plainly(inner, one)
        case Is(field, values):
            return any(matcher(Is(field, (value,)))(one) for value in values)


@given(tree=SMALL, items=ITEMS)
def test_a_tree_means_what_its_words_say(tree: Node, items: list[LinkableItem]) -> None:
    matches = matcher(tree)
    for one in items:
        assert matches(one) is bool(plainly(tree, one))
        assert matcher(Not(tree))(one) is not matches(one)
    assert list(leaves(tree))


RULES = some.lists(
    some.builds(
        Rule,
        id=some.integers(1, 50),
        skill_id=some.integers(1, 3),
        area_id=some.just(1),
        position=some.integers(1, 4),
        is_on=some.booleans(),
        conditions=SMALL.map(as_json),
    ),
    max_size=6,
    unique_by=lambda rule: rule.id,
)


@given(rules=RULES, items=ITEMS, chance=some.randoms(use_true_random=False))
def test_links_depend_on_no_order_of_reading_and_on_no_batch(
    rules: list[Rule], items: list[LinkableItem], chance: Random
) -> None:
    at_once = set(wanted_links(rules, items))
    chance.shuffle(rules)
    chance.shuffle(items)
    one_by_one = {link for one in items for link in wanted_links(rules, [one])}
    assert at_once == one_by_one


@given(rules=RULES, items=ITEMS)
def test_the_first_rule_that_is_on_and_matches_makes_the_link(
    rules: list[Rule], items: list[LinkableItem]
) -> None:
    found = {
        (link.work_item_id, link.skill_id): link.rule_id for link in wanted_links(rules, items)
    }
    expected = {}
    for rule in sorted(rules, key=lambda rule: (rule.position, rule.id), reverse=True):
        for one in items:
            if rule.is_on and matcher(rule.tree)(one):
                expected[one.id, rule.skill_id] = rule.id
    assert found == expected
