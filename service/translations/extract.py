"""Finds the texts to translate that no `_()` marks: messages of errors and of schemas.

An error's message is the first paragraph of its docstring; a schema's messages are the sentences in
it. Used by `make translations` through babel.cfg.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python

# Errors that are neither are for the command line, which speaks English.
FOR_PAGES = {"NotFound", "Forbidden", "Conflict", "Invalid", "Unavailable", "AtlassianError"}
Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def extract(
    file: Any,
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Babel's own finds in a Python file, and then ours."""
    yield from extract_python(file, keywords, comment_tags, options)  # type: ignore[misc, arg-type]  # looser than it is typed
    file.seek(0)
    tree = ast.parse(file.read())
    yield from _error_messages(tree)
    if Path(file.name).name.startswith("schema"):
        yield from _schema_messages(tree)


def _error_messages(tree: ast.Module) -> Iterator[Found]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and FOR_PAGES & {*map(_name, node.bases), node.name}:
            words = ast.get_docstring(node) or ""
            yield node.lineno, None, " ".join(words.split("\n\n")[0].split()), []


def _schema_messages(tree: ast.Module) -> Iterator[Found]:
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_sentence = node.value[:1].isupper() and node.value.endswith((".", "?"))
            if is_sentence and id(node) not in docstrings:
                yield node.lineno, None, node.value, []


def _name(base: ast.expr) -> str:
    return base.id if isinstance(base, ast.Name) else getattr(base, "attr", "")
