"""The words of a description, plain or as a tree of nodes."""

from typing import Any

import pytest

from service.atlassian.jira_text import LONGEST_DESCRIPTION, description


def paragraph(*texts: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text} for text in texts]}


def test_plain_text_is_read_as_it_stands() -> None:
    assert description({"description": "Merging is\nslow"}) == "Merging is\nslow"


def test_a_tree_is_read_in_its_order() -> None:
    tree = {"type": "doc", "content": [paragraph("Merging", "is"), paragraph("slow")]}
    assert description({"description": tree}) == "Merging\nis\nslow"


def test_nothing_told_is_not_the_same_as_nothing_there() -> None:
    assert description({}) is None
    assert description({"description": None}) == ""


@pytest.mark.parametrize("strange", [7, [1], {"content": 3}, {"content": [None, [], {"text": 5}]}])
def test_what_is_no_text_has_no_words(strange: object) -> None:
    assert description({"description": strange}) == ""


def test_it_is_read_in_part_where_it_is_very_long() -> None:
    assert len(description({"description": "ab " * 20_000}) or "") == LONGEST_DESCRIPTION
    deep: dict[str, Any] = {"text": "bottom"}
    for _ in range(20_000):
        deep = {"content": [deep]}
    assert description({"description": deep}) == ""
