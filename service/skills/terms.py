"""Terms: what is left of a text for suggestions. Pure.

A term is a word in a light normal form, so that `Indexes` and `index` are one. What is kept of it
is a hash, keyed with the installation's secret: without that key nobody can tell which word it was.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from service.skills.stop_words import STOP_WORDS

MOST_KEPT = 40  #: of a description, until its contributors have answered
KNOWN_FROM = 5  #: items in which a term must occur before its word is known
LONGEST_TEXT = 20_000  #: characters that are read of a description
SHORTEST, LONGEST = 2, 30

_PIECE = re.compile(r"[^\W_]+")
# Code names are several words: writeLock, HTTPServer, utf8.
_PARTS = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"
    r"|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
# Endings of both languages, the longest first, and what stands in their place.
_ENDINGS = (("ies", "y"), ("ing", ""), ("en", ""), ("ed", ""), ("s", ""))
_KEEPS_ITS_S = ("ss", "us", "is")


@dataclass(frozen=True, slots=True)
class Key:
    """What hashes are made with; `Key.of` makes it from the secret of the installation."""

    secret: bytes

    @classmethod
    def of(cls, secret_key: str) -> "Key":
        return cls(blake2b(secret_key.encode(), digest_size=32, person=b"gezel terms").digest())

    def hash(self, stem: str) -> int:
        """64 bits with a sign, as PostgreSQL's bigint."""
        digest = blake2b(stem.encode(), digest_size=8, key=self.secret).digest()
        return int.from_bytes(digest, "big", signed=True)


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it was read: its hash, a word that it stood for, and how often it occurred."""

    hash: int
    word: str
    times: int


def read(text: str, key: Key) -> list[Term]:
    """The different terms of a text."""
    times: Counter[str] = Counter()
    words: dict[str, str] = {}
    for stem, word in _stems(text[:LONGEST_TEXT]):
        times[stem] += 1
        words.setdefault(stem, word)
    return [Term(key.hash(stem), words[stem], count) for stem, count in times.items()]


def hashes(text: str, key: Key) -> frozenset[int]:
    return frozenset(term.hash for term in read(text, key))


def kept(terms: Iterable[Term], items: Mapping[int, int], heard: int) -> list[Term]:
    """The terms that say most of one text: often in it, and in few of the items heard so far."""

    def telling(term: Term) -> tuple[float, int]:
        return (1 + math.log(term.times)) * rarity(items.get(term.hash, 0) + 1, heard), term.hash

    return sorted(terms, key=telling, reverse=True)[:MOST_KEPT]


def rarity(items: int, heard: int) -> float:
    """How little a term is worth that occurs in every item, and how much one that few have."""
    return math.log((heard + 2) / (items + 0.5)) + 0.3


def _stems(text: str) -> Iterator[tuple[str, str]]:
    """Each word in its normal form and as it stood; names and addresses of people are left out."""
    for piece in _PIECE.findall(_ADDRESS.sub(" ", text)):
        yield from _of_piece(piece)


@lru_cache(maxsize=20_000)  # most words come again and again
def _of_piece(piece: str) -> tuple[tuple[str, str], ...]:
    parts = _PARTS.split(piece)
    whole = [*_worth(piece.lower(), piece.lower())] if len(parts) > 1 else []
    words = [part.lower() for part in parts]
    return (*whole, *(pair for word in words for pair in _worth(normal(word), word)))


def _worth(stem: str, word: str) -> Iterator[tuple[str, str]]:
    if SHORTEST <= len(word) <= LONGEST and word not in STOP_WORDS and not word.isdigit():
        yield stem, word


def normal(word: str) -> str:
    """The word without the commonest endings of English and Dutch: a key, not for reading."""
    if len(word) > 4 and not word.endswith(_KEEPS_ITS_S):
        word = _without_ending(word)
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _without_ending(word: str) -> str:
    for ending, instead in _ENDINGS:
        left = len(word) - len(ending)
        if word.endswith(ending) and left >= 3:
            word = word[:left] + instead
            doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou"
            return word[:-1] if doubled and ending != "s" else word
    return word
