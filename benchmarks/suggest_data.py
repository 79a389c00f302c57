"""Real issues with the components that their project gave them: what a suggestion should find."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

TRAIN_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Labelled:
    """An issue: its words, when it was made, and the components that are the truth."""

    title: str
    description: str
    at: datetime
    truth: frozenset[str]

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.description}"


@dataclass(frozen=True, slots=True)
class Project:
    """The issues of one project that have a component: the oldest to learn from, the newest to
    be tried on."""

    name: str
    oldest: Sequence[Labelled]
    newest: Sequence[Labelled]


def project(path: Path) -> Project:
    """The project in a file of issues, one JSON object a line, gzipped or not."""
    content = path.read_bytes()
    text = gzip.decompress(content) if path.suffix == ".gz" else content
    rows = [json.loads(line) for line in text.splitlines()]
    rows = [row for row in rows if row["components"] and row["created"]]
    rows.sort(key=lambda row: (row["created"], row["key"]))
    found = [_labelled(row) for row in rows]
    cut = int(len(found) * TRAIN_SHARE)
    return Project(rows[0]["project"], found[:cut], found[cut:])


def _labelled(row: dict[str, object]) -> Labelled:
    components = row["components"]
    assert isinstance(components, list)
    return Labelled(
        title=str(row["summary"] or ""),
        description=str(row["description"] or ""),
        at=datetime.fromisoformat(str(row["created"])).replace(tzinfo=UTC),
        truth=frozenset(components),
    )
