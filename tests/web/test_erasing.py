"""Erasing a person: all about them goes, and what others received stays without their name."""

from typing import LiteralString

from psycopg import sql as composing

from service.db.sql import Connection, column, value
from tests.cast import Cast
from tests.web.browse import Browse, plain
from tests.web.erasing_story import live

ERASE = "/settings/erase"
#: Columns in which an erased person no longer stands.
GONE = {
    "account.claimed_by", "account.person_id", "answer.person_id", "area_steward.person_id",
    "ask.receiver_id", "budget_owner.person_id", "dialogue.person_id", "feedback.receiver_id",
    "findable.person_id", "findable_past.person_id", "focus.person_id",
    "introduction.helper_id", "introduction.learner_id", "judgement.person_id",
    "lead_offer.person_id", "let_be.about_id", "let_be.person_id", "letter.person_id",
    "link.added_by", "mail_choice.person_id", "map_published.person_id", "membership.person_id",
    "notice_choice.person_id", "one_time_link.person_id", "onward.person_id", "pace.person_id",
    "placement.person_id", "practice.person_id", "published_page.person_id",
    "report.reporter_id", "share.person_id", "step.person_id", "team_share.person_id",
    "thanked.person_id", "told.person_id", "trusted_person.person_id",
}  # fmt: skip
#: Columns in which a row that names nobody still stands, and why.
STAYS = {
    # words and advice that others received
    "advice.adviser_id", "ask.giver_id", "dialogue_peer.person_id", "feedback.giver_id",
    "introduction.by_id", "report.giver_id", "tendency.giver_id", "thanks.giver_id",
    # amounts, and who moved them
    "budget.person_id", "budget_change.by_id", "budget_change.person_id", "ledger.by_id",
    "plan.committed_by", "plan.made_by", "request.person_id", "request_step.by_id",
    # what was done for all
    "chat.person_id", "proposal.answered_by", "proposal.proposer_id", "report.closed_by",
    "rule_change.person_id", "skill_version.made_by", "trusted_person.chosen_by",
    # that somebody looked is for those they looked at
    "body_look.person_id", "share.with_person_id", "share_look.viewer_id",
    # counts that were shown: without it, a later one could tell of one person
    "team_counted.person_id", "focus_counted.person_id", "team_share_past.person_id",
}  # fmt: skip


def columns(db: Connection) -> set[str]:
    """Every column that refers to a person."""
    query = (
        "SELECT conrelid::regclass::text || '.' || attname FROM pg_constraint"
        " JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)"
        " WHERE contype = 'f' AND confrelid = 'person'::regclass"
    )
    return set(column(db, query))


def standing(db: Connection, person_id: int) -> set[str]:
    """The columns in which somebody stands."""
    found = set()
    for name in columns(db):
        table, of = name.split(".")
        query = composing.SQL("SELECT EXISTS (SELECT FROM {} WHERE {} = %s)").format(
            composing.Identifier(table), composing.Identifier(of)
        )
        row = db.execute(query, (person_id,)).fetchone()
        if row and row[0]:
            found.add(name)
    return found


def saying(db: Connection, words: str) -> set[str]:
    """The tables in which these words stand, in any column."""
    query: LiteralString = (
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = current_schema()::regnamespace"
    )
    found = set()
    for table in column(db, query):
        rows = composing.SQL("SELECT EXISTS (SELECT FROM {} AS t WHERE t::text ~ %s)").format(
            composing.Identifier(table)
        )
        row = db.execute(rows, (rf"\m{words}\M",)).fetchone()
        if row and row[0]:
            found.add(table)
    return found


def test_every_column_about_people_is_thought_of(db: Connection) -> None:
    assert columns(db) == GONE | STAYS
    assert not GONE & STAYS


