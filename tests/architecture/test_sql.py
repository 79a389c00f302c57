"""SQL is code: every statement is understood by PostgreSQL, is used, and asks nobody the time."""

import re
from pathlib import Path

import pytest

from service.db import sql
from service.db.sql import Connection

SERVICE = Path(__file__).parents[2] / "service"
PACKAGES = sorted({file.parent.name for file in SERVICE.glob("*/queries*.sql")})
QUERIES = [(package, name) for package in PACKAGES for name in sql.load(f"service.{package}")]
PARAMETER = re.compile(r"%\((\w+)\)s")
CLOCKS = re.compile(r"\bnow\(\)|current_(date|time|timestamp)|clock_timestamp|localtime", re.I)


def numbered(query: str) -> str:
    """The statement with $1, $2 … for its named parameters, as PREPARE wants it."""
    names: list[str] = []
    for name in PARAMETER.findall(query):
        if name not in names:
            names.append(name)
    text = PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", query)
    return text.replace("%%", "%")


@pytest.mark.parametrize(("package", "name"), QUERIES)
def test_every_statement_can_be_prepared(db: Connection, package: str, name: str) -> None:
    query = numbered(sql.load(f"service.{package}")[name])
    db.execute(f"PREPARE checked AS {query}".encode())
    db.execute("DEALLOCATE checked")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_two_statements_of_a_package_have_one_name(package: str) -> None:
    """The later would silently stand for the earlier."""
    files = (SERVICE / package).glob("queries*.sql")
    names = [name for file in files for name in re.findall(r"^-- (\w+)$", file.read_text(), re.M)]
    assert sorted(names) == sorted({*names})


@pytest.mark.parametrize(("package", "name"), QUERIES)
def test_every_statement_is_used(package: str, name: str) -> None:
    code = "".join(file.read_text() for file in (SERVICE / package).rglob("*.py"))
    assert f'"{name}"' in code


def test_no_statement_is_built_in_python() -> None:
    """SQL stands in .sql files; Python only names it."""
    wild = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s', re.I)
    strays = [file.name for file in SERVICE.rglob("*.py") if wild.search(file.read_text())]
    assert strays == []


def test_nobody_asks_the_database_or_the_machine_for_the_time() -> None:
    for file in SERVICE.rglob("*.sql"):
        assert not CLOCKS.search(file.read_text()), file
    asks = re.compile(r"datetime\.(utc)?now\(|date\.today\(|time\.time\(")
    asking = {file.name for file in SERVICE.rglob("*.py") if asks.search(file.read_text())}
    # A call outside waits in the time of the machine, even where ours stands still.
    assert asking == {"clock.py", "client.py"}


def test_a_query_file_begins_each_statement_with_a_name_and_a_sentence() -> None:
    for file in SERVICE.rglob("queries*.sql"):
        text = file.read_text()
        statements = len(re.findall(r";\s*$", text, re.M))
        assert statements == len(sql._split(text)), file
