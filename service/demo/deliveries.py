"""The work of the demo as the deliveries that a Jira Data Center sends."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from service.demo.organisation import Colleague, Guest, guests
from service.demo.work import SPAN, Ticket, described

STATUS = {"new": "Open", "indeterminate": "In progress", "done": "Done"}
#: How many files were attached today, yesterday, and so on.
ATTACHED = (1, 4, 2, 3, 0, 0, 5, 2, 3, 1, 4, 0, 0, 2)
WRITTEN = "%Y-%m-%dT%H:%M:%S.000+0000"


@dataclass(frozen=True, slots=True)
class Sending:
    """One delivery and when it is sent; what is `aside` comes besides the planned work."""

    at: datetime
    body: bytes
    aside: bool = False


def sendings(ticket: Ticket) -> Iterator[Sending]:
    """What Jira sends of one ticket: made, begun, talked about, done."""
    yield _changed(ticket, "jira:issue_created", ticket.made_at, "new", ticket.reporter)
    yield _changed(ticket, "jira:issue_updated", ticket.begun_at, "indeterminate", ticket.doer)
    end = ticket.done_at or ticket.begun_at + timedelta(days=2)
    for place, commenter in enumerate((ticket.reviewer, *ticket.commenters)):
        yield _comment(ticket, place, end - timedelta(hours=3 - place), commenter)
    if ticket.done_at:
        yield _changed(ticket, "jira:issue_updated", ticket.done_at, "done", ticket.reviewer)


def beside(today: datetime) -> Iterator[Sending]:
    """What a Jira sends besides work: sprints, which are left alone, and one strange message."""
    for number in range(int(SPAN.days / 14)):
        at = today - timedelta(days=14 * number + 1)
        sprint = {"id": number, "name": f"Sprint {900 - number}", "state": "active"}
        yield _plain(at, {"webhookEvent": "sprint_started", "sprint": sprint})
    yield _plain(today - timedelta(days=3), {"webhookEvent": "lamp_switched_on", "lamp": 7})


def around(tickets: list[Ticket], today: datetime) -> Iterator[Sending]:
    """Comments of people who are not in Gezel, attachments, and an event that nobody knows."""
    done = [ticket for ticket in tickets if ticket.done_at]
    for place, guest in enumerate(guests()):
        for ticket in done[-12 - place :: -25]:
            assert ticket.done_at  # noqa: S101  chosen above
            at = ticket.done_at - timedelta(hours=4)
            yield replace(_comment(ticket, 7 + place, at, guest), aside=True)
    for day, number in enumerate(ATTACHED):
        for file in range(number):
            at = today - timedelta(days=day, hours=1, minutes=17 * file)
            attached = {"webhookEvent": "attachment_created", "attachment": {"id": str(file)}}
            yield replace(_plain(at, attached), aside=True)
    for days in (2, 5):
        strange = {"webhookEvent": "plan_published", "plan": {"id": 12, "name": "Spring"}}
        yield replace(_plain(today - timedelta(days=days), strange), aside=True)


def _plain(at: datetime, content: dict[str, Any]) -> Sending:
    return Sending(at, json.dumps({"timestamp": _stamp(at)} | content).encode())


def _changed(ticket: Ticket, event: str, at: datetime, category: str, actor: Colleague) -> Sending:
    payload: dict[str, Any] = {
        "timestamp": _stamp(at),
        "webhookEvent": event,
        "user": _user(actor),
        "issue": _issue(ticket, at, category),
    }
    if event == "jira:issue_updated":
        item = {"field": "status", "fieldtype": "jira", "from": "1", "fromString": "Before",
                "to": "2", "toString": STATUS[category]}  # fmt: skip
        payload["changelog"] = {"id": str(_stamp(at)), "items": [item]}
    return Sending(at, json.dumps(payload).encode())


def _issue(ticket: Ticket, at: datetime, category: str) -> dict[str, Any]:
    done = at.strftime(WRITTEN) if category == "done" else None
    return {
        "id": str(ticket.number),
        "key": ticket.key,
        "fields": {
            "summary": ticket.title,
            "description": described(ticket),
            "issuetype": {"name": ticket.content["type"]},
            "project": {"key": ticket.project.key, "name": ticket.project.name},
            "status": {"name": STATUS[category], "statusCategory": {"key": category}},
            "resolution": {"name": "Done"} if done else None,
            "resolutiondate": done,
            "created": ticket.made_at.strftime(WRITTEN),
            "updated": at.strftime(WRITTEN),
            "labels": ticket.content["labels"],
            "components": [{"name": name} for name in ticket.content["components"]],
            "assignee": _user(ticket.doer) if category != "new" else None,
            "reporter": _user(ticket.reporter),
        },
    }


def _comment(ticket: Ticket, place: int, at: datetime, author: Colleague | Guest) -> Sending:
    comment_id = ticket.number * 10 + place
    written = at.strftime(WRITTEN)
    payload = {
        "timestamp": _stamp(at),
        "webhookEvent": "comment_created",
        "comment": {
            "self": f"https://jira.lindewal.example/rest/api/2/issue/{ticket.number}/comment/{comment_id}",
            "id": str(comment_id),
            "author": _user(author),
            "updateAuthor": _user(author),
            "created": written,
            "updated": written,
        },
    }
    return Sending(at, json.dumps(payload).encode())


def _user(one: Colleague | Guest) -> dict[str, str]:
    return {
        "key": one.key,
        "name": one.key,
        "displayName": one.name,
        "emailAddress": one.email,
    }


def _stamp(at: datetime) -> int:
    return int(at.timestamp() * 1000)
