"""The digest tells of wishes for development, to whom they wait for; never what they say."""

from collections.abc import Callable

import pytest

from service import clock
from service.budgets import actions_deciding as deciding
from service.budgets import actions_plan as planning
from service.budgets import actions_requests as requests
from service.budgets.model import Mode
from service.budgets.model_plan import Assumed
from service.budgets.model_requests import OPEN_FOR, Part
from service.db.sql import Connection, column
from service.jobs.sending import Post
from tests.budgets.making import EURO, KEEP, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.feedback.making import DAY
from tests.jobs.post import SECRET, Inbox, deliver, must_tell_once


def wish(db: Connection, cast: Cast, mode: Mode) -> int:
    """What Bob would like to learn, sent."""
    budget = make_budget(db, mode=mode)
    bob = cast.actor(cast.bob)
    made = make_request(db, bob, budget, money=100 * EURO, title=SECRET, why=SECRET)
    asked = [(cast.charlie.id, Part.AFFECTED), (cast.alice.id, Part.KNOWS)]
    requests.send(db, bob, made, asked if mode is Mode.ADVICE else [])
    return made


def ask_advice(db: Connection, cast: Cast) -> int:
    made = wish(db, cast, Mode.ADVICE)
    give_advice(db, cast, cast.alice.id, made)
    return made


def give_advice(db: Connection, cast: Cast, adviser_id: int, made: int) -> None:
    query = "SELECT id FROM advice WHERE request_id = %(made)s AND adviser_id = %(adviser)s"
    (advice,) = column(db, query, made=made, adviser=adviser_id)
    adviser = cast.actor(cast.alice if adviser_id == cast.alice.id else cast.charlie)
    deciding.advise(db, adviser, advice, SECRET)


def get_all_advice(db: Connection, cast: Cast) -> int:
    made = ask_advice(db, cast)
    give_advice(db, cast, cast.charlie.id, made)
    return made


def ask_a_decision(db: Connection, cast: Cast) -> int:
    make_owner(db, cast, "dana")
    return wish(db, cast, Mode.APPROVE)


def get_a_question(db: Connection, cast: Cast) -> int:
    made = ask_a_decision(db, cast)
    deciding.question(db, cast.actor(cast.dana), made, SECRET)
    return made


def get_a_no(db: Connection, cast: Cast) -> int:
    made = ask_a_decision(db, cast)
    deciding.decline(db, cast.actor(cast.dana), made, SECRET, SECRET)
    return made


def be_planned(db: Connection, cast: Cast) -> int:
    made, dana = ask_a_decision(db, cast), cast.actor(cast.dana)
    budget = column(db, "SELECT budget_id FROM request WHERE id = %(id)s", id=made)[0]
    plan = planning.keep(db, dana, budget, SECRET, Assumed(0, 500 * EURO, 500 * EURO))
    planning.decide(db, dana, plan, made, True, SECRET, None)
    planning.commit(db, dana, plan)
    return made


def nearly_end(db: Connection, cast: Cast) -> int:
    with clock.at(clock.now() - OPEN_FOR + 3 * DAY):
        made = wish(db, cast, Mode.APPROVE)
    requests.close_late(db, KEEP)
    return made


Happening = Callable[[Connection, Cast], int]


@pytest.mark.parametrize(
    ("happens", "name", "subject"),
    [
        (ask_advice, "charlie", "They ask your advice"),
        (get_all_advice, "bob", "The advice you asked is there"),
        (ask_a_decision, "dana", "They wait for your decision"),
        (get_a_question, "bob", "A question about your wish"),
        (get_a_no, "bob", "Decided about your wish"),
        (be_planned, "bob", "Decided about your wish"),
        (nearly_end, "bob", "Your wish ends by itself soon"),
    ],
)
def test_whoever_it_waits_for_is_told_once(
    db: Connection,
    cast: Cast,
    post: Post,
    inbox: Inbox,
    happens: Happening,
    name: str,
    subject: str,
) -> None:
    made = happens(db, cast)
    must_tell_once(db, post, inbox, (getattr(cast, name).email, subject, f"/requests/{made}"))


@pytest.mark.parametrize("happens", [ask_advice, get_all_advice, ask_a_decision, get_a_question])
def test_what_was_taken_back_since_is_told_to_nobody(
    db: Connection, cast: Cast, post: Post, inbox: Inbox, happens: Happening
) -> None:
    made = happens(db, cast)
    post.write()
    requests.cancel(db, cast.actor(cast.bob), made)
    deliver(db, post)
    assert inbox.mails == []
