"""Pick to learn, as a page."""

import pytest

from service.db.sql import Connection
from tests.aims.test_practice import databases, known_to, open_work
from tests.cast import Cast
from tests.web.browse import Browse, plain, text

__all__ = ["databases"]


@pytest.fixture
def work(db: Connection, cast: Cast, databases: int) -> int:
    """Open work of Bob; Alice knows its project."""
    known_to(db, cast, "alice")
    return open_work(db, cast, databases)


def test_one_press_says_it_and_one_takes_it_back(cast: Cast, browse: Browse, work: int) -> None:
    alice = browse(cast.alice)
    address = f"/work/{work}/skills/databases"
    back = {"back": "/work/open?skill=databases"}
    for press, said in (
        ("practise", "you would like to practise it"),
        ("help", "you are glad to help"),
        ("take-back", "I would like to practise it"),
    ):
        answer = alice.post(f"{address}/{press}", data=back)
        assert answer.status_code == 303
        assert answer.location == f"/work/open?skill=databases#work-{work}"
        assert said in plain(text(alice, "/work/open"))


def test_names_stand_beside_the_work_for_those_who_see_it(
    cast: Cast, browse: Browse, work: int
) -> None:
    browse(cast.alice).post(f"/work/{work}/skills/databases/practise")
    for page in ("/work/open", f"/work/{work}"):
        assert "Alice would like to practise it here." in plain(text(browse(cast.bob), page))
    for person in (cast.charlie, cast.dana):
        assert "Alice" not in text(browse(person), "/work/open")
        assert browse(person).get(f"/work/{work}").status_code == 404


@pytest.mark.parametrize("press", ["practise", "help"])
def test_a_stranger_and_an_administrator_cannot_pick(
    db: Connection, cast: Cast, browse: Browse, work: int, press: str
) -> None:
    for person in (cast.charlie, cast.dana):
        answer = browse(person).post(f"/work/{work}/skills/databases/{press}")
        assert answer.status_code == 404
    assert db.execute("SELECT count(*) FROM practice").fetchone() == (0,)


def test_a_lead_says_it_for_herself_alone(
    db: Connection, cast: Cast, browse: Browse, work: int
) -> None:
    sent = {"person_id": str(cast.bob.id), "person": str(cast.bob.id)}
    browse(cast.alice).post(f"/work/{work}/skills/databases/practise", data=sent)
    assert db.execute("SELECT person_id FROM practice").fetchall() == [(cast.alice.id,)]


def test_one_goes_back_to_a_page_of_our_own(cast: Cast, browse: Browse, work: int) -> None:
    answer = browse(cast.bob).post(
        f"/work/{work}/skills/databases/help", data={"back": "//elsewhere.example"}
    )
    assert answer.location == f"/#work-{work}"


def test_nothing_open_says_when_there_will_be(cast: Cast, browse: Browse) -> None:
    page = text(browse(cast.charlie), "/work/open")
    assert "There is no open work here yet." in page
    page = text(browse(cast.charlie), "/work/open?skill=databases")
    assert "No open work of your teams practises this skill now." in page
