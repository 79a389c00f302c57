"""Reports: two trusted people read them, and nobody else."""

import pytest

from service import clock
from service.actor import Member
from service.db.sql import Connection, value
from service.errors import NotFound
from service.feedback import actions, actions_reports, actions_thanks, errors, reads_reports
from service.feedback.model_reports import Trusted
from service.feedback.model_thanks import Thanking
from service.people.model import Person
from tests.cast import Cast, make_person
from tests.feedback.making import some_words, words_from_alice


@pytest.fixture
def trusted(db: Connection, cast: Cast) -> tuple[Person, Person]:
    """Tess and Theo, chosen by Dana."""
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, theo.id])
    return tess, theo


def names(found: list[Trusted]) -> list[str]:
    return [one.name for one in found]


def test_two_are_chosen_and_named(
    db: Connection, cast: Cast, trusted: tuple[Person, Person]
) -> None:
    dana, bob = cast.actor(cast.dana), cast.actor(cast.bob)
    assert names(reads_reports.chosen_trusted(db, dana)) == ["Tess", "Theo"]
    assert names(reads_reports.trusted_about(db, bob, cast.alice.id)) == ["Tess", "Theo"]
    actions_reports.choose_trusted(db, dana, [trusted[1].id, cast.charlie.id])
    assert names(reads_reports.chosen_trusted(db, dana)) == ["Theo", "Charlie"]


@pytest.mark.parametrize("names", [(), ("charlie",), ("charlie", "charlie")])
def test_two_different_people_are_chosen(
    db: Connection, cast: Cast, names: tuple[str, ...]
) -> None:
    ids = [getattr(cast, name).id for name in names]
    with pytest.raises(errors.TwoAreTrusted):
        actions_reports.choose_trusted(db, cast.actor(cast.dana), ids)


@pytest.mark.parametrize("name", ["alice", "dana"])
def test_leads_and_administrators_are_not_chosen(db: Connection, cast: Cast, name: str) -> None:
    dana, person = cast.actor(cast.dana), getattr(cast, name)
    with pytest.raises(errors.NotToBeTrusted):
        actions_reports.choose_trusted(db, dana, [cast.charlie.id, person.id])
    assert reads_reports.chosen_trusted(db, dana) == []
    assert person.id not in {one.id for one in reads_reports.may_be_trusted(db, dana)}


def test_who_came_to_lead_reads_nothing_any_more(
    db: Connection, cast: Cast, trusted: tuple[Person, Person]
) -> None:
    given, (tess, theo) = words_from_alice(db, cast), trusted
    actions_reports.report_feedback(db, cast.actor(cast.bob), given, "It is unkind.")
    db.execute(
        "INSERT INTO membership (team_id, person_id, is_lead, since)"
        " VALUES (%s, %s, true, '2026-03-01')",
        (cast.team_id, tess.id),
    )
    with pytest.raises(NotFound):
        reads_reports.reports(db, Member(tess.id))
    assert len(reads_reports.reports(db, Member(theo.id))) == 1
    (gone, there) = reads_reports.chosen_trusted(db, cast.actor(cast.dana))
    assert (gone.can_read, there.can_read) == (False, True)


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_only_administrators_choose(db: Connection, cast: Cast, name: str) -> None:
    somebody = cast.actor(getattr(cast, name))
    with pytest.raises(NotFound):
        actions_reports.choose_trusted(db, somebody, [cast.bob.id, cast.charlie.id])
    with pytest.raises(NotFound):
        reads_reports.chosen_trusted(db, somebody)


def test_trusted_people_read_the_words_as_they_stood(
    db: Connection, cast: Cast, trusted: tuple[Person, Person]
) -> None:
    given = words_from_alice(db, cast, moment="You were no use.", effect=None, step="Go.")
    actions_reports.report_feedback(db, cast.actor(cast.bob), given, "It is unkind.")
    alice = cast.actor(cast.alice)
    actions.change(db, alice, given, some_words())
    actions.withdraw(db, alice, given)
    (report,) = reads_reports.reports(db, Member(trusted[0].id))
    assert (report.reporter, report.giver) == ("Bob", "Alice")
    assert (report.words, report.reason) == ("You were no use.\n\nGo.", "It is unkind.")
    assert reads_reports.has_open(db, Member(trusted[1].id))


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "dana"])
def test_nobody_else_reads_reports(
    db: Connection, cast: Cast, trusted: tuple[Person, Person], name: str
) -> None:
    given = words_from_alice(db, cast)
    actions_reports.report_feedback(db, cast.actor(cast.bob), given, "It is unkind.")
    somebody, number = cast.actor(getattr(cast, name)), value(db, "SELECT id FROM report")
    with pytest.raises(NotFound):
        reads_reports.reports(db, somebody)
    with pytest.raises(NotFound):
        reads_reports.report(db, somebody, number)
    with pytest.raises(NotFound):
        actions_reports.close(db, somebody, number, "Nothing.")
    assert not reads_reports.has_open(db, somebody)


