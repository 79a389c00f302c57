"""Who may import whom, as data. A part may use itself and what its line names, nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[2] / "service"
BASE = {"settings", "errors", "clock", "later", "db", "actor", "schema"}
DOMAIN = [
    "connections", "people", "work", "skills", "aims", "feedback", "growth", "budgets", "notices",
]  # fmt: skip
MAY_USE: dict[str, set[str]] = {
    # base: knows nobody above it
    "settings": {"errors"},
    "errors": set(),
    "clock": set(),
    "actor": {"errors"},
    "schema": set(),
    "later": {"db"},
    "db": {"errors", "settings", "clock"},
    # domain: each only those before it
    **{name: BASE | set(DOMAIN[:place]) for place, name in enumerate(DOMAIN)},
    # neighbour: knows nothing of us
    "atlassian": set(),
    # between both: a client for a connection
    "calls": BASE | {"connections", "atlassian"},
    # edges: translate, and never import each other
    "webhooks": BASE | set(DOMAIN) | {"atlassian"},
    "web": BASE | set(DOMAIN) | {"atlassian", "calls"},
    "jobs": BASE | set(DOMAIN) | {"atlassian", "calls"},
    "demo": BASE | set(DOMAIN) | {"atlassian"},
    "translations": set(),
    # root: puts the parts together
    "__init__": {"settings", "db", "application"},
    "application": BASE | set(DOMAIN) | {"web", "webhooks", "demo", "log"},
    "log": {"settings"},
    "home": {"settings", "errors", "db"},
    "processes": {"settings", "errors"},
    "serving": {"settings", "errors"},
    "commands": BASE
    | set(DOMAIN)
    | {"atlassian", "calls", "jobs", "webhooks", "demo", "home", "log", "processes"},
    "commands_past": BASE
    | {"connections", "skills", "atlassian", "calls", "jobs", "webhooks", "commands"},
    "commands_catalogue": {"errors", "skills", "commands"},
    "commands_connection": BASE | {"connections", "atlassian", "calls", "commands"},
    "cli_catalogue": {"home", "commands_catalogue"},
    "cli_connection": {"settings", "connections", "home", "commands_connection"},
    "cli_hints": {"errors", "feedback"},
    "cli_past": {"errors", "connections", "home", "commands_past"},
    "cli": {"settings", "errors", "connections", "home", "processes", "serving"}
    | {"atlassian", "commands", "cli_catalogue", "cli_connection", "cli_hints", "cli_past"},
}
# Libraries that belong in some parts only.
ONLY_IN = {
    "flask": {"webhooks", "web", "demo", "__init__", "application", "serving"},
    "flask_login": {"web", "demo"},
    "flask_babel": {"web", "demo"},
    "requests": {"atlassian", "jobs"},
    "joserfc": {"atlassian"},
    "environs": {"settings"},
    "click": {"cli", "cli_catalogue", "cli_connection", "cli_hints", "cli_past"},
    "marshmallow": {"schema", "web", *DOMAIN},
    "procrastinate": {"later", "jobs", "db"},
    "gunicorn": {"serving"},
}


def part_of(file: Path) -> str:
    return file.relative_to(SERVICE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


FILES = sorted(SERVICE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SERVICE)))
def test_a_part_uses_only_what_its_line_allows(file: Path) -> None:
    part = part_of(file)
    used = {name.split(".")[1] for name in imports(file) if name.startswith("service.")}
    used = {name for name in used if name in MAY_USE}
    assert used - {part} <= MAY_USE[part], f"{part} may not use {used - {part} - MAY_USE[part]}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SERVICE)))
def test_libraries_stay_in_their_parts(file: Path) -> None:
    part = part_of(file)
    found = {name.split(".")[0] for name in imports(file)}
    strays = {
        library for library, parts in ONLY_IN.items() if library in found and part not in parts
    }
    assert not strays, f"{part} may not use {strays}"


@pytest.mark.parametrize("name", DOMAIN)
def test_models_stand_on_the_standard_library(name: str) -> None:
    for file in (SERVICE / name).glob("model*.py"):
        strange = {
            found
            for found in imports(file)
            if found.split(".")[0] in {*ONLY_IN, "psycopg", "yaml"}
            or (found.startswith("service.") and not found.startswith(f"service.{name}."))
        }
        assert not strange, f"{file.name} uses {strange}"


def test_every_part_stands_in_the_table() -> None:
    folders = {part_of(file) for file in FILES}
    assert folders == set(MAY_USE)


def test_only_settings_and_the_starters_of_processes_read_the_environment() -> None:
    reads = {part_of(file) for file in FILES if "os.environ" in file.read_text()}
    assert reads <= {"settings", "processes"}
