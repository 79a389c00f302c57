"""The commands about the past: `gezel backfill` and `gezel import jira-csv`."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from service import commands_past, home
from service.connections.model_past import Backfill, BackfillState

console = Console()
data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=lambda: home.folder("gezel"),
    help="Folder of the database and the key, where DATABASE_URL is not set.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


class Zone(click.ParamType[ZoneInfo]):
    """The name of a time zone, such as Europe/Amsterdam."""

    name = "zone"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> ZoneInfo:
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            self.fail(f"{value} is no time zone; write it as Europe/Amsterdam.", param, ctx)


@click.command("backfill")
@click.option("--connection", "name", required=True, help="The connection's name.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="From which day on, as 2026-01-31.",
)
@data_option
@json_option
def backfill(name: str, since: datetime, data: Path, as_json: bool) -> None:
    """Fill in the past of a connection; goes on after a stop."""
    with _bar(as_json) as progress:
        task = progress.add_task("Filling in the past", total=None, rate="")
        ended = commands_past.backfill(
            data,
            name,
            since.date(),
            lambda found: progress.update(
                task, total=found.total, completed=found.done, rate=_rate(found)
            ),
        )
    if as_json:
        click.echo(json.dumps({"state": ended.state, "done": ended.done, "reason": ended.reason}))
    elif ended.state == BackfillState.DONE:
        console.print(f"{ended.done} issues or pages were looked at.")
    if ended.state == BackfillState.FAILED:
        raise click.ClickException(f"{ended.reason} Run this again to go on from there.")


@click.group("import")
def import_() -> None:
    """Read work from a file, such as an export of Jira."""


@import_.command("jira-csv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--connection",
    "name",
    default="jira-csv",
    show_default=True,
    help="The connection to put it under; it is made where there is none.",
)
@click.option(
    "--zone",
    type=Zone(),
    default="UTC",
    show_default=True,
    help="The time zone of who exported it, as in their Jira profile.",
)
@data_option
@json_option
def jira_csv(file: Path, name: str, zone: ZoneInfo, data: Path, as_json: bool) -> None:
    """The CSV that anybody can export from Jira: Export, CSV (all fields)."""
    with _bar(as_json) as progress:
        task = progress.add_task("Importing", total=None, rate="")
        found = commands_past.import_csv(
            data, file, name, zone,
            lambda done, total: progress.update(task, total=total, completed=done),
        )  # fmt: skip
    if as_json:
        click.echo(json.dumps(found))
        return
    console.print(f"{found['issues']} issues and {found['comments']} comments were read.")


def _bar(is_quiet: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        disable=is_quiet,
    )


def _rate(found: Backfill) -> str:
    left = f", {_rounded(found.remaining)} left" if found.remaining else ""
    return f"{found.a_second:.0f}/s{left}" if found.a_second else ""


def _rounded(time: timedelta) -> str:
    return str(timedelta(seconds=round(time.total_seconds())))
