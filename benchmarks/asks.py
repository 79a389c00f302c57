"""A year of 200 people and 20,000 closed tickets, through the real code: do the limits hold?

    python benchmarks/asks.py [--people 200] [--tickets 20000] [--days 365] [--json]

Ends with an error where an ask went beyond a limit, or somebody carried more than three times what
the one in the middle did. Prints the share of work about which at least one person said something.
"""

import json
import statistics
from random import Random
from time import perf_counter
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from benchmarks import database
from service.db.sql import Connection
from tests.feedback.limits import MOST_TIMES_THE_MIDDLE, asks, faults, loads
from tests.feedback.year import Year, share_with_a_voice

SCHEMA = "gezel_bench_asks"
COUNTING_DAYS = 14  #: the server counts what it has; autovacuum would, in a year that takes one
console = Console(stderr=True)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--people", default=200, show_default=True, type=click.IntRange(5))
@click.option("--tickets", default=20_000, show_default=True, type=click.IntRange(50))
@click.option("--days", default=365, show_default=True, type=click.IntRange(30))
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def main(people: int, tickets: int, days: int, seed: int, as_json: bool) -> None:
    """Play a year and hold its asks against every limit."""
    with database.schema(SCHEMA) as db:
        db.execute("SET synchronous_commit = off")
        found = measured(db, people, tickets, days, seed)
    click.echo(json.dumps(found) if as_json else told(found))
    if found["faults"] or found["heaviest"] > MOST_TIMES_THE_MIDDLE:
        raise SystemExit(1)


def measured(db: Connection, people: int, tickets: int, days: int, seed: int) -> dict[str, Any]:
    year = Year(db, Random(seed), people, tickets, days)  # noqa: S311  the same year in each run
    began = perf_counter()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("a year", total=days)
        passed = iter(range(days))

        def each_day() -> None:
            progress.advance(task)
            if next(passed) % COUNTING_DAYS == 0:
                db.execute("ANALYZE")

        year.play(each_day)
    took, made = perf_counter() - began, asks(db)
    said, done = share_with_a_voice(db)
    carried = loads(made)
    return {
        "people": people,
        "tickets": done,
        "asks": sum(carried),
        "with_a_voice": round(said / done, 3),
        "load": [carried[0], statistics.median(carried), carried[-1]],
        "heaviest": round(carried[-1] / statistics.median(carried), 2),
        "faults": faults(year, made),
        "seconds": round(took),
    }


def told(found: dict[str, Any]) -> str:
    least, middle, most = found["load"]
    return "\n".join((
        f"{found['people']} people, {found['tickets']:,} closed tickets, {found['asks']:,} asks"
        f" in {found['seconds']} s",
        f"work with at least one voice: {found['with_a_voice']:.1%}",
        f"asks a giver: {least} to {most}, in the middle {middle:g};"
        f" the most is {found['heaviest']} times that",
        f"beyond a limit: {len(found['faults'])}", *found["faults"][:10],
    ))  # fmt: skip


if __name__ == "__main__":
    main()
