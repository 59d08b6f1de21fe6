"""`ertad move-database`."""

import json
import time

import click

from ertad.site.moving import MoveRefused, move
from ertad.site.progress import bar


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
    with bar("Looking at both databases") as tell:
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
