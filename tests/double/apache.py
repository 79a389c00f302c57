"""The recorded Apache issues as a world; their changelogs are made from a seed."""

import random
import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.deliveries import DONE, NO_DATE, issue_id, issues
from tests.double.world import Json, World

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MOMENT = timedelta(minutes=1)


def world(files: Iterable[Path], most: int | None = None, seed: int = 1) -> World:
    """Each issue was created, perhaps assigned, taken up, and done when it is done."""
    made = World()
    for found in issues(files, most):
        _add(made, found, random.Random(f"{seed} {found['key']}"))  # noqa: S311
    return made


def _add(world: World, found: Json, chance: random.Random) -> None:
    created = _time(found["created"] or found["resolved"])
    end = max(_time(found["updated"] or found["resolved"]), created + 4 * MOMENT)
    project, number = found["key"].split("-")
    issue = world.issue(
        project,
        int(number),
        found["summary"] or "Work",
        id=issue_id(found),
        created=created,
        type="Bug",
        labels=found["labels"],
        components=found["components"],
        reporter=_user(world, found["reporter"]),
    )
    who = _user(world, found["assignee"]) or issue.reporter or world.me
    first, second, third = sorted(created + chance.random() * (end - created) for _ in range(3))
    if found["assignee"]:
        world.told(issue, who, first, world.item("assignee", issue.reporter, who))
    world.move(issue, "In Progress", who, second)
    if found["status"] in DONE:
        world.move(issue, "Done", who, third, resolution=found["resolution"], resolved=third)
    world.touch(issue, end, assignee=who if found["assignee"] else None)


def _user(world: World, name: str | None) -> str | None:
    return world.user(f"JIRAUSER{zlib.crc32(name.encode())}", name).id if name else None


def _time(text: str | None) -> datetime:
    return datetime.fromisoformat(f"{text or NO_DATE}+00:00")
