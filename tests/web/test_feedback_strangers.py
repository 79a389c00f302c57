"""Asks and words do not exist for strangers, whatever address they try, and nothing changes."""

import pytest
from flask import Flask

from service import clock
from service.db.sql import Connection, value
from service.feedback import actions
from tests.cast import Cast
from tests.feedback.making import DAY, bob_asks_alice, contribute, make_work, words_from_alice
from tests.web.browse import Browse

STRANGERS_FIND_NOTHING = [
    ("GET", "/asks/{ask}"),
    ("POST", "/asks/{ask}/answer"),
    ("POST", "/asks/{ask}/draft"),
    ("POST", "/asks/{ask}/pass"),
    ("POST", "/asks/{ask}/absent"),
    ("POST", "/asks/{proposed}/send"),
    ("POST", "/asks/{proposed}/drop"),
    ("GET", "/feedback/{given}"),
    ("GET", "/feedback/{given}/change"),
    ("POST", "/feedback/{given}/change"),
    ("POST", "/feedback/{given}/withdraw"),
    ("POST", "/feedback/{given}/share"),
    ("POST", "/feedback/{given}/unshare"),
]


@pytest.mark.parametrize("name", ["charlie", "dana"])
@pytest.mark.parametrize(("method", "address"), STRANGERS_FIND_NOTHING)
def test_strangers_find_nothing(
    db: Connection, cast: Cast, browse: Browse, method: str, address: str, name: str
) -> None:
    ids = three_of_a_kind(db, cast)
    sent = {"closeness": "together", "moment": "I was there."} if method == "POST" else None
    before = everything(db)
    answer = browse(getattr(cast, name)).open(address.format(**ids), method=method, data=sent)
    assert answer.status_code == 404
    assert everything(db) == before


def test_the_link_on_an_issue_shows_each_only_what_is_asked_of_them(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    ask = bob_asks_alice(db, cast)
    work = value(db, "SELECT work_item_id FROM ask WHERE id = %(ask)s", ask=ask)
    answer = browse(cast.alice).open(f"/work/{work}/asks")
    assert answer.headers["Location"] == f"/asks/{ask}"
    there = browse(cast.charlie).open(f"/work/{work}/asks")
    nowhere = browse(cast.charlie).open("/work/999999/asks")
    assert there.status_code == nowhere.status_code == 200
    assert there.text.partition("<main")[2] == nowhere.text.partition("<main")[2]
    assert "Nothing is asked of you" in there.text


def test_stranger_names_nobody(db: Connection, cast: Cast, browse: Browse) -> None:
    work = make_work(db, cast)
    contribute(db, cast, work, bob="assignee")
    data = {"work_item_id": str(work), "giver_id": str(cast.alice.id)}
    assert browse(cast.charlie).post("/asks/name", data=data).status_code == 404
    assert value(db, "SELECT count(*) FROM ask") == 0


def test_every_address_is_in_the_table_above(app: Flask) -> None:
    mine = {"feedback.name", "feedback.received", "feedback.given", "feedback.about"}
    with_an_id = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("feedback.") and rule.endpoint not in mine
    ]
    assert len(with_an_id) == len(STRANGERS_FIND_NOTHING)


def three_of_a_kind(db: Connection, cast: Cast) -> dict[str, int]:
    """An open ask, a proposal, and words that were shared with a team."""
    given = words_from_alice(db, cast, readers="team")
    actions.share(db, cast.actor(cast.bob), given)
    with clock.at(clock.now() + 15 * DAY):
        ask = bob_asks_alice(db, cast, "PAY-2")
    actions.pass_(db, cast.actor(cast.alice), ask)
    db.execute("UPDATE person SET asking = 'propose'")
    with clock.at(clock.now() + 40 * DAY):
        proposed = bob_asks_alice(db, cast, "PAY-3")
    db.execute("UPDATE ask SET state = 'open', slot = 1 WHERE id = %s", (ask,))
    return {"ask": ask, "given": given, "proposed": proposed}


def everything(db: Connection) -> list[tuple[object, ...]]:
    rows = db.execute("SELECT ask::text FROM ask UNION ALL SELECT feedback::text FROM feedback")
    return sorted(rows.fetchall())


@pytest.mark.parametrize("address", ["/asks/{id}", "/feedback/{id}", "/feedback/{id}/change"])
@pytest.mark.parametrize("number", [0, 10**12, 10**30])
def test_numbers_of_nothing_find_nothing(
    cast: Cast, browse: Browse, address: str, number: int
) -> None:
    assert browse(cast.alice).get(address.format(id=number)).status_code == 404
