"""What may be sent as a rule."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from marshmallow import ValidationError

from service.skills.rules_schema import DEPTH, LEAVES, SIZE, RuleSent
from service.skills.rules_tree import Field, Is, Node, Not, as_json, leaves
from tests.skills.trees import SMALL


def read(conditions: Any) -> Node:
    node: Node = RuleSent().load({"conditions": conditions, "area": "building"})["conditions"]
    return node


def refused(conditions: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as wrong:
        read(conditions)
    found: dict[str, list[str]] = wrong.value.messages_dict["conditions"]
    return found


def has(*values: Any, field: str = "label") -> dict[str, Any]:
    return {"field": field, "is": list(values)}


def test_a_tree_is_read_as_json_or_as_text_of_it() -> None:
    sent = {"all": [has("API", field="component"), {"not": has("Epic", field="type")}]}
    assert read(sent) == read(json.dumps(sent))
    assert list(leaves(read(sent))) == [
        Is(Field.COMPONENT, ("API",)),
        Is(Field.TYPE, ("Epic",)),
    ]


@given(tree=SMALL)
def test_what_fits_is_read_as_it_was_meant(tree: Node) -> None:
    try:
        again = read(as_json(tree))
    except ValidationError as wrong:
        messages = wrong.messages_dict["conditions"].values()
        assert {one for several in messages for one in several} == {"Groups go three deep at most."}
        return
    assert [one.field for one in leaves(again)] == [one.field for one in leaves(tree)]
    assert read(as_json(again)) == again


def test_values_are_tidied_and_stand_once() -> None:
    assert read(has("  API ", "Pay\x00  Gateway", "api", "", "\ud800Docs")) == Is(
        Field.LABEL, ("API", "Pay Gateway", "Docs")
    )


def nested(depth: int) -> dict[str, Any]:
    return has("x") if depth == 1 else {"any": [nested(depth - 1)]}


def test_limits_are_reached_and_not_passed() -> None:
    assert read(nested(DEPTH))
    assert read({"not": nested(DEPTH)})
    place = ".".join("0" * DEPTH)
    assert refused(nested(DEPTH + 1)) == {place: ["Groups go three deep at most."]}
    assert read({"all": [has("x")] * LEAVES})
    assert "" in refused({"all": [has("x")] * (LEAVES + 1)})
    half = {"any": [has("x")] * 21}
    assert refused({"all": [half, half]})[""][0].startswith("Forty conditions")
    assert read(has(*(f"{number:02}" + "x" * 78 for number in range(50))))
    assert refused({"all": [has(*map(str, range(51)))]}) == {"0": ["Fifty values at most."]}
    assert refused({"all": [has("x"), has("x" * 81)]}) == {
        "1": ["A value has at most 80 characters."]
    }


def test_a_whole_that_is_too_long_is_refused_before_the_database_does() -> None:
    long = has(*(f"{number:02}" + "x" * 78 for number in range(50)))
    assert len(json.dumps({"all": [long] * 15})) > SIZE
    assert refused({"all": [long] * 15})[""][0].startswith("This is more than one rule can hold")


@pytest.mark.parametrize("word", ["*", "**"])
def test_a_word_has_letters_before_its_star(word: str) -> None:
    assert refused({"all": [has("refin*", word, field="title")]}) == {
        "0": ["A word needs letters before the *."]
    }


def test_each_wrong_part_is_named() -> None:
    wrong = refused({"all": [has(""), {"any": [has("x"), has()]}, {"all": []}]})
    assert set(wrong) == {"0", "1.1", "2"}


@pytest.mark.parametrize(
    "sent",
    [
        "", "no json", "[" * 5000, None, 7, [], {}, {"all": has("x")}, {"all": [7]},
        {"some": [has("x")]}, {"all": [has("x")], "any": [has("x")]}, {"not": {"not": has("x")}},
        has("x", field="colour"), {"field": "label", "is": "x"}, {"not": [has("x")]},
    ],
)  # fmt: skip
def test_what_is_no_tree_is_refused(sent: Any) -> None:
    assert refused(sent)


ANYTHING = some.recursive(
    some.one_of(some.none(), some.booleans(), some.integers(), some.text(max_size=5)),
    lambda inner: some.one_of(
        some.lists(inner, max_size=3),
        some.dictionaries(
            some.sampled_from(["all", "any", "not", "field", "is", "x"]), inner, max_size=3
        ),
    ),
    max_leaves=20,
)


@given(sent=ANYTHING)
def test_whatever_is_sent_is_a_tree_or_refused(sent: Any) -> None:
    try:
        found = read(sent)
    except ValidationError:
        return
    assert list(leaves(found))


def test_a_rule_needs_conditions_and_an_area() -> None:
    with pytest.raises(ValidationError) as wrong:
        RuleSent().load({"seen": "x"})
    assert set(wrong.value.messages_dict) == {"conditions", "area", "seen"}


def test_not_counts_for_no_depth() -> None:
    assert read({"not": has("x")}) == Not(Is(Field.LABEL, ("x",)))
