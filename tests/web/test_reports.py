"""Reports on their pages: who reports, who reads, who chooses who reads."""

import pytest

from service import clock
from service.actor import Member
from service.db.sql import Connection, value
from service.feedback import actions_reports, actions_thanks
from service.feedback.model_thanks import Thanking
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.feedback.making import words_from_alice
from tests.web.browse import Browse, plain, text


@pytest.fixture
def tess(db: Connection, cast: Cast) -> Person:
    """One of the two trusted people."""
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, theo.id])
    return tess


def test_administrator_chooses_two(db: Connection, cast: Cast, browse: Browse) -> None:
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    dana = browse(cast.dana)
    form = text(dana, "/trusted")
    for person, is_offered in ((tess, True), (cast.alice, False), (cast.dana, False)):
        assert (f'value="{person.id}"' in form) == is_offered, person.name
    one = dana.post("/trusted", data={"people": [str(tess.id)]})
    assert one.status_code == 422
    assert "Choose two different people." in plain(one.text)
    lead = dana.post("/trusted", data={"people": [str(tess.id), str(cast.alice.id)]})
    assert "does not read reports" in plain(lead.text)
    assert dana.post("/trusted", data={"people": [tess.id, theo.id]}).status_code == 303
    assert text(dana, "/trusted").count(" selected") == 2


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_others_choose_nobody(cast: Cast, browse: Browse, name: str) -> None:
    somebody = browse(getattr(cast, name))
    assert somebody.get("/trusted").status_code == 404
    assert somebody.post("/trusted", data={"people": ["1", "2"]}).status_code == 404


def test_a_report_goes_to_the_trusted_and_its_outcome_back(
    db: Connection, cast: Cast, browse: Browse, tess: Person
) -> None:
    given, bob, trusted = words_from_alice(db, cast), browse(cast.bob), browse(tess)
    offered = plain(text(bob, f"/feedback/{given}"))
    assert "Tess and Theo then read the words and what you write here" in offered
    assert bob.post(f"/feedback/{given}/report", data={"reason": ""}).status_code == 422
    bob.post(f"/feedback/{given}/report", data={"reason": "It is unkind."})
    assert "A colleague trusts you with a report." in text(trusted, "/")
    assert "Bob, about words of Alice" in plain(text(trusted, "/reports"))
    number = value(db, "SELECT id FROM report")
    page = plain(text(trusted, f"/reports/{number}"))
    assert "“It is unkind.”" in page
    assert "You drew both options. We shipped before the fair." in page
    assert "report" not in plain(text(browse(cast.alice), f"/feedback/{given}")).lower()
    early = trusted.post(f"/reports/{number}/close", data={})
    assert early.status_code == 422
    trusted.post(f"/reports/{number}/close", data={"outcome": "We talked with both."})
    assert "You drew both options." not in text(trusted, f"/reports/{number}")
    assert "“We talked with both.”" in text(bob, f"/feedback/{given}")
    assert "A colleague trusts you" not in text(trusted, "/")


def test_reporter_takes_it_back(db: Connection, cast: Cast, browse: Browse, tess: Person) -> None:
    given, bob = words_from_alice(db, cast), browse(cast.bob)
    bob.post(f"/feedback/{given}/report", data={"reason": "It is unkind."})
    assert "You reported this" in text(bob, f"/feedback/{given}")
    number = value(db, "SELECT id FROM report")
    back = bob.post(f"/reports/{number}/take-back")
    assert back.headers["Location"] == f"/feedback/{given}"
    assert "Bob took it back" in plain(text(browse(tess), f"/reports/{number}"))


def test_thanks_are_reported_too(db: Connection, cast: Cast, browse: Browse, tess: Person) -> None:
    given = thank(db, cast)
    bob = browse(cast.bob)
    assert bob.post(f"/thanks/{given}/report", data={"reason": " "}).status_code == 422
    assert bob.post(f"/thanks/{given}/report", data={"reason": "No."}).status_code == 303
    number = value(db, "SELECT id FROM report")
    assert "At last." in text(browse(tess), f"/reports/{number}")
    back = bob.post(f"/reports/{number}/take-back")
    assert back.headers["Location"] == f"/thanks/{given}"


def thank(db: Connection, cast: Cast) -> int:
    thanking = Thanking("At last.", (cast.bob.id,), happened_on=clock.today(), happening="The fair")
    return actions_thanks.give(db, Member(cast.alice.id), thanking)


def test_without_trusted_people_the_page_says_what_to_do(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    given, bob = words_from_alice(db, cast), browse(cast.bob)
    assert "Ask an administrator to choose two people" in text(bob, f"/feedback/{given}")
    report = bob.post(f"/feedback/{given}/report", data={"reason": "It is unkind."})
    assert report.status_code == 409


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "dana"])
def test_reports_do_not_exist_for_others(
    db: Connection, cast: Cast, browse: Browse, tess: Person, name: str
) -> None:
    given = words_from_alice(db, cast)
    browse(cast.bob).post(f"/feedback/{given}/report", data={"reason": "It is unkind."})
    somebody, number = browse(getattr(cast, name)), value(db, "SELECT id FROM report")
    for address in ("/reports", f"/reports/{number}"):
        assert somebody.get(address).status_code == 404
    closing = somebody.post(f"/reports/{number}/close", data={"outcome": "Nothing."})
    assert closing.status_code == 404
