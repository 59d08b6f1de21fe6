"""`ertad demo`: a filled platform in the browser, from nothing."""

import os

import click
from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from ertad.demo.accounts import ACCOUNTS, PASSWORD
from ertad.demo.filling import fill
from ertad.demo.serving import is_taken, serve
from ertad.kernel.clock import now


@click.command("demo")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535),
    help="Port on this machine.",
)  # fmt: skip
@click.option("--only-fill", is_flag=True, help="Make the data, do not start the server.")
def demo_command(port: int, only_fill: bool) -> None:
    """Fill a database with sample data and serve it on this machine until Ctrl-C."""
    if not getattr(settings, "DEMO", False):
        raise click.ClickException("The demo runs only with the settings ertad.site.settings.demo.")
    if not only_fill and is_taken(port):
        raise click.ClickException(
            f"Port {port} is taken. Stop what runs there, or choose another: --port {port + 1}"
            f" (make demo PORT={port + 1})."
        )
    if "ERTAD_ADDRESS" not in os.environ:
        settings.ERTAD_ADDRESS = os.environ["ERTAD_ADDRESS"] = f"http://localhost:{port}"
    console = Console()
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with console.status("Preparing the database ..."):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    with console.status("Filling it with sample data, half a minute ..."):
        filled = fill(at=now())
    if not filled:
        console.print(f"The data of an earlier start is used; to begin anew, delete {settings.VAR}")
    if only_fill:
        return
    console.print(_accounts())
    raise SystemExit(serve(port, when_ready=lambda: _tell(console, port)))


def _accounts() -> Table:
    table = Table("Account", "Role", "Password", title="An account for each role")
    for account in ACCOUNTS:
        table.add_row(account.email, account.shown_role, PASSWORD)
    return table


def _tell(console: Console, port: int) -> None:
    console.print(f"\nErtad is at [bold]http://localhost:{port}/[/bold]   (stop with Ctrl-C)\n")


COMMANDS = (demo_command,)
