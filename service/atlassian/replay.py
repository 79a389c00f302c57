"""Send recorded bodies as Jira would: signed, each with a fresh identifier."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import requests

from service.atlassian import signature

TIMEOUT_SECONDS = 20  # as long as Jira waits


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to one body; `status` is None when it could not be reached."""

    file: Path
    identifier: str
    status: int | None
    words: str


def files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and all `.json` files in the folders named, in order."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("*.json")) if path.is_dir() else [path]
    return found


def send(url: str, secret: str, bodies: Iterable[Path]) -> Iterator[Answer]:
    """Post each file to the webhook address, one after another."""
    with requests.Session() as session:
        for file in bodies:
            yield _send_one(session, url, secret, file)


def _send_one(session: requests.Session, url: str, secret: str, file: Path) -> Answer:
    body, identifier = file.read_bytes(), str(uuid.uuid4())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Hub-Signature": signature.of(secret, body),
        "X-Atlassian-Webhook-Identifier": identifier,
    }
    try:
        answer = session.post(url, data=body, headers=headers, timeout=TIMEOUT_SECONDS)
    except requests.RequestException as away:
        return Answer(file, identifier, None, str(away))
    return Answer(file, identifier, answer.status_code, answer.text.strip())
