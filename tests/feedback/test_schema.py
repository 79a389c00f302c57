"""What the form accepts, and the words with which it refuses."""

from typing import Any

import pytest
from marshmallow import ValidationError

from service.feedback import schema
from service.feedback.model import Seen

GOOD = {"closeness": "together", "moment": "You drew both options."}


def load(**sent: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = schema.FeedbackSent().load(GOOD | sent)
    return loaded


def refusals(**sent: Any) -> dict[str, Any]:
    with pytest.raises(ValidationError) as refusal:
        load(**sent)
    messages = refusal.value.messages
    assert isinstance(messages, dict)
    return messages


def test_form_becomes_answers() -> None:
    sent = {"skills": ["7", "9"], "seen-7": "4", "more-7": "on", "seen-9": "none", "more-9": "on"}
    assert load(**sent) == {
        "closeness": "together",
        "moment": "You drew both options.",
        "effect": None,
        "step": None,
        "readers": "two",
        "seen": (Seen(7, 4, True), Seen(9, None, False)),
    }


def test_skills_that_were_not_chosen_do_not_count() -> None:
    assert load(**{"seen-7": "4"})["seen"] == ()


def test_a_skill_counts_once() -> None:
    assert load(**{"skills": ["7", "7"], "seen-7": "2"})["seen"] == (Seen(7, 2),)


def test_closeness_is_needed() -> None:
    assert refusals(closeness="") == {"closeness": [schema.CHOOSE_CLOSENESS]}
    assert refusals(closeness="near") == {"closeness": [schema.CHOOSE_CLOSENESS]}


def test_three_skills_at_most() -> None:
    sent = {f"seen-{n}": "3" for n in range(1, 5)}
    assert refusals(skills=["1", "2", "3", "4"], **sent) == {"skills": [schema.CHOOSE_SKILLS]}
    assert len(load(skills=["1", "2", "3"], **sent)["seen"]) == 3


@pytest.mark.parametrize("answer", [None, "0", "6", "9999999999", "x"])
def test_chosen_skill_needs_an_answer(answer: str | None) -> None:
    sent = {"skills": ["7"]} | ({"seen-7": answer} if answer else {})
    assert refusals(**sent) == {"seen-7": [schema.SAY_WHAT_YOU_SAW]}


def test_level_needs_its_moment() -> None:
    wrong = refusals(**{"skills": ["7"], "seen-7": "3", "moment": "", "effect": "It works."})
    assert wrong == {"moment": [schema.MOMENT_WITH_LEVEL]}


def test_could_not_see_needs_no_moment() -> None:
    assert load(**{"skills": ["7"], "seen-7": "none", "moment": "", "effect": "It works."})


def test_something_is_said() -> None:
    assert refusals(moment="  ") == {"moment": [schema.SAY_SOMETHING]}
    assert load(moment="", effect="It works.")["moment"] is None


def test_wall_shows_the_effect_alone_so_it_is_needed() -> None:
    assert refusals(readers="wall") == {"effect": [schema.EFFECT_FOR_WALL]}
    assert load(readers="wall", effect="It works.")["readers"] == "wall"
    assert refusals(readers="world") == {"readers": [schema.WHO_READS]}


@pytest.mark.parametrize(("name", "limit"), [("moment", 600), ("effect", 400), ("step", 300)])
def test_texts_are_short(name: str, limit: int) -> None:
    assert load(**{name: "x" * limit})[name] == "x" * limit
    assert refusals(**{name: "x" * (limit + 1)}) == {name: [schema.TOO_LONG]}


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert set(refusals(closeness="", moment="", skills=["7"])) == {"closeness", "moment", "seen-7"}


def test_draft_keeps_known_fields_of_sensible_size() -> None:
    typed = {"moment": ["x" * 5000, "\x00"], "seen-7": ["3"], "seen-x": ["3"], "csrf_token": ["t"]}
    assert schema.draft(typed) == {"moment": ["x" * 4000, ""], "seen-7": ["3"]}
