"""Finding skills by words of their texts, in both languages."""

import pytest

from service.actor import System
from service.db.sql import Connection
from service.skills import actions, reads_search


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["database"], "databases"),
        (["autom", "test"], "automated-testing"),
        (["storing"], "incident-response"),
        (["toegankelijk"], "accessible-interfaces"),
    ],
)
def test_a_skill_is_found_by_beginnings_of_its_words(
    db: Connection, words: list[str], slug: str
) -> None:
    actions.load_starter(db, System("test"))
    assert slug in [skill.slug for skill in reads_search.found(db, System("test"), words)]


def test_all_words_must_fit(db: Connection) -> None:
    actions.load_starter(db, System("test"))
    assert reads_search.found(db, System("test"), ["database", "xylophone"]) == []