def test_all_about_me_goes_and_what_others_received_stays(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    live(db, cast)
    assert standing(db, cast.bob.id) == GONE | STAYS
    said = saying(db, "ME")
    assert {"feedback", "focus", "step", "request", "report", "dialogue", "draft"} <= said
    given = saying(db, "GIVEN")
    published = browse(cast.bob).post(ERASE, data={"email": "bob@example.org"})
    assert published.location.endswith("#published")  # it would stay there, and nobody would know
    assert standing(db, cast.bob.id) == GONE | STAYS
    db.execute("DELETE FROM published_page")
    answer = browse(cast.bob).post(ERASE, data={"email": " Bob@example.org"})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert standing(db, cast.bob.id) == STAYS
    assert saying(db, "ME") == set()
    assert saying(db, "Bob") == saying(db, "bob@example.org") == set()
    assert saying(db, "GIVEN") == given


def test_money_that_was_spent_stays_counted_and_what_was_reserved_is_free(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    live(db, cast)
    db.execute("DELETE FROM published_page")
    assert value(db, "SELECT free FROM balance") == 800
    browse(cast.bob).post(ERASE, data={"email": "bob@example.org"})
    assert value(db, "SELECT free FROM balance") == 900
    states = column(db, "SELECT state FROM request WHERE person_id = %(id)s ORDER BY 1",
                    id=cast.bob.id)  # fmt: skip
    assert states == ["cancelled", "completed"]
    assert value(db, "SELECT count(*) FROM proof") == 3  # two of Bob's, and one of Alice


def test_words_stand_under_nobodys_name_and_nobody_comes_in(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    live(db, cast)
    db.execute("DELETE FROM published_page")
    bob = browse(cast.bob)
    bob.post(ERASE, data={"email": "bob@example.org"})
    assert bob.get("/").status_code == 302
    page = plain(browse(cast.alice).get("/feedback").text)
    assert "GIVEN" in page
    assert "Ex-colleague" in page
    for address in ("/people", f"/people/{cast.bob.id}"):
        assert "Ex-colleague" not in browse(cast.dana).get(address).text
    assert browse(cast.dana).get(f"/people/{cast.bob.id}").status_code == 404


def test_it_is_said_first_and_wants_to_be_sure(db: Connection, browse: Browse, cast: Cast) -> None:
    live(db, cast)
    db.execute("DELETE FROM published_page")
    bob = browse(cast.bob)
    page = plain(bob.get(ERASE).text)
    assert "Words that a colleague left me, once." in page
    assert "stand under “ex-colleague”" in page
    for sent in ({}, {"email": ""}, {"email": "alice@example.org"}):
        answer = bob.post(ERASE, data=sent)
        assert answer.status_code == 422
    assert 'value="alice@example.org"' in answer.text
    assert "This is not the e-mail address." in answer.text
    assert standing(db, cast.bob.id) >= STAYS - {"published_page.person_id"}
    assert value(db, "SELECT count(*) FROM focus") == 1


def test_the_last_administrator_and_the_last_owner_stay(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    dana = browse(cast.dana)
    assert dana.post(ERASE, data={"email": "dana@example.org"}).status_code == 409
    db.execute(
        "INSERT INTO budget_owner SELECT id, created_at FROM person WHERE id = %s", (cast.bob.id,)
    )
    assert browse(cast.bob).post(ERASE, data={"email": "bob@example.org"}).status_code == 409
    assert value(db, "SELECT count(*) FROM person WHERE erased_at IS NOT NULL") == 0


def test_an_administrator_erases_only_whoever_left(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    address, sent = f"/people/{cast.bob.id}/erase", {"email": "bob@example.org"}
    dana = browse(cast.dana)
    assert dana.get(address).status_code == dana.post(address, data=sent).status_code == 409
    assert dana.post(f"/people/{cast.bob.id}/leave").status_code == 303
    for other in (cast.alice, cast.charlie):
        assert browse(other).get(address).status_code == 404
        assert browse(other).post(address, data=sent).status_code == 404
    assert "They ask to be erased" in dana.get(f"/people/{cast.bob.id}").text
    assert dana.post(address, data={"email": "x@example.org"}).status_code == 422
    assert dana.post(address, data=sent).status_code == 303
    assert standing(db, cast.bob.id) == set()
    assert dana.get(address).status_code == 404
    assert dana.post(f"/people/{cast.bob.id}/come-back").status_code == 404