def test_a_trusted_person_reads_nothing_about_words_of_their_own(
    db: Connection, cast: Cast
) -> None:
    tess = make_person(db, "Tess")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, cast.bob.id])
    bob, given = cast.actor(cast.bob), words_from_alice(db, cast)
    assert names(reads_reports.trusted_about(db, bob, cast.alice.id)) == ["Tess"]
    actions_reports.report_feedback(db, bob, given, "It is unkind.")
    assert reads_reports.reports(db, bob) == []
    assert len(reads_reports.reports(db, Member(tess.id))) == 1


def test_without_trusted_people_nothing_is_reported(db: Connection, cast: Cast) -> None:
    given = words_from_alice(db, cast)
    with pytest.raises(errors.NobodyToReportTo):
        actions_reports.report_feedback(db, cast.actor(cast.bob), given, "It is unkind.")


def test_closing_forgets_the_words_and_tells_the_reporter(
    db: Connection, cast: Cast, trusted: tuple[Person, Person]
) -> None:
    given, bob, tess = words_from_alice(db, cast), cast.actor(cast.bob), Member(trusted[0].id)
    actions_reports.report_feedback(db, bob, given, "It is unkind.")
    with pytest.raises(errors.ReportedAlready):
        actions_reports.report_feedback(db, bob, given, "Again.")
    (report,) = reads_reports.reports(db, tess)
    actions_reports.close(db, tess, report.id, "We talked with both.")
    mine = reads_reports.my_report(db, bob, feedback_id=given)
    assert mine is not None
    assert (mine.words, mine.outcome, mine.closed_by) == (None, "We talked with both.", "Tess")
    with pytest.raises(errors.ReportIsClosed):
        actions_reports.close(db, Member(trusted[1].id), report.id, "Once more.")
    assert not reads_reports.has_open(db, tess)
    actions_reports.report_feedback(db, bob, given, "It happened again.")


def test_reporter_takes_it_back(db: Connection, cast: Cast, trusted: tuple[Person, Person]) -> None:
    given, bob = words_from_alice(db, cast), cast.actor(cast.bob)
    actions_reports.report_feedback(db, bob, given, "It is unkind.")
    number = value(db, "SELECT id FROM report")
    with pytest.raises(NotFound):
        actions_reports.take_back(db, cast.actor(cast.alice), number)
    actions_reports.take_back(db, bob, number)
    assert value(db, "SELECT words IS NULL AND closed_at IS NOT NULL FROM report") is True


@pytest.mark.parametrize("name", ["alice", "charlie", "dana"])
def test_only_the_receiver_reports(
    db: Connection, cast: Cast, trusted: tuple[Person, Person], name: str
) -> None:
    given = words_from_alice(db, cast, readers="team")
    actions.share(db, cast.actor(cast.bob), given)
    with pytest.raises(NotFound):
        actions_reports.report_feedback(db, cast.actor(getattr(cast, name)), given, "No.")


def test_thanks_are_reported_by_who_is_thanked(
    db: Connection, cast: Cast, trusted: tuple[Person, Person]
) -> None:
    given = actions_thanks.give(
        db, cast.actor(cast.alice),
        Thanking("At last.", (cast.bob.id,), happened_on=clock.today(), happening="The fair"),
    )  # fmt: skip
    for somebody in (cast.alice, cast.charlie):
        with pytest.raises(NotFound):
            actions_reports.report_thanks(db, cast.actor(somebody), given, "No.")
    actions_reports.report_thanks(db, cast.actor(cast.bob), given, "It mocks me.")
    (report,) = reads_reports.reports(db, Member(trusted[0].id))
    assert report.words == "The fair\n\nAt last."
