"""Terms: what is left of a text for suggestions. Pure.

A term is a word in a light normal form, so that `Indexes` and `index` are one. What is kept of it
is a hash, keyed with the installation's secret: without that key nobody can tell which word it was.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from service.skills.stop_words import STOP_WORDS

MOST_KEPT = 40  #: of a description, until its contributors have answered
KNOWN_FROM = 5  #: items in which a term must occur before its word is known
LONGEST_TEXT = 2_000  #: characters that are read of a description: below come traces and logs
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
    times: dict[int, int] = {}
    words: dict[int, str] = {}
    for piece, count in Counter(_pieces(text)).items():
        for hash_, word in _of_piece(piece, key.secret):
            times[hash_] = times.get(hash_, 0) + count
            words.setdefault(hash_, word)
    return [Term(hash_, words[hash_], count) for hash_, count in times.items()]


def hashes(text: str, key: Key) -> frozenset[int]:
    return frozenset(term.hash for term in read(text, key))


def kept(terms: Sequence[Term], items: Mapping[int, int], heard: int) -> list[Term]:
    """The terms that say most of one text: often in it, and in few of the items heard so far."""
    if len(terms) <= MOST_KEPT:
        return list(terms)

    def telling(term: Term) -> tuple[float, int]:
        return (1 + math.log(term.times)) * rarity(items.get(term.hash, 0) + 1, heard), term.hash

    return sorted(terms, key=telling, reverse=True)[:MOST_KEPT]


def rarity(items: int, heard: int) -> float:
    """How little a term is worth that occurs in every item, and how much one that few have."""
    return math.log((heard + 2) / (items + 0.5)) + 0.3


def _pieces(text: str) -> list[str]:
    """What stands between spaces and signs; names and addresses of people are left out."""
    if "@" in text or "://" in text:
        text = _ADDRESS.sub(" ", text)
    return _PIECE.findall(text)


@lru_cache(maxsize=60_000)  # most words come again and again
def _of_piece(piece: str, secret: bytes) -> tuple[tuple[int, str], ...]:
    """The hashes of its words, each with the word as it stood."""
    key = Key(secret)
    return tuple((key.hash(stem), word) for stem, word in _stems(piece))


def _stems(piece: str) -> Iterator[tuple[str, str]]:
    """Each word in its normal form and as it stood."""
    if piece.isdigit():
        return
    is_plain = piece.isalpha() and piece[1:].islower()
    parts = [piece] if is_plain else _PARTS.split(piece)
    if len(parts) > 1:
        yield from _worth(piece.lower(), piece.lower())
    for part in parts:
        word = part.lower()
        yield from _worth(normal(word), word)


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
