"""Hints on wording, held against sixty sentences that were written before the rules."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from service.feedback import hints
from service.feedback.patterns import PATTERNS, Hint

SENTENCES = json.loads((Path(__file__).parent / "hints.json").read_text(encoding="utf-8"))


def test_list_is_as_it_was_promised() -> None:
    kinds = Counter((one["language"], bool(one["hints"])) for one in SENTENCES)
    assert kinds == {(language, poor): 15 for language in ("en", "nl") for poor in (True, False)}
    assert {hint for one in SENTENCES for hint in one["hints"]} == {str(hint) for hint in Hint}


def test_precision_and_recall() -> None:
    judged = [hints.judge(one["text"], one["hints"]) for one in SENTENCES]
    precision, recall = hints.agreement(judged)
    assert precision >= 0.9
    assert recall >= 0.7


def test_both_languages_are_kept_apart_from_each_other() -> None:
    for language in ("en", "nl"):
        of_it = [one for one in SENTENCES if one["language"] == language]
        precision, recall = hints.agreement(
            [hints.judge(one["text"], one["hints"]) for one in of_it]
        )
        assert (precision >= 0.9, recall >= 0.7) == (True, True), language


def test_figures_tell_what_was_missed_and_what_was_too_much() -> None:
    missed = hints.judge("You drew both.", ["always"])
    too_much = hints.judge("You always draw both.", [])
    right = hints.judge("You always draw both.", ["always"])
    assert hints.agreement([missed, right]) == (1.0, 0.5)
    assert hints.agreement([too_much, right]) == (0.5, 1.0)
    assert hints.agreement([]) == (1.0, 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "If you are stuck, call me.",
        "You were faster than we had planned and used the time to test.",
        "Rather than Sam waiting for you, call him first.",
        "As soon as Sam arrived you told him what was open.",
        "Thank you for staying until the backup was restored.",
        "Good job! You called the supplier, so we knew which file would be late.",
        "Je bent dinsdag langsgekomen om het samen te bekijken.",
        "Daardoor hoeven ze nooit meer te wachten.",
        "",
    ],
)
def test_what_happened_gets_no_hint(text: str) -> None:
    assert hints.hints(text) == []


def test_a_hint_shows_the_words_that_called_it_up() -> None:
    (found,) = hints.hints("On Tuesday you drew both. You always keep the overview.")
    assert (found.hint, found.words) == (Hint.ALWAYS, "You always")


def test_each_kind_is_said_once() -> None:
    found = hints.hints("You never ask. You always know. Je bent lui.")
    assert [one.hint for one in found] == [Hint.ALWAYS, Hint.PERSON]


def test_every_kind_has_patterns() -> None:
    assert {hint for hint, _ in PATTERNS} == set(Hint)


@pytest.mark.parametrize(
    "text", ["good " * 120, "you are " * 75, "a" * 600, "je " * 200, "!" * 600]
)
def test_no_text_takes_long(text: str) -> None:
    begin = time.perf_counter()
    hints.hints(text)
    assert time.perf_counter() - begin < 0.2
