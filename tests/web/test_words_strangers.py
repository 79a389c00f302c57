"""Reactions, thanks, walls and reports do not exist for strangers, and nothing changes."""

import pytest
from flask import Flask
from psycopg import sql as compose

from service import clock
from service.db.sql import Connection, value
from service.feedback import actions, actions_reactions, actions_reports, actions_thanks
from service.feedback.model_thanks import Thanking
from tests.cast import Cast, make_person
from tests.feedback.making import words_from_alice
from tests.web.browse import Browse

NOTHING = [
    ("POST", "/feedback/{words}/react"),
    ("POST", "/feedback/{words}/map"),
    ("POST", "/feedback/{words}/ask"),
    ("POST", "/feedback/{words}/answer-back"),
    ("POST", "/feedback/{words}/show"),
    ("POST", "/feedback/{words}/hide"),
    ("POST", "/feedback/{words}/report"),
    ("POST", "/thanks/{thanks}/report"),
    ("POST", "/reports/{report}/take-back"),
    ("GET", "/reports"),
    ("GET", "/reports/{report}"),
    ("POST", "/reports/{report}/close"),
    ("GET", "/thanks/{thanks}"),
    ("POST", "/thanks/{thanks}/withdraw"),
    ("POST", "/thanks/{thanks}/agree"),
    ("POST", "/thanks/{thanks}/disagree"),
    ("POST", "/walls/{team}/open"),
    ("POST", "/walls/{team}/close"),
]
#: What everybody may open, and where each finds only what is theirs.
OPEN = {"thanks.all_thanks", "thanks.new", "thanks.give", "thanks.walls", "thanks.wall"}
TABLES = ("feedback", "observation", "reaction", "onward", "thanks", "thanked", "report", "team")


@pytest.mark.parametrize("name", ["charlie", "dana"])
@pytest.mark.parametrize(("method", "address"), NOTHING)
def test_strangers_find_nothing(
    db: Connection, cast: Cast, browse: Browse, method: str, address: str, name: str
) -> None:
    ids = one_of_each(db, cast)
    sent = {"question": "Why?", "answer": "So.", "reason": "It hurts.", "outcome": "Done."}
    sent |= {"thanks": "on", "person_id": str(cast.charlie.id)}
    before = everything(db)
    somebody = browse(getattr(cast, name))
    answer = somebody.open(address.format(**ids), method=method, data=sent)
    assert answer.status_code == 404
    assert everything(db) == before


def test_every_address_is_in_the_table_above(app: Flask) -> None:
    mine = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in ("reactions", "reports", "thanks")
        and rule.endpoint not in OPEN
    ]
    assert len(mine) == len(NOTHING)


def one_of_each(db: Connection, cast: Cast) -> dict[str, int]:
    alice, bob = cast.actor(cast.alice), cast.actor(cast.bob)
    tess, theo = make_person(db, "Tess"), make_person(db, "Theo")
    actions_reports.choose_trusted(db, cast.actor(cast.dana), [tess.id, theo.id])
    words = words_from_alice(db, cast, readers="wall")
    actions.share(db, bob, words)
    actions_reactions.ask_back(db, bob, words, "Which?")
    thanking = Thanking(
        "It works.", (cast.bob.id,), happened_on=clock.today(), happening="Now", readers="wall"
    )
    thanks = actions_thanks.give(db, alice, thanking)
    actions_thanks.agree(db, bob, thanks)
    actions_reports.report_feedback(db, bob, words, "It is unkind.")
    report = int(value(db, "SELECT id FROM report"))
    return {"words": words, "thanks": thanks, "report": report, "team": cast.team_id}


def everything(db: Connection) -> list[list[tuple[object, ...]]]:
    """All rows of the tables that a stranger might have touched."""
    select = compose.SQL("SELECT {0}::text FROM {0} ORDER BY 1")
    tables = [compose.Identifier(table) for table in TABLES]
    return [db.execute(select.format(table)).fetchall() for table in tables]
