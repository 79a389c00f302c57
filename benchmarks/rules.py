"""How long a preview takes, and going through past work, on 100,000 work items.

    python benchmarks/rules.py [--items 100000] [--json]

The titles, labels and components are those of recorded issues when `--data FILE…` gives some, else
made of a small vocabulary. The items were done evenly over eighteen months.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import database
from benchmarks.deliveries import issues
from benchmarks.running import RULES
from service import clock
from service.actor import System
from service.db import sql
from service.db.sql import Connection
from service.jobs.tasks import STEP
from service.skills import actions, actions_rules, reads_rules, relink
from service.skills.rules_tree import AllOf, AnyOf, Field, Is, Node, Not

BENCH = System("benchmark")
SCHEMA = "gezel_bench_rules"
SPAN = timedelta(days=548)
WORDS = (
    *("index", "merge", "query", "test", "build", "parse", "render", "log"),
    *("cache", "page", "search", "form", "open", "close", "slow"),
)
TRIED: dict[str, Node] = {
    "one component": Is(Field.COMPONENT, ("API", "core/index", "Parsing")),
    "title words": Is(Field.TITLE, ("index*", "merge*", "refin*", "build", "quer*")),
    "a tree of ten": AllOf(
        (
            Is(Field.PROJECT, ("HARB", "TIDE", "LUCENE", "CASSANDRA")),
            Not(Is(Field.TYPE, ("Epic", "Sub-task"))),
            AnyOf(
                (
                    *(Is(Field.TITLE, (f"{word}*",)) for word in WORDS[:6]),
                    AllOf((Is(Field.LABEL, ("refinement",)), Not(Is(Field.COMPONENT, ("Docs",))))),
                )
            ),
        )
    ),
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    asked.add_argument("--items", type=int, default=100_000)
    asked.add_argument("--data", type=Path, nargs="*", default=[])
    asked.add_argument("--json", action="store_true", help="print one JSON object")
    given = asked.parse_args()
    with database.schema(SCHEMA) as db, clock.stopped():
        found = measured(db, given.items, given.data)
    print(json.dumps(found) if given.json else told(found))


def measured(db: Connection, items: int, data: Sequence[Path]) -> dict[str, Any]:
    _fill(db, items, _shapes(data))
    return {"items": items} | _relinks(db) | _previews(db)


def _shapes(data: Sequence[Path]) -> list[tuple[str, str, list[str], list[str]]]:
    """Project, title, labels and components, to be repeated."""
    if data:
        return [
            (one["project"], one["summary"] or "", one["labels"], one["components"])
            for one in issues(data)
        ]
    chance = random.Random(1)  # noqa: S311  the same items in each run
    return [
        (
            chance.choice(["HARB", "TIDE", "PAY"]),
            " ".join(chance.choices(WORDS, k=7)),
            chance.sample(["refinement", "docs", "retro"], chance.randrange(3)),
            chance.sample(["API", "Docs", "Parsing", "core/index"], chance.randrange(3)),
        )
        for _ in range(5000)
    ]


def _fill(
    db: Connection, items: int, shapes: Sequence[tuple[str, str, list[str], list[str]]]
) -> None:
    step, now = SPAN / items, clock.now()
    with (
        db.cursor() as cursor,
        cursor.copy(
            "COPY work_item (kind, external_id, key, project_key, issue_type, title, labels,"
            " components, status_category, done_at) FROM STDIN"
        ) as rows,
    ):
        for number in range(items):
            project, title, labels, components = shapes[number % len(shapes)]
            key = f"{project}-{number}"
            rows.write_row((
                "issue", str(number), key, project, "Story", title, labels, components,
                "done", now - SPAN + step * (number + 1),
            ))  # fmt: skip
    db.execute("ANALYZE work_item")


def _relinks(db: Connection) -> dict[str, Any]:
    """Going through all work for the first rules, and once more for one that changes little."""
    actions.load_starter(db, BENCH)
    for slug, tree in RULES.items():
        actions_rules.add(db, BENCH, slug, tree)
    steps: list[float] = []
    first = _seconds(lambda: _go_through(db, steps))
    links = sql.value(db, "SELECT count(*) FROM link")
    actions_rules.add(db, BENCH, "databases", TRIED["one component"])
    again = _seconds(lambda: _go_through(db, steps))
    db.execute("ANALYZE link")
    return {
        "links": links,
        "relink_s": round(first, 2),
        "relink_again_s": round(again, 2),
        "longest_step_ms": round(max(steps) * 1000),
    }


def _go_through(db: Connection, steps: list[float]) -> None:
    while True:
        began = time.perf_counter()
        went_on = relink.step(db, BENCH, STEP)
        steps.append(time.perf_counter() - began)
        if not went_on:
            return


def _previews(db: Connection) -> dict[str, Any]:
    since = clock.now() - timedelta(days=reads_rules.PREVIEW_DAYS)
    plan = "\n".join(
        row[0]
        for row in db.execute(
            f"EXPLAIN {reads_rules.Q['finished_items']}".encode(), {"skill_id": 1, "since": since}
        )
    )
    assert "work_item_done" in plan, plan
    assert "Seq Scan on work_item " not in plan, plan
    looked_at = reads_rules.preview(db, BENCH, "databases", TRIED["one component"]).looked_at
    return {
        "looked_at": looked_at,
        "preview_ms": {name: _preview_ms(db, tree) for name, tree in TRIED.items()},
        "suggestions_ms": round(
            1000 * _median(lambda: reads_rules.known_values(db, BENCH)), 1
        ),
        "uses_index": True,
    }  # fmt: skip


def _preview_ms(db: Connection, tree: Node) -> float:
    return round(1000 * _median(lambda: reads_rules.preview(db, BENCH, "databases", tree)), 1)


def _median(doing: Callable[[], object], times: int = 7) -> float:
    return statistics.median(_seconds(doing) for _ in range(times))


def _seconds(doing: Callable[[], object]) -> float:
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


def told(found: dict[str, Any]) -> str:
    lines = [
        f"{found['items']:,} work items, {found['links']:,} links",
        f"going through all of them: {found['relink_s']} s, then {found['relink_again_s']} s;"
        f" the longest step {found['longest_step_ms']} ms",
        f"a preview of {found['looked_at']:,} items of 90 days, by an index:",
        *(f"  {name}: {took} ms" for name, took in found["preview_ms"].items()),
        f"suggestions for values: {found['suggestions_ms']} ms",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
