"""The bodies that the tests start from: our own, and recorded ones when they are here."""

import json
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
OWN = TESTS / "payloads"
RECORDED = TESTS.parents[1] / "shared" / "payloads"
PRODUCTS = ("jira-cloud", "jira-datacenter", "confluence-cloud", "confluence-datacenter")


def of(folder: Path) -> list[Path]:
    """All bodies under a folder, in a fixed order."""
    return [file for product in PRODUCTS for file in sorted((folder / product).glob("*.json"))]


def own(name: str) -> dict[str, Any]:
    """One of our own bodies, by product and event: `jira-cloud/issue_created`."""
    payload: dict[str, Any] = json.loads((OWN / f"{name}.json").read_bytes())
    return payload


def sent(payload: object) -> bytes:
    """A body as it would come in."""
    return json.dumps(payload).encode()
