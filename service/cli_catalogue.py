"""The commands about the catalogue: `gezel catalogue export` and `gezel catalogue import`."""

from pathlib import Path

import click
from rich.console import Console

from service import commands_catalogue, home

console = Console()
data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=lambda: home.folder("gezel"),
    help="Folder of the database and the key, where DATABASE_URL is not set.",
)


@click.group()
def catalogue() -> None:
    """The skills and their levels, as a file."""


@catalogue.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def export(file: Path, data: Path) -> None:
    """Write the whole catalogue to FILE: .yaml, .yml or .csv."""
    commands_catalogue.export(data, file)
    console.print(f"The catalogue is in {file}.", highlight=False)


@catalogue.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking, after saying what.")
@data_option
def import_(file: Path, yes: bool, data: Path) -> None:
    """Say what FILE (.yaml, .yml or .csv) would do to the catalogue; then, asked, do it.

    Changed texts become new versions; what FILE does not name stays as it is.
    """

    def agrees(lines: list[str]) -> bool:
        for line in lines:
            console.print(line, highlight=False, markup=False)
        return yes or click.confirm("Do this?")

    done = commands_catalogue.take_in(data, file, agrees)
    console.print("The catalogue is as the file says." if done else "Nothing was changed.")
