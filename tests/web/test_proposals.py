"""Proposals on their pages: written, sent, answered, and read by nobody else."""

import re

import pytest
from flask import Flask

from service.actor import System
from service.db.sql import Connection, value
from service.skills import actions, actions_catalogue, reads, schema_proposals
from service.skills import actions_proposals as proposals
from service.skills import reads_catalogue as catalogue
from service.skills import reads_proposals as found
from tests.cast import Cast
from tests.web.browse import Browse, plain, text

SYSTEM = System("test")


@pytest.fixture
def browse(db: Connection, app: Flask, cast: Cast) -> Browse:
    """Alice looks after Together."""
    actions.load_starter(db, SYSTEM)
    actions_catalogue.name_steward(db, SYSTEM, "together", cast.alice.id)
    return Browse(app)


@pytest.fixture
def typed(db: Connection, browse: Browse) -> dict[str, str]:
    """The fields of the form about Reviewing, with another English name."""
    skill = reads.skill(db, SYSTEM, "reviewing").skill
    words = schema_proposals.typed_of(catalogue.words(db, SYSTEM, skill.id))
    return words | {"name_en": "Looking along", "skill": "reviewing", "reason": "Not only code."}


@pytest.fixture
def sent(db: Connection, cast: Cast, typed: dict[str, str]) -> int:
    bob = cast.actor(cast.bob)
    words = schema_proposals.typed(typed)
    proposal_id = proposals.begin(db, bob, None, "reviewing", words, typed["reason"])
    proposals.send(db, bob, proposal_id)
    return proposal_id


def test_the_form_begins_with_what_the_skill_says(browse: Browse, cast: Cast) -> None:
    page = text(browse(cast.bob), "/proposals/new?skill=reviewing")
    assert ">Reviewing</textarea>" in page
    assert "Turns a comment that kept coming back into a linter rule.\nGives" in page
    assert len(re.findall(r"<textarea", page)) == 2 * (2 + 5 * 3) + 1
    new = text(browse(cast.bob), "/proposals/new?area=together")
    assert 'value="together" selected' in new


def test_a_draft_is_kept_as_typed_and_sent_later(
    db: Connection, browse: Browse, cast: Cast
) -> None:
    bob = browse(cast.bob)
    answer = bob.post("/proposals", data={"area": "together", "name_en": "Sewing <b>"})
    assert answer.status_code == 303
    address = answer.location
    assert "Sewing &lt;b&gt;</textarea>" in text(bob, address)
    assert "Sewing &lt;b&gt;" in text(bob, "/proposals")
    number = address.split("/")[2]
    data = {"name_en": "Sewing", "name_nl": "Naaien", "level1_summary_en": "x" * 201}
    refused = bob.post(f"/proposals/{number}/send", data=data)
    assert refused.status_code == 422
    assert "Something in the form needs another look" in refused.text
    assert "A summary has at most 200 characters." in refused.text
    assert ">Naaien</textarea>" in refused.text
    assert ">Naaien</textarea>" in text(bob, address)  # kept, too
    kept = bob.post(f"/proposals/{number}/save", data=data, headers={"Accept": "application/json"})
    assert "saved_at" in kept.get_json()
    assert bob.post(f"/proposals/{number}/throw-away").status_code == 303
    assert value(db, "SELECT count(*) FROM proposal") == 0


def test_it_is_sent_at_once_and_waits_for_the_steward(
    browse: Browse, cast: Cast, typed: dict[str, str]
) -> None:
    answer = browse(cast.bob).post("/proposals/send", data=typed)
    assert answer.status_code == 303
    page = plain(text(browse(cast.bob), answer.location))
    assert "You proposed this change." in page
    assert "Name in English gone: Reviewing new: Looking along" in page
    alice = browse(cast.alice)
    assert "1 proposal waits for your answer" in text(alice, "/")
    assert "Nothing waits for you." not in text(alice, "/")
    assert "Looking along" in text(alice, "/proposals/waiting")
    assert "Accept as it stands" in text(alice, answer.location)


def test_what_is_missing_is_said_in_the_form(browse: Browse, cast: Cast) -> None:
    answer = browse(cast.bob).post(
        "/proposals/send", data={"area": "together", "name_en": "Sewing"}
    )
    assert answer.status_code == 422
    assert answer.text.count("This is needed, in both languages.") == 1 + 2 + 5 * 2
    assert ">Sewing</textarea>" in answer.text


