"""Gentle hints on wording, from the one table of patterns; no text leaves the server for them.

A hint never blocks: it asks what happened, where a sentence judges instead of telling it. Both
languages are looked at whatever the reader's is, since people write in the one they think in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.feedback.patterns import PATTERNS, Hint

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_COMPILED = tuple((hint, re.compile(pattern, re.IGNORECASE)) for hint, pattern in PATTERNS)


@dataclass(frozen=True, slots=True)
class Found:
    """A hint, with the words that called it up."""

    hint: Hint
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the hints expected and those found."""

    text: str
    expected: frozenset[str]
    found: frozenset[str]


def hints(text: str) -> list[Found]:
    """What in a text may be hard to act on: each kind once, with the words that show it.

    Praise is empty only where the whole text is; the rest is looked for sentence by sentence.
    """
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text)]
    first: dict[Hint, Found] = {}
    for hint, pattern in _COMPILED:
        parts = [text.strip()] if hint is Hint.EMPTY else sentences
        matches = (pattern.search(part) for part in parts)
        match = next((one for one in matches if one), None)
        if match and hint not in first:
            first[hint] = Found(hint, match[0].strip())
    return list(first.values())


def judge(text: str, expected: Sequence[str]) -> Judged:
    return Judged(text, frozenset(expected), frozenset(str(one.hint) for one in hints(text)))


def agreement(judged: Sequence[Judged]) -> tuple[float, float]:
    """Precision and recall over all hints, from 0 to 1; 1 where there is nothing to miss."""
    right = sum(len(one.found & one.expected) for one in judged)
    found = sum(len(one.found) for one in judged)
    expected = sum(len(one.expected) for one in judged)
    return right / found if found else 1.0, right / expected if expected else 1.0
