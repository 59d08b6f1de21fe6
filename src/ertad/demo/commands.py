"""`ertad demo`: a filled platform in the browser, from nothing."""

import os
import signal
import subprocess
import sys
import time

import click
from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from ertad.demo.accounts import ACCOUNTS, PASSWORD
from ertad.demo.filling import fill
from ertad.kernel.clock import now

WORKERS = 2


@click.command("demo")
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--only-fill", is_flag=True, help="Make the data, do not start the server.")
def demo_command(port: int, only_fill: bool) -> None:
    """Fill a database with sample data and serve it on this machine until Ctrl-C."""
    if not getattr(settings, "DEMO", False):
        raise click.ClickException("The demo runs only with the settings ertad.site.settings.demo.")
    console = Console()
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with console.status("Preparing the database ..."):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    with console.status("Filling it with sample data ..."):
        fill(at=now())
    if only_fill:
        return
    table = Table("Account", "Role", title=f"Password of all: {PASSWORD}", title_justify="left")
    for account in ACCOUNTS:
        table.add_row(account.email, account.shown_role)
    console.print(table)
    console.print(f"\nErtad is at [bold]http://localhost:{port}/[/bold]   (stop with Ctrl-C)\n")
    sys.exit(_serve(port))


def _serve(port: int) -> int:
    """Run the server and the worker as children; when one ends or we are told to, end both."""
    environment = {**os.environ, "ERTAD_LOG_LEVEL": os.environ.get("ERTAD_LOG_LEVEL", "WARNING")}
    server = [
        sys.executable, "-m", "gunicorn", "ertad.site.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", str(WORKERS), "--threads", "4", "--log-level", "warning",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "django", "db_worker", "--worker-id", "demo"]
    children = [subprocess.Popen(command, env=environment) for command in (server, worker)]  # noqa: S603

    def stop(_signal: int, _frame: object) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    stop(0, None)
    return max(abs(child.wait()) for child in children) if children[0].returncode else 0


COMMANDS = (demo_command,)
