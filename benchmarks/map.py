"""How fast my map, the page of a skill and the night are, in a small and a large organisation.

    python benchmarks/map.py --people 10000 --json

Each person did 50 pieces of work with ten contributions, and colleagues left 100 observations of
them: 10,000 people have 5,000,000 contributions and 1,000,000 observations. Pages are asked for one
after the other, each as somebody else, from a running server, beside its sign-in page.
"""

import http.client
import json
import resource
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, cast

import click
import psycopg
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from rich.console import Console

from benchmarks import database, seen
from service import create_app
from service.actor import System
from service.db import pool
from service.db.pool import Pool
from service.db.sql import Connection
from service.growth import actions_learning
from service.settings import Settings
from tests.one_connection import OneConnection
from tests.running.installation import KEY, Installation, installed

SCHEMA = "gezel_bench_map"
SMALL = 100
PAGES = {"map": "/map", "skill": "/map/databases"}
WARM = 20
console = Console(stderr=True)


@dataclass
class Visits:
    """Somebody else at each visit, over one line that stays open."""

    here: Installation
    first: int
    people: int

    def ms(self, path: str, times: int) -> list[float]:
        line = http.client.HTTPConnection("127.0.0.1", self.here.port, timeout=30)
        took = []
        for turn in range(-WARM, times):
            person = self.first + (turn * 7919) % self.people
            headers = {} if path == "/sign-in" else {"Cookie": f"gezel={cookie(person)}"}
            began = perf_counter()
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            answer.read()
            took.append((perf_counter() - began) * 1000)
            assert answer.status == 200, (path, answer.status)
        line.close()
        return took[WARM:]


def cookie(person_id: int) -> str:
    """A session as the server would give it."""
    signer = Flask("benchmark")
    signer.secret_key = KEY
    signs = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert signs
    return str(signs.dumps({"_user_id": f"{person_id}:", "_fresh": True}))


def figures(took: list[float]) -> dict[str, float]:
    return {
        "p50_ms": round(statistics.median(took), 2),
        "p99_ms": round(statistics.quantiles(took, n=100)[-1], 2),
    }


@contextmanager
def organisation(url: str, people: int) -> Iterator[tuple[Installation, int, dict[str, Any]]]:
    """A filled and served organisation, its first person, and what its night took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        installed(url, f"{SCHEMA}_{people}", Path(folder), GEZEL_WEB_WORKERS="1") as here,
    ):
        console.print(f"making {people} people")
        with here.connect() as db:
            first = seen.fill(db, people)
        night = nightly(here)
        here.serve()
        yield here, first, night


def nightly(here: Installation) -> dict[str, Any]:
    """The nightly run in a process of its own: seconds, megabytes at most, observations."""
    with get_context("spawn").Pool(1) as alone:
        return alone.apply(_night, (here.database_url, here.schema))


def _night(url: str, schema: str) -> dict[str, Any]:
    with pool.connect(url, schema) as db:
        began = perf_counter()
        observations = actions_learning.learn(db, System("benchmark"))
        took = perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "nightly_s": round(took, 1), "nightly_mb": round(most), "observations": observations,
    }  # fmt: skip


def statements(here: Installation, person_id: int, path: str) -> int:
    """How many statements one page carries out."""
    counted: list[str] = []
    carry_out = psycopg.Cursor.execute

    def noting(cursor: Any, query: Any, *values: Any, **options: Any) -> Any:
        counted.append(str(query))
        return carry_out(cursor, query, *values, **options)

    with here.connect() as db:
        client = _app(here, db).test_client()
        client.set_cookie("gezel", cookie(person_id))
        psycopg.Cursor.execute = noting  # type: ignore[method-assign, assignment]
        try:
            assert client.get(path).status_code == 200
        finally:
            psycopg.Cursor.execute = carry_out  # type: ignore[method-assign]
    return len(counted)


def _app(here: Installation, db: Connection) -> Flask:
    settings = Settings(
        database_url=here.database_url, secret_key=KEY, database_schema=here.schema
    )  # fmt: skip
    return create_app(settings, pool=cast(Pool, OneConnection(db)))


def measure(url: str, people: int, times: int) -> dict[str, Any]:
    with organisation(url, people) as (here, first, night):
        visits = Visits(here, first, people)
        found: dict[str, Any] = {"people": people, **night}
        found["sign_in_p50_ms"] = figures(visits.ms("/sign-in", times))["p50_ms"]
        for name, path in PAGES.items():
            found[name] = {
                "queries": statements(here, first, path), **figures(visits.ms(path, times)),
            }  # fmt: skip
    return found


def compared(large: dict[str, Any], small: dict[str, Any]) -> dict[str, Any]:
    """The figures that are judged: those of the map of the large organisation, and the ratio."""
    ratio = max(large[page]["p50_ms"] / small[page]["p50_ms"] for page in PAGES)
    fixed = all(large[page]["queries"] == small[page]["queries"] for page in PAGES)
    return {
        **large["map"],
        "sign_in_p50_ms": large["sign_in_p50_ms"],
        "size_ratio": round(ratio, 2),
        "is_fixed": fixed,
        "nightly_s": large["nightly_s"],
        "nightly_mb": large["nightly_mb"],
        "skill": large["skill"],
        "large": large,
        "small": small,
    }


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--people", default=1_000, show_default=True, type=click.IntRange(200))
@click.option("--times", default=200, show_default=True, type=click.IntRange(20))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(people: int, times: int, as_json: bool) -> None:
    """Measure both pages and the night, in a large organisation and in one of a hundred."""
    with database.server() as url:
        small = measure(url, SMALL, times)
        found = compared(measure(url, people, times), small)
    if as_json:
        click.echo(json.dumps(found))
        return
    for name, figure in found.items():
        click.echo(f"{name:16} {figure}")


if __name__ == "__main__":
    main()
