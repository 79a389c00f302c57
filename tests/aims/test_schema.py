"""What may be sent about oneself."""

import pytest
from marshmallow import ValidationError

from service.aims.model_found import Finders, Wanted
from service.aims.schema import FindableSent, FocusSent, PeopleQuery, PlacementSent


def test_nothing_said_is_not_placed() -> None:
    assert PlacementSent().load({"level": ""}) == {
        "level": None,
        "wish": 0,
        "glad_to_help": False,
    }


def test_a_form_is_read() -> None:
    sent = {"level": "3", "wish": "2", "glad_to_help": "on"}
    assert PlacementSent().load(sent) == {
        "level": 3,
        "wish": 2,
        "glad_to_help": True,
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level", "0"),
        ("level", "6"),
        ("level", "three"),
        ("wish", "4"),
        ("wish", "-1"),
        ("glad_to_help", "perhaps"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        PlacementSent().load({field: value})
    assert isinstance(wrong.value.messages, dict)
    assert list(wrong.value.messages) == [field]


def test_what_i_try_fits_a_few_lines() -> None:
    assert FocusSent().load({"will_try": "x" * 300}) == {"will_try": "x" * 300, "shown": False}
    with pytest.raises(ValidationError):
        FocusSent().load({"will_try": "x" * 301})


def test_being_found_is_chosen_and_never_guessed() -> None:
    assert FindableSent().load({"who": "teams", "sentence": " "}) == {
        "who": Finders.TEAMS,
        "sentence": None,
    }
    for sent in ({}, {"who": "leads"}, {"who": "nobody", "sentence": "x" * 301}):
        with pytest.raises(ValidationError):
            FindableSent().load(sent)


def test_a_search_is_read_as_conditions() -> None:
    sent = {
        "help": ["databases"],
        "learn": ["mentoring"],
        "team": "3",
        "words": "After lunch, after",
    }
    wanted = PeopleQuery().load(sent)["wanted"]
    assert wanted == Wanted(
        frozenset({"databases"}), frozenset({"mentoring"}), 3, ("after", "lunch"), True
    )
    assert (wanted.conditions, wanted.needed) == (5, 5)
    either = PeopleQuery().load(sent | {"join": "any"})["wanted"]
    assert (either.conditions, either.needed) == (5, 1)
    nothing = PeopleQuery().load({"join": "any", "level": "5"})
    assert nothing["wanted"].needed == 0
    assert "level" not in nothing
