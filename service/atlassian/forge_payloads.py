"""Reads the events that a Forge app passes on: `eventType` begins with `avi:`.

Source: developer.atlassian.com/platform/forge/events-reference. Of Jira they hold what a webhook
holds, with less of the issue and with the actor as `atlassianId` alone; of Confluence see
`confluence_content`.
"""

from collections.abc import Sequence

from service.atlassian import confluence_content, jira_others, jira_payloads
from service.atlassian.fields import Json, child, clean, ident
from service.atlassian.forge_events import READ, WHY_IGNORED
from service.atlassian.model import Event, Ignored, NotUnderstood
from service.atlassian.model_pages import AnyEvent

_NAMES = {
    "created:issue": "jira:issue_updated",
    "updated:issue": "jira:issue_updated",
    "assigned:issue": "jira:issue_updated",
    "deleted:issue": "jira:issue_deleted",
    "commented:issue": "comment_updated",
    "deleted:comment": "comment_deleted",
}
# As Jira's own webhooks name them, where Forge turns the words round or uses others.
_OTHERS = {
    "unarchived:project": "project_restored_archived",
    "restored:project": "project_restored_deleted",
    "released:version": "jira:version_released",
}


def event(payload: Json, name: str, pickers: Sequence[str]) -> AnyEvent:
    """The event of this name; unknown ones are NotUnderstood."""
    if name in WHY_IGNORED:
        return Ignored(name, WHY_IGNORED[name])
    if name not in READ:
        raise NotUnderstood(f"The event {clean(name, 60)!r} is not known.")
    _, product, deed = name.split(":", 2)
    if product == "confluence":
        return confluence_content.event(payload, deed)
    return _of_jira(payload, deed, pickers)


def _of_jira(payload: Json, deed: str, pickers: Sequence[str]) -> Event:
    payload = _with_actor(payload)
    if deed in _NAMES:
        return jira_payloads.event(payload, _NAMES[deed], pickers)
    action, _, thing = deed.partition(":")
    as_webhook = _OTHERS.get(deed, f"{thing}_{action}")
    return jira_others.READERS[as_webhook](payload)


def _with_actor(payload: Json) -> Json:
    """The account that acted, known by its id, as webhooks have it; some events name it fully."""
    actor = ident(payload, "atlassianId", "")
    if actor is None or child(payload, "user", ""):
        return payload
    return {**payload, "user": {"accountId": actor}}
