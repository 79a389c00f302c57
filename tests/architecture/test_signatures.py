"""Reads and actions begin `(db, actor, …)`: nobody can forget to ask who wants to know."""

import ast
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[2] / "service"
ROOMS = sorted(
    file for pattern in ("*/reads*.py", "*/actions*.py") for file in SERVICE.glob(pattern)
)


def public_functions(file: Path) -> list[ast.FunctionDef]:
    body = ast.parse(file.read_text()).body
    return [n for n in body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


@pytest.mark.parametrize("file", ROOMS, ids=lambda file: str(file.relative_to(SERVICE)))
def test_reads_and_actions_begin_with_db_and_actor(file: Path) -> None:
    functions = public_functions(file)
    assert functions
    for function in functions:
        names = [argument.arg for argument in function.args.args]
        assert names[:2] == ["db", "actor"], f"{file}: {function.name}"


@pytest.mark.parametrize("file", ROOMS, ids=lambda file: str(file.relative_to(SERVICE)))
def test_the_actor_is_used(file: Path) -> None:
    """An actor that is not even looked at is a door left open."""
    for function in public_functions(file):
        used = {
            node.id
            for node in ast.walk(ast.Module(body=function.body, type_ignores=[]))
            if isinstance(node, ast.Name)
        }
        assert "actor" in used, f"{file}: {function.name}"
