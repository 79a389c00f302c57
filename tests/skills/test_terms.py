"""Words become terms: a light normal form, and a hash that needs our key."""

import pytest

from service.skills import terms
from service.skills.terms import Key, Term

KEY = Key.of("a key for tests only, long enough to be taken")


def words(text: str) -> set[str]:
    return {term.word for term in terms.read(text, KEY)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("index", "indexes"),
        ("merge", "merging"),
        ("merge", "merged"),
        ("query", "queries"),
        ("tabel", "tabellen"),
        ("Segment", "segments"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms.hashes(one, KEY) == terms.hashes(other, KEY)


@pytest.mark.parametrize(("one", "other"), [("class", "clas"), ("status", "statu"), ("sea", "see")])
def test_different_words_are_different_terms(one: str, other: str) -> None:
    assert terms.hashes(one, KEY) != terms.hashes(other, KEY)


def test_names_in_code_are_split_and_kept_whole() -> None:
    assert words("IndexWriter.addDocument, HTTP2Server") >= {
        "indexwriter", "index", "writer", "document", "adddocument", "http", "server",
    }  # fmt: skip


def test_what_says_nothing_is_left_out() -> None:
    assert words("The of and 2024 een het van x") == set()
    assert words("ask jo@example.org or see https://example.org/token?key=secret") == {"ask"}


def test_terms_of_one_text_are_counted_once_each() -> None:
    (term,) = terms.read("merge merging merges", KEY)
    assert (term.word, term.times) == ("merge", 3)


def test_another_installation_has_other_hashes() -> None:
    other = Key.of("another key for tests, long enough as well")
    assert terms.hashes("merge", KEY).isdisjoint(terms.hashes("merge", other))
    assert all(-(2**63) <= one < 2**63 for one in terms.hashes("merge index segment", KEY))


def test_at_most_forty_are_kept_the_most_telling() -> None:
    rare = [Term(number, f"rare{number}", 1) for number in range(39)]
    common, often = Term(100, "common", 1), Term(101, "often", 5)
    kept = terms.kept([common, *rare, often], {100: 900, 101: 900}, heard=1000)
    assert len(kept) == terms.MOST_KEPT
    assert often in kept
    assert common not in kept
