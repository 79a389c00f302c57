"""The door: bytes in, one event out, whichever product and channel they came from."""

import json
from collections.abc import Sequence

import orjson

from service.atlassian import (
    confluence_payloads,
    forge_payloads,
    jira_automation,
    jira_others,
    jira_payloads,
)
from service.atlassian.fields import Json
from service.atlassian.model import Ignored, NotUnderstood
from service.atlassian.model_pages import AnyEvent


def read(body: bytes, pickers: Sequence[str] = ()) -> AnyEvent:
    """The event that a body tells; raises NotUnderstood with the reason.

    `pickers` are the ids of Jira fields in which a reviewer is picked.
    """
    payload = _object(body)
    name = _name(payload, "webhookEvent")
    if name:
        return jira_payloads.event(payload, name, pickers)
    name = _name(payload, "eventType")
    if name:
        return forge_payloads.event(payload, name, pickers)
    name = _name(payload, "event")
    if name:
        return confluence_payloads.event(payload, name)
    return _nameless(payload, pickers)


def _nameless(payload: Json, pickers: Sequence[str]) -> AnyEvent:
    """Bodies are told apart by their keys where no event is named."""
    if payload.keys() == {"accountId", "username"}:
        return jira_others.user_deleted(payload)
    if jira_automation.is_alone(payload) or jira_automation.is_inside(payload):
        return jira_automation.event(payload, pickers)
    if "userAccountId" in payload:
        return confluence_payloads.of_connect(payload)
    if {"id", "type", "space", "history"} <= payload.keys():
        return Ignored("content", "Pages tell this by events of their own.")
    raise NotUnderstood("The body names no event, and is not an issue as Jira Automation sends it.")


def _object(body: bytes) -> Json:
    if not body.strip():
        raise NotUnderstood("The body is empty; the webhook may be set to leave it out.")
    try:
        payload = _loaded(body)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood("The body is not JSON that can be read.") from error
    if not isinstance(payload, dict):
        raise NotUnderstood("The body is JSON, but not an object.")
    return payload


def _loaded(body: bytes) -> object:
    """The fast reader refuses rare codings, and half a surrogate pair of a text cut short."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return json.loads(body)


def _name(payload: Json, key: str) -> str | None:
    name = payload.get(key)
    if name is None or name == "":
        return None
    if isinstance(name, str):
        return name
    raise NotUnderstood(f"{key} is not the name of an event.")
