"""The demo's deliveries are such as a Jira sends, and its tickets are possible."""

from collections import Counter
from datetime import datetime
from random import Random

import pytest

from service.atlassian import payloads
from service.atlassian.model import IssueChanged, NotUnderstood
from service.demo import deliveries, work
from service.demo.organisation import guests


@pytest.fixture(scope="module")
def tickets() -> list[work.Ticket]:
    from tests.conftest import MONDAY

    return work.plan(MONDAY, Random(1))  # noqa: S311  the demo's dice


def test_every_delivery_is_understood(tickets: list[work.Ticket]) -> None:
    for ticket in tickets:
        for sending in deliveries.sendings(ticket):
            payloads.read(sending.body)


def test_one_delivery_is_strange_on_purpose(monday: datetime) -> None:
    kinds: Counter[str] = Counter()
    for sending in deliveries.beside(monday):
        try:
            payloads.read(sending.body)
            kinds["ignored"] += 1
        except NotUnderstood:
            kinds["quarantined"] += 1
    assert kinds == {"ignored": 39, "quarantined": 1}


def test_what_comes_aside_is_for_the_administrator(
    tickets: list[work.Ticket], monday: datetime
) -> None:
    kinds: Counter[str] = Counter()
    for sending in deliveries.around(tickets, monday):
        assert sending.aside
        try:
            kinds[type(payloads.read(sending.body)).__name__] += 1
        except NotUnderstood:
            kinds["not understood"] += 1
    assert kinds["CommentChanged"] > len(guests())
    assert kinds["Ignored"] == sum(deliveries.ATTACHED)
    assert kinds["not understood"] == 2


def test_nobody_reviews_their_own_ticket(tickets: list[work.Ticket]) -> None:
    for ticket in tickets:
        assert ticket.doer != ticket.reviewer
        assert not {ticket.doer, ticket.reviewer} & set(ticket.commenters)


def test_time_goes_forward(tickets: list[work.Ticket], monday: datetime) -> None:
    for ticket in tickets:
        assert ticket.made_at < ticket.begun_at
        assert ticket.done_at is None or ticket.begun_at < ticket.done_at <= monday


def test_numbers_and_keys_are_given_once(tickets: list[work.Ticket]) -> None:
    assert len({ticket.number for ticket in tickets}) == len(tickets)
    assert len({ticket.key for ticket in tickets}) == len(tickets)


def test_a_closed_ticket_says_that_it_is_done(tickets: list[work.Ticket]) -> None:
    ticket = next(one for one in tickets if one.done_at)
    *_, last = deliveries.sendings(ticket)
    event = payloads.read(last.body)
    assert isinstance(event, IssueChanged)
    assert (event.issue.status_category, event.moved_status) == ("done", True)
    assert event.issue.resolved_at == ticket.done_at


def test_each_project_has_work_in_hand_and_work_of_this_week(
    tickets: list[work.Ticket], monday: datetime
) -> None:
    for key in ("PAY", "SRC", "MOB", "OPS"):
        own = [one for one in tickets if one.project.key == key]
        assert sum(one.done_at is None for one in own) == work.IN_HAND
        assert sum(bool(one.done_at and (monday - one.done_at).days < 8) for one in own) >= 2
