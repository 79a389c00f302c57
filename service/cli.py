"""The command `gezel`. Each command calls one function; errors are one line of words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import psycopg
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from service import cli_catalogue, cli_connection, cli_past, commands, home, processes, serving
from service.atlassian.rest.errors import AtlassianError
from service.errors import GezelError

console = Console()


class Commands(click.Group):
    """Errors of ours are one red line; Ctrl-C ends quietly."""

    def invoke(self, ctx: click.Context) -> Any:
        processes.stop_on_sigterm()
        try:
            return super().invoke(ctx)
        except (AtlassianError, GezelError) as wrong:
            raise click.ClickException(str(wrong)) from wrong
        except psycopg.Error as away:
            raise click.ClickException(
                f"The database said: {str(away).splitlines()[0]}."
                " Run `gezel db status` to see how it is."
            ) from away
        except KeyboardInterrupt:
            raise SystemExit(130) from None


def data_option(name: str = "gezel") -> Callable[[Any], Any]:
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=lambda: home.folder(name),
        help="Folder of the database and the key, where DATABASE_URL is not set.",
    )


port_option = click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8400,
    show_default=True,
    help="Where to answer.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gezel")
def main() -> None:
    """Peer feedback and growth maps from finished work in Jira and Confluence."""


@main.command()
@data_option("gezel-demo")
@port_option
def demo(data: Path, port: int) -> None:
    """A believable organisation with everything in it."""
    commands.demo(data, port, console)


@main.command()
@data_option()
@port_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def up(data: Path, port: int, host: str) -> None:
    """Database, web and worker together, for one machine."""
    commands.up(data, port, host, console)


@main.command()
@data_option()
@port_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def serve(data: Path, port: int, host: str) -> None:
    """Only the web: pages and webhooks."""
    processes.end_with_owner()
    serving.serve(home.found(data), host, port)


@main.command()
@data_option()
def work(data: Path) -> None:
    """Only the worker: drain deliveries, run jobs."""
    processes.end_with_owner()
    commands.work(home.found(data))


@main.group()
def db() -> None:
    """The database and its migrations."""


@db.command("migrate")
@data_option()
def db_migrate(data: Path) -> None:
    """Bring the database up to date. Safe to run several times at once."""
    for name in commands.migrate(data):
        console.print(f"applied {name}")
    console.print("The database is up to date.")


@db.command("status")
@data_option()
def db_status(data: Path) -> None:
    """Which migrations are applied, and which wait."""
    for name, state in commands.migrations(data):
        console.print(f"{state:8} {name}")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--connection", "name", required=True, help="Whose secret signs, and who receives.")
@click.option("--url", default=None, help="A server's address, where it is not the public one.")
@data_option()
@json_option
def replay(paths: tuple[Path, ...], name: str, url: str | None, data: Path, as_json: bool) -> None:
    """Send recorded bodies and tell what became of each.

    PATHS are files, or folders of files; the server must be running.
    """
    with Progress(console=Console(stderr=True), transient=True) as progress:
        rows = commands.replay(data, name, list(paths), url, progress)
    if as_json:
        print_json(rows)
        return
    table = Table("file", "answer", "became", "because", box=None)
    for row in rows:
        name = "/".join(Path(row["file"]).parts[-2:])
        table.add_row(name, str(row["status"]), row["state"], row["reason"] or "")
    console.print(table)


@main.command()
@data_option()
@json_option
def status(data: Path, as_json: bool) -> None:
    """How it goes: deliveries, lag, work, links, asks, feedback."""
    found = commands.status(data)
    if as_json:
        print_json(found)
        return
    table = Table(box=None, show_header=False)
    for state, number in found["deliveries"].items():
        table.add_row(f"deliveries {state}", str(number))
    for name in ("lag_seconds", "work_items", "links", "asks", "feedback"):
        table.add_row(name.replace("_", " "), str(found[name]))
    console.print(table)


main.add_command(cli_catalogue.catalogue)
main.add_command(cli_connection.connection)
main.add_command(cli_past.backfill)
main.add_command(cli_past.import_)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value))


if __name__ == "__main__":
    main()
