"""How fast people, open work, work and skills are found in a large organisation.

    python benchmarks/search.py --json

Makes 5,000 people in 500 teams, who all may be found, and 100,000 work items with their
contributions and links, and asks each search many times, each time as somebody else.
"""

import json
import statistics
from collections.abc import Callable
from time import perf_counter

import click
from rich.console import Console

from benchmarks import database
from benchmarks.large import People, fill
from service.actor import Member, System
from service.aims import reads_found, reads_practice
from service.aims.model_found import Order, Wanted
from service.clock import today
from service.db.sql import Connection
from service.skills import actions as skills
from service.skills import reads_search as skills_search
from service.work import reads_search as work_search

SCHEMA = "gezel_bench_search"
console = Console(stderr=True)
Ask = Callable[[Connection, Member], object]
HELPS = Wanted(helps_with=frozenset({"databases"}))
ANY = Wanted(
    helps_with=frozenset({"databases", "reviewing"}),
    would_learn=frozenset({"mentoring", "facilitating"}),
    words=("slow", "query"),
    needs_all=False,
)
ALL = Wanted(
    helps_with=frozenset({"databases"}), would_learn=frozenset({"mentoring"}), words=("lunch",)
)


def _people(wanted: Wanted, order: Order = Order.TODAY) -> Ask:
    return lambda db, me: reads_found.people(db, me, wanted, order, today())


SEARCHES: dict[str, Ask] = {
    "everybody, today's order": _people(Wanted()),
    "everybody, by name": _people(Wanted(), Order.NAME),
    "glad to help with one skill": _people(HELPS),
    "any of four skills and two words": _people(ANY),
    "all of two skills and a word": _people(ALL),
    "words of a sentence": _people(Wanted(words=("slow", "quer"))),
    "work by a common word": lambda db, me: work_search.found(db, me, ["fix"]),
    "work by two words": lambda db, me: work_search.found(db, me, ["index", "merge"]),
    "work by one letter": lambda db, me: work_search.found(db, me, ["p"]),
    "work by a key": lambda db, me: work_search.found(db, me, ["p3", "777"]),
    "a rare word, by the busiest": lambda db, me: work_search.found(db, me, ["restore"]),
    "a common word, by the busiest": lambda db, me: work_search.found(db, me, ["fix"]),
    "open work to pick": lambda db, me: reads_practice.open_work(db, me),
    "open work with one skill": lambda db, me: reads_practice.open_work(db, me, "databases"),
    "skills by words": lambda db, me: skills_search.found(db, me, ["test"]),
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--people", default=5_000, show_default=True, type=click.IntRange(100))
@click.option("--work", default=100_000, show_default=True, type=click.IntRange(1_000))
@click.option("--times", default=40, show_default=True, type=click.IntRange(5))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(people: int, work: int, times: int, as_json: bool) -> None:
    """Measure every search; milliseconds, the middle one and the slowest of twenty."""
    with database.schema(SCHEMA) as db:
        console.print(f"making {people} people and {work} work items")
        skills.load_starter(db, System("benchmark"))
        made = fill(db, people, work)
        db.execute("VACUUM")
        figures = {name: _measured(db, made, name, times) for name in SEARCHES}
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, took in figures.items():
        click.echo(f"{name:36} {took['p50_ms']:8.1f} ms {took['p95_ms']:8.1f} ms")


def _measured(db: Connection, people: People, name: str, times: int) -> dict[str, float]:
    took = []
    for number in range(times):
        me = Member(people.busiest if "busiest" in name else people.some(number))
        began = perf_counter()
        SEARCHES[name](db, me)
        took.append((perf_counter() - began) * 1000)
    return {
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(statistics.quantiles(took, n=20)[-1], 1),
    }


if __name__ == "__main__":
    main()
