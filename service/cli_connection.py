"""The commands about connections: `gezel connection add`, `rotate` and `list`."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from service import commands_connection, home, settings
from service.commands_connection import Opening
from service.connections.model import Product

console = Console()
data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=lambda: home.folder("gezel"),
    help="Folder of the database and the key, where DATABASE_URL is not set.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@click.group()
def connection() -> None:
    """The Jira and Confluence instances that Gezel listens to."""


@connection.command("add")
@click.argument("name")
@click.option(
    "--product",
    type=click.Choice([str(p) for p in Product]),
    required=True,
    help="Which Jira or Confluence it is.",
)
@click.option(
    "--projects",
    default="all",
    show_default=True,
    metavar="all|KEY,KEY",
    help="What is taken: all projects, or these alone. Nothing is kept from others.",
)
@click.option(
    "--address",
    help="Where you open it, to ask it too; its token is asked for, or read from"
    " GEZEL_CONNECTION_TOKEN.",
)
@click.option("--email", help="Whose token it is, on Atlassian Cloud.")
@data_option
@json_option
def add(
    name: str,
    product: str,
    projects: str,
    address: str | None,
    email: str | None,
    data: Path,
    as_json: bool,
) -> None:
    """Make a connection; its secret is shown once."""
    keys = None if projects == "all" else projects.replace(",", " ").split()
    opening = _opening(Product(product), address, email) if address else None
    _tell_secret(commands_connection.add(data, name, Product(product), keys, opening), as_json)


@connection.command("rotate")
@click.argument("name")
@data_option
@json_option
def rotate(name: str, data: Path, as_json: bool) -> None:
    """Make a new secret; the old one is accepted for another 24 hours."""
    _tell_secret(commands_connection.rotate(data, name), as_json)


@connection.command("list")
@data_option
@json_option
def list_all(data: Path, as_json: bool) -> None:
    """All connections with their webhook address."""
    rows = commands_connection.listed(data)
    if as_json:
        click.echo(json.dumps(rows))
        return
    table = Table("name", "product", "takes", "webhook address", box=None)
    for row in rows:
        table.add_row(row["name"], row["product"], row["takes"], row["webhook_url"])
    console.print(table)


def _opening(product: Product, address: str, email: str | None) -> Opening:
    """A token is never an argument: those stand in the list of processes and in histories."""
    texts = {"base_url": address}
    if product.is_cloud:
        texts["email"] = email or click.prompt("E-mail address of the account", err=True)
    texts["token"] = settings.given_token() or click.prompt("Token", hide_input=True, err=True)
    return Opening(texts)


def _tell_secret(made: dict[str, str], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(made))
        return
    if "account" in made:
        console.print(f"Gezel can ask there, as {made['account']}.")
    console.print(f"Webhook address  {made['webhook_url']}")
    console.print(f"Secret           {made['secret']}", highlight=False)
    console.print("Copy the secret now; it is not shown again. Where both go stands in the pages,")
    console.print("under Connections: Being heard.")
