"""Reads what Jira Automation's "send web request" sends: the issue itself, without an event.

Source: support.atlassian.com/cloud-automation, "Issue data (Automation format)"; and
developer.atlassian.com/cloud/jira/service-desk/automation-webhooks for the older form, which
puts the issue beside `timestamp`, `comment`, `user` and `action`.
"""

from collections.abc import Sequence
from datetime import datetime

from service.atlassian.fields import Json, child, moment, needed
from service.atlassian.jira_payloads import issue_changed
from service.atlassian.model import IssueChanged


def is_alone(payload: Json) -> bool:
    """The issue is the body."""
    return "key" in payload and "fields" in payload


def is_inside(payload: Json) -> bool:
    """The issue is in the body, and no event is named."""
    return isinstance(payload.get("issue"), dict)


def event(payload: Json, pickers: Sequence[str]) -> IssueChanged:
    """The issue as it is; who was assigned or moved it before is not in such a body."""
    if is_alone(payload):
        payload = {"issue": payload}
    return issue_changed(payload, _at(payload), pickers)


def _at(payload: Json) -> datetime:
    """When it was sent, or else when the issue last changed: no later, so that nothing is lost."""
    fields = child(needed(child(payload, "issue", ""), "issue"), "fields", "issue.") or {}
    told = moment(payload, "timestamp", "") or moment(fields, "updated", "issue.fields.")
    return needed(told, "issue.fields.updated")
