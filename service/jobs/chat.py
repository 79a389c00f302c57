"""Messages to a channel of Slack or Teams, at the address that it gave."""

from collections.abc import Callable
from typing import Any

import requests

from service.jobs.mail import MayHaveArrived, NotTaken
from service.notices.model_chat import Product

TIMEOUT_SECONDS = (5, 20)


def hand_over(
    session: requests.Session, address: str, message: dict[str, Any], begin: Callable[[], bool]
) -> bool:
    """Hand one message over. `begin` is asked right before it can arrive; False ends it."""
    if not begin():
        return False
    try:
        answer = session.post(address, json=message, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    except requests.exceptions.ConnectTimeout as away:
        raise NotTaken("The chat could not be reached.") from away
    except requests.exceptions.ConnectionError as broken:
        if "NewConnectionError" in str(broken) or "NameResolutionError" in str(broken):
            raise NotTaken("The chat could not be reached.") from broken
        raise MayHaveArrived("The line to the chat broke.") from broken
    except requests.exceptions.Timeout as slow:
        raise MayHaveArrived("The chat did not answer in time.") from slow
    if not 200 <= answer.status_code < 300:
        may_pass = answer.status_code == 429 or answer.status_code >= 500
        raise NotTaken(f"The chat answered {answer.status_code}.", is_final=not may_pass)
    return True


def message(product: Product, sentences: list[str], label: str, url: str) -> dict[str, Any]:
    """As Slack takes it, or as a card that a workflow of Teams puts in its channel."""
    if product == Product.SLACK:
        return {"text": " ".join([*sentences, f"<{url}|{label}>"])}
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "TextBlock", "text": " ".join(sentences), "wrap": True}],
        "actions": [{"type": "Action.OpenUrl", "title": label, "url": url}],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}
