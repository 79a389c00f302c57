"""What may be sent as a rule."""

from typing import Any

import pytest
from marshmallow import ValidationError

from service.skills.schema import RuleSent


def refused(**sent: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as wrong:
        RuleSent().load(sent)
    assert isinstance(wrong.value.messages, dict)
    return wrong.value.messages


def test_values_stand_between_commas_each_once() -> None:
    sent = RuleSent().load({"components": " API,  Pay  Gateway ,,api\nDocs,", "labels": ""})
    assert sent["components"] == ["API", "Pay Gateway", "Docs"]
    assert sent["labels"] == []


def test_twenty_values_of_eighty_characters_fit() -> None:
    sent = RuleSent().load({"labels": ",".join(f"{n:02}" + "x" * 78 for n in range(20))})
    assert len(sent["labels"]) == 20


@pytest.mark.parametrize(
    "labels", [",".join(str(number) for number in range(21)), "x" * 81, ["a list"]]
)
def test_more_is_refused(labels: Any) -> None:
    assert list(refused(labels=labels)) == ["labels"]


@pytest.mark.parametrize("sent", [{}, {"labels": " , "}, {"colour": "blue"}])
def test_a_rule_asks_something(sent: dict[str, str]) -> None:
    assert list(refused(**sent)) == ["conditions"]


@pytest.mark.parametrize("word", ["*", "refine*, **"])
def test_a_word_has_letters_before_its_star(word: str) -> None:
    assert list(refused(title_words=word)) == ["title_words"]