def test_an_accepted_one_is_told_on_the_first_page_until_it_is_read(
    db: Connection, browse: Browse, cast: Cast, sent: int
) -> None:
    version = reads.skill(db, SYSTEM, "reviewing").skill.version_id
    data = {"version": version, "answer": "With thanks."}
    assert browse(cast.alice).post(f"/proposals/{sent}/accept", data=data).status_code == 303
    bob = browse(cast.bob)
    assert "Your proposal about Looking along was accepted" in text(bob, "/")
    page = text(bob, f"/proposals/{sent}")
    assert "With thanks." in page
    assert "Accepted by Alice" in page
    assert "Your proposal" not in text(bob, "/")
    assert reads.skill(db, SYSTEM, "reviewing").skill.name_en == "Looking along"
    assert "Bob" in text(bob, "/catalogue/reviewing/versions")


def test_a_steward_changes_it_first(
    db: Connection, browse: Browse, cast: Cast, sent: int, typed: dict[str, str]
) -> None:
    alice = browse(cast.alice)
    assert ">Looking along</textarea>" in text(alice, f"/proposals/{sent}/edit")
    version = str(reads.skill(db, SYSTEM, "reviewing").skill.version_id)
    edited = typed | {"name_en": "Reading along", "version": version}
    short = edited | {"level1_signals_en": "One."}
    refused = alice.post(f"/proposals/{sent}/edit", data=short)
    assert refused.status_code == 422
    assert ">Reading along</textarea>" in refused.text
    assert alice.post(f"/proposals/{sent}/edit", data=edited).status_code == 303
    assert reads.skill(db, SYSTEM, "reviewing").skill.name_en == "Reading along"
    assert "Looking along" in text(browse(cast.bob), f"/proposals/{sent}")


def test_to_decline_needs_a_word(db: Connection, browse: Browse, cast: Cast, sent: int) -> None:
    alice = browse(cast.alice)
    assert alice.post(f"/proposals/{sent}/decline", data={}).status_code == 422
    data = {"answer": "It says so in level three."}
    assert alice.post(f"/proposals/{sent}/decline", data=data).status_code == 303
    assert "It says so in level three." in text(browse(cast.bob), f"/proposals/{sent}")
    assert alice.post(f"/proposals/{sent}/decline", data=data).status_code == 409


def test_words_that_changed_meanwhile_are_looked_at_again(
    db: Connection, browse: Browse, cast: Cast, sent: int
) -> None:
    answer = browse(cast.alice).post(f"/proposals/{sent}/accept", data={"version": 1})
    assert answer.status_code == 409
    assert reads.skill(db, SYSTEM, "reviewing").skill.name_en == "Reviewing"


def test_lists_are_paged(db: Connection, browse: Browse, cast: Cast) -> None:
    bob = cast.actor(cast.bob)
    for number in range(3):
        proposals.begin(db, bob, "together", None, {"name_en": f"Number {number}"}, None)
    db.execute(
        "INSERT INTO proposal (area_id, proposer_id, state, typed, saved_at, sent_at)"
        " SELECT area_id, proposer_id, 'open', typed, saved_at, saved_at FROM proposal"
        " CROSS JOIN generate_series(1, 10)"
    )
    first = text(browse(cast.bob), "/proposals")
    assert first.count("g-delivery") == found.PAGE
    older = re.search(r'href="(/proposals\?before=\d+)"', first)
    assert older is not None
    assert text(browse(cast.bob), older[1]).count("g-delivery") == 33 - found.PAGE
    assert "before=" in text(browse(cast.alice), "/proposals/waiting")


STRANGERS_FIND_NOTHING = [
    ("GET", "/proposals/{sent}"),
    ("GET", "/proposals/{sent}/write"),
    ("GET", "/proposals/{sent}/edit"),
    ("POST", "/proposals/{sent}/save"),
    ("POST", "/proposals/{sent}/send"),
    ("POST", "/proposals/{sent}/withdraw"),
    ("POST", "/proposals/{sent}/throw-away"),
    ("POST", "/proposals/{sent}/accept"),
    ("POST", "/proposals/{sent}/edit"),
    ("POST", "/proposals/{sent}/decline"),
]


@pytest.mark.parametrize(("method", "address"), STRANGERS_FIND_NOTHING)
def test_strangers_find_nothing(
    db: Connection,
    browse: Browse,
    cast: Cast,
    sent: int,
    typed: dict[str, str],
    method: str,
    address: str,
) -> None:
    before = db.execute("SELECT * FROM proposal").fetchall()
    data = typed | {"answer": "No."} if method == "POST" else None
    answer = browse(cast.charlie).open(address.format(sent=sent), method=method, data=data)
    assert answer.status_code == 404
    assert db.execute("SELECT * FROM proposal").fetchall() == before


def test_every_address_is_in_the_table_above(app: Flask) -> None:
    mine = [rule for rule in app.url_map.iter_rules() if "proposal_id" in rule.arguments]
    assert len(mine) == len(STRANGERS_FIND_NOTHING)
