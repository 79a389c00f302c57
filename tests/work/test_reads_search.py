"""Finding work by words: what I took part in, and open work of my teams in projects I know."""

import pytest

from service.actor import System
from service.db.sql import Connection
from service.errors import Forbidden
from service.people.model import Person
from service.work import reads_search
from service.work.model import FoundWork
from tests.aims.test_practice import known_to, open_work
from tests.cast import Cast
from tests.feedback.making import contribute, make_skill, make_work


def find(db: Connection, cast: Cast, person: Person, *words: str) -> list[FoundWork]:
    return reads_search.found(db, cast.actor(person), words)


def keys(found: list[FoundWork]) -> list[str | None]:
    return [one.key for one in found]


def test_i_find_what_i_took_part_in_by_beginnings_of_words(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast, "PAY-231", title="Split-payments for schools/parents")
    contribute(db, cast, work, bob="reviewer")
    for words in (("split",), ("paym", "par"), ("pay", "231"), ("schools",)):
        assert keys(find(db, cast, cast.bob, *words)) == ["PAY-231"], words
    assert find(db, cast, cast.bob, "split", "refund") == []
    assert find(db, cast, cast.bob, "chools") == []


def test_nobody_else_finds_it(db: Connection, cast: Cast) -> None:
    contribute(db, cast, make_work(db, cast, "PAY-231"), bob="assignee")
    for person in (cast.alice, cast.charlie, cast.dana):
        known_to(db, cast, person.name.lower())
        assert "PAY-231" not in keys(find(db, cast, person, "pay")), person.name


def test_my_team_finds_open_work_and_no_stranger_does(db: Connection, cast: Cast) -> None:
    open_work(db, cast, make_skill(db, "databases"), "PAY-9")
    for person in (cast.alice, cast.charlie, cast.dana):
        known_to(db, cast, person.name.lower())
    (found,) = find(db, cast, cast.alice, "pay", "9")
    assert (found.key, found.is_mine) == ("PAY-9", False)
    assert [one.is_mine for one in find(db, cast, cast.bob, "pay", "9")] == [True]
    for person in (cast.charlie, cast.dana):
        assert find(db, cast, person, "pay", "9") == []


def test_secret_open_work_is_found_by_those_who_took_part_alone(db: Connection, cast: Cast) -> None:
    work = open_work(db, cast, make_skill(db, "databases"), "PAY-9")
    known_to(db, cast, "alice")
    db.execute("UPDATE work_item SET is_secret = true, title = NULL WHERE id = %s", (work,))
    assert find(db, cast, cast.alice, "pay", "9") == []
    assert keys(find(db, cast, cast.bob, "pay", "9")) == ["PAY-9"]


def test_removed_work_is_not_found(db: Connection, cast: Cast) -> None:
    work = make_work(db, cast, "PAY-231")
    contribute(db, cast, work, bob="assignee")
    db.execute("UPDATE work_item SET deleted_at = created_at WHERE id = %s", (work,))
    assert find(db, cast, cast.bob, "pay") == []


def test_what_is_found_is_paged_latest_first(db: Connection, cast: Cast) -> None:
    made = []
    for number in range(reads_search.PAGE + 5):
        made.append(make_work(db, cast, f"PAY-{number}"))
        contribute(db, cast, made[-1], bob="assignee")
    page = find(db, cast, cast.bob, "pay")
    assert len(page) == reads_search.PAGE + 1
    last = page[reads_search.PAGE - 1]
    rest = reads_search.found(db, cast.actor(cast.bob), ["pay"], last.at, last.id)
    assert [one.id for one in page[:-1] + rest] == made[::-1]


def test_only_people_find_work(db: Connection) -> None:
    with pytest.raises(Forbidden):
        reads_search.found(db, System("test"), ["pay"])
