"""`ertad move-database`."""

import json
import time

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ertad.site.moving import MoveRefused, move


@click.command("move-database")
@click.argument("target_url")
@click.option("--json", "as_json", is_flag=True, help="Print the rows by table as JSON.")
def move_database_command(target_url: str, as_json: bool) -> None:
    """Copy this installation into another database, compare every table, keep it if all is same.

    TARGET_URL is an empty database, such as postgres://user:password@host/ertad; tables are made in
    it if there are none. Stop the server and the worker first, and set DATABASE_URL afterwards.
    Nothing in the source is changed.
    """
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("Looking at both databases", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        try:
            moved = move(target_url, progress=tell)
        except MoveRefused as refused:
            raise click.ClickException(str(refused)) from refused
    rows, seconds = sum(moved.rows.values()), round(time.monotonic() - started, 1)
    if as_json:
        report = {"tables": moved.rows, "rows": rows, "audit_rows": moved.audit_rows}
        click.echo(json.dumps({**report, "seconds": seconds}))
    else:
        click.echo(
            f"{len(moved.rows)} tables, {rows:,} rows, moved in {seconds} s, each the same there;"
            f" the audit trail is whole ({moved.audit_rows} rows). Now set DATABASE_URL to it."
        )
