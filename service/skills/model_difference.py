"""What is different between two versions of a skill, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from service.skills.model_words import Lines, SkillWords, Words

WORDS = re.compile(r"\S+\s*")
LANGUAGES = ("en", "nl")


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Part(StrEnum):
    NAME = "name"
    SUMMARY = "summary"
    SIGNAL = "signal"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is different; `level` None is the skill itself."""

    part: Part
    level: int | None
    language: str
    pieces: tuple[Piece, ...]


def difference(before: SkillWords, after: SkillWords) -> list[Change]:
    """Every text that is not the same, in the order of the skill's page; first English."""
    return [
        Change(part, level, language, pieces(old, new))
        for language in LANGUAGES
        for part, level, old, new in _texts(before, after, language)
        if old != new
    ]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both texts, so that what stayed stands once."""
    one, other = WORDS.findall(old), WORDS.findall(new)
    found: list[Piece] = []
    for _, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, came = "".join(one[a:b]), "".join(other[c:d])
        if gone == came:
            found.append(Piece(Kind.SAME, gone))
        else:
            found += [Piece(kind, text) for kind, text in ((Kind.GONE, gone), (Kind.NEW, came))]
    return tuple(piece for piece in found if piece.text)


Texts = Iterator[tuple[Part, int | None, str, str]]


def _texts(before: SkillWords, after: SkillWords, language: str) -> Texts:
    yield Part.NAME, None, *_both(before.name, after.name, language)
    yield Part.SUMMARY, None, *_both(before.summary, after.summary, language)
    for number, (old, new) in enumerate(zip(before.levels, after.levels, strict=True), start=1):
        yield Part.SUMMARY, number, *_both(old.summary, new.summary, language)
        for part, one, other in (
            (Part.SIGNAL, old.signals, new.signals),
            (Part.EXAMPLE, old.examples, new.examples),
        ):
            for a, b in _pairs(one, other, language):
                yield part, number, a, b


def _both(old: Words, new: Words, language: str) -> tuple[str, str]:
    return old.within(language), new.within(language)


def _pairs(old: Lines, new: Lines, language: str) -> Iterator[tuple[str, str]]:
    """Lines that differ, beside each other; one that went moves none of those that stayed."""
    one, other = old.within(language), new.within(language)
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(one[a:b], other[c:d], fillvalue="")
