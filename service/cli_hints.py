"""The command `gezel hints`: how well the hints on wording do on a list of sentences."""

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from service.errors import GezelError
from service.feedback import hints as rules
from service.feedback.hints import Judged

console = Console()


class NotAList(GezelError):
    """The file holds no list of sentences: [{"text": "…", "hints": ["always"]}]."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def hints(file: Path, as_json: bool) -> None:
    """Hold the hints on wording against sentences.

    FILE is a JSON list of {"text": "…", "hints": ["always", "person", "comparison", "empty"]}.
    """
    judged = [rules.judge(one["text"], one.get("hints", [])) for one in _sentences(file)]
    precision, recall = rules.agreement(judged)
    if as_json:
        click.echo(json.dumps(_told(judged, precision, recall), ensure_ascii=False))
        return
    table = Table("sentence", "expected", "found", box=None)
    for one in judged:
        if one.expected != one.found:
            table.add_row(one.text, ", ".join(sorted(one.expected)), ", ".join(sorted(one.found)))
    console.print(table if table.rows else "Every sentence got the hints expected.")
    console.print(f"{len(judged)} sentences: precision {precision:.2f}, recall {recall:.2f}")


def _sentences(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise NotAList from wrong
    if not isinstance(found, list) or not all(_is_sentence(one) for one in found):
        raise NotAList
    return found


def _is_sentence(one: object) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(one.get("text"), str)
        and isinstance(one.get("hints", []), list)
    )


def _told(judged: list[Judged], precision: float, recall: float) -> dict[str, object]:
    return {
        "sentences": len(judged),
        "precision": precision,
        "recall": recall,
        "each": [
            {"text": one.text, "expected": sorted(one.expected), "found": sorted(one.found)}
            for one in judged
        ],
    }
