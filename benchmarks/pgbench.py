"""The yardstick: what `pgbench` can insert into the same server, one durable row a transaction."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from service.db import hosting, pool

CLIENTS = 32
SCHEMA = "gezel_bench_pgbench"
# As many scripts as fit: pgbench takes 128, and a command line two megabytes.
BODIES = 100
TABLE = """
CREATE TABLE kept (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  identifier text NOT NULL UNIQUE,
  body bytea NOT NULL
);
ALTER TABLE kept ALTER body SET STORAGE EXTERNAL;
"""
INSERT = "INSERT INTO kept (identifier, body) VALUES (gen_random_uuid()::text, :body{}::bytea);\n"


def per_second(url: str, bodies: Sequence[bytes], seconds: int) -> float:
    """Rows a second with 32 clients; the bodies cross the socket, bound to prepared statements.

    They are a hundred of the given ones, evenly over their sizes, so of the same mean.
    """
    with pool.connect(url, SCHEMA) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        db.execute(f"CREATE SCHEMA {SCHEMA}")
        db.execute(TABLE)
        try:
            return _run(url, _spread(bodies), seconds)
        finally:
            db.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def _spread(bodies: Sequence[bytes]) -> list[bytes]:
    ordered = sorted(bodies, key=len)
    step = max(1, len(ordered) // BODIES)
    return ordered[step // 2 :: step][:BODIES]


def _run(url: str, bodies: list[bytes], seconds: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        scripts = [_script(Path(folder), number, body) for number, body in enumerate(bodies)]
        done = subprocess.run(
            [
                *(program(), "--no-vacuum", "--protocol=prepared", "--jobs=2"),
                *(f"--client={CLIENTS}", f"--time={seconds}"),
                *(word for script in scripts for word in script),
                url,
            ],
            env=os.environ | {"PGOPTIONS": f"-c search_path={SCHEMA}"},
            capture_output=True,
            text=True,
            check=True,
        )
    found = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
    assert found, done.stdout
    return float(found[1])


def _script(folder: Path, number: int, body: bytes) -> list[str]:
    """One body as a variable, and a script that inserts it under a fresh identifier."""
    file = folder / f"{number}.sql"
    file.write_text(INSERT.format(number))
    return [f"--define=body{number}=\\x{body.hex()}", f"--file={file}"]


def program() -> str:
    """The embedded server's own pgbench, else the machine's."""
    embedded = hosting.installed() / "bin" / "pgbench"
    found = str(embedded) if embedded.exists() else shutil.which("pgbench")
    assert found, "pgbench is missing: pip install 'gezel[embedded]'"
    return found
