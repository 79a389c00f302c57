"""Suggestions by counting: learnt at once, unlearnt exactly, and worth what they proved."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.skills import suggestions
from service.skills.suggestions import Learnt, Tally
from tests.conftest import MONDAY

SEARCH, DOCS = 1, 2
INDEX, MERGE, PAGE, MANUAL = 11, 12, 13, 14
ITEMS = {INDEX: 10, MERGE: 10, PAGE: 10, MANUAL: 10}
NOW = suggestions.weight_of(MONDAY)


def weighed(*terms: int) -> dict[int, float]:
    return suggestions.weighed([], terms, ITEMS, 100)


def teach(learnt: Learnt, skill: int, *terms: int, is_yes: bool = True, times: int = 1) -> None:
    for _ in range(times):
        lesson = suggestions.lesson(skill, weighed(*terms), is_yes, NOW)
        suggestions.take_in(learnt, lesson)


@pytest.fixture
def learnt() -> Learnt:
    """Two skills, told apart by their words."""
    found = Learnt(words=100)
    teach(found, SEARCH, INDEX, MERGE, times=12)
    teach(found, DOCS, PAGE, MANUAL, times=12)
    return found


def test_the_words_speak_for_the_skill_they_were_confirmed_with(learnt: Learnt) -> None:
    first, *others = suggestions.suggested(learnt, weighed(INDEX, MERGE), NOW)
    assert first.skill_id == SEARCH
    assert set(first.because) == {INDEX, MERGE}
    assert [one.skill_id for one in others] == []


def test_what_was_answered_is_not_suggested(learnt: Learnt) -> None:
    assert suggestions.suggested(learnt, weighed(INDEX), NOW, without=[SEARCH]) == []


def test_unknown_words_suggest_nothing(learnt: Learnt) -> None:
    assert suggestions.suggested(learnt, {}, NOW) == []
    assert suggestions.suggested(Learnt(), weighed(INDEX), NOW) == []


def test_words_below_five_items_do_not_count() -> None:
    assert suggestions.weighed([1], [2], {1: 4, 2: 5}, 100) == {2: 1.0}


def test_words_of_the_title_count_more() -> None:
    found = suggestions.weighed([INDEX], [INDEX, MERGE], ITEMS, 100)
    assert found[INDEX] > 2 * found[MERGE]


def test_one_confirmation_is_learnt_at_once(learnt: Learnt) -> None:
    before = suggestions.spoken(learnt, weighed(PAGE), NOW)[SEARCH].score
    teach(learnt, SEARCH, PAGE)
    assert suggestions.spoken(learnt, weighed(PAGE), NOW)[SEARCH].score > before


def test_one_refusal_is_learnt_at_once(learnt: Learnt) -> None:
    before = suggestions.spoken(learnt, weighed(INDEX), NOW)[SEARCH].score
    teach(learnt, SEARCH, INDEX, is_yes=False)
    assert suggestions.spoken(learnt, weighed(INDEX), NOW)[SEARCH].score < before


def test_a_skill_of_which_little_was_learnt_is_not_suggested() -> None:
    found = Learnt(words=100)
    teach(found, SEARCH, INDEX)
    assert suggestions.suggested(found, weighed(INDEX), NOW) == []


def test_what_was_wrong_again_and_again_is_not_said_any_more(learnt: Learnt) -> None:
    (first,) = suggestions.suggested(learnt, weighed(INDEX, MERGE), NOW)
    learnt.outcomes[first.step] = Tally(yes=0, no=50 * NOW)
    assert suggestions.suggested(learnt, weighed(INDEX, MERGE), NOW) == []


def test_what_was_learnt_long_ago_weighs_less() -> None:
    later = suggestions.weight_of(MONDAY + suggestions.HALF_LIFE)
    assert later == pytest.approx(2 * NOW)
    assert suggestions.weight_of(MONDAY + timedelta(days=36_500)) < float("inf")


@given(
    some.lists(
        some.tuples(
            some.sampled_from([SEARCH, DOCS]), some.sampled_from(list(ITEMS)), some.booleans()
        ),
        max_size=20,
    ),
    some.sampled_from(list(ITEMS)),
    some.booleans(),
)
def test_what_is_taken_back_leaves_no_trace(
    history: list[tuple[int, int, bool]], term: int, is_yes: bool
) -> None:
    found = Learnt(words=100)
    for skill, word, was_yes in history:
        teach(found, skill, word, is_yes=was_yes)
    before = {skill: one.score for skill, one in suggestions.spoken(found, ITEM, NOW).items()}
    lesson = suggestions.lesson(SEARCH, weighed(term), is_yes, NOW)
    suggestions.take_in(found, lesson)
    suggestions.take_in(found, lesson.turned())
    after = {skill: one.score for skill, one in suggestions.spoken(found, ITEM, NOW).items()}
    assert after == pytest.approx(before)


ITEM = weighed(INDEX, PAGE)


@given(
    some.dictionaries(
        some.integers(0, suggestions.STEPS - 1),
        some.tuples(some.integers(0, 50), some.integers(0, 50)),
    )
)
def test_a_higher_confidence_never_proves_worth_less(counts: dict[int, tuple[int, int]]) -> None:
    outcomes = {step: Tally(yes * NOW, no * NOW) for step, (yes, no) in counts.items()}
    proven = suggestions.proven(outcomes, NOW)
    assert len(proven) == suggestions.STEPS
    assert proven == sorted(proven)
    assert all(0 < one < 1 for one in proven)
