"""`ertad backup` and `ertad restore`."""

import json
import time
from dataclasses import asdict
from pathlib import Path

import click

from ertad.kernel.clock import now
from ertad.site.backup import Current, Refused, keep_newest, look, name_in, restore, save
from ertad.site.backup.contents import Header
from ertad.site.progress import bar

FILE = click.Path(path_type=Path)


@click.command("backup")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Write over FILE if it is there.")
@click.option(
    "--keep", type=click.IntRange(1), help="Where FILE is a folder: delete all backups in it but"
    " the newest so many, once the new one is written and read back.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def backup_command(file: Path, replace: bool, keep: int | None, as_json: bool) -> None:
    """Write the whole installation into one encrypted file, while it serves.

    FILE is a new file, or a folder in which it gets a name of its day and time. BACKUP_KEY encrypts
    it. It restores into SQLite and into PostgreSQL.
    """
    started, at = time.monotonic(), now()
    if keep and not file.is_dir():
        raise click.UsageError(f"--keep is for a folder; {file} is none.")
    path = name_in(file, at) if file.is_dir() else file
    with bar("Beginning") as tell:
        try:
            saved = save(path, at=at, replace=replace, progress=tell)
        except Refused as refused:
            raise click.ClickException(str(refused)) from refused
    gone = keep_newest(file, keep, saved=path) if keep else []
    seconds = round(time.monotonic() - started, 1)
    if as_json:
        report = {"file": str(path), "bytes": saved.size, "seconds": seconds}
        report |= {"deleted": [str(each) for each in gone], **_facts(saved.header)}
        click.echo(json.dumps(report))
    else:
        click.echo(
            f"{path}: {len(saved.header.tables)} tables, {saved.header.rows:,} rows,"
            f" {saved.size:,} bytes, written and read back in {seconds} s."
        )
        if gone:
            click.echo(f"Deleted: {', '.join(each.name for each in gone)}")


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--apply", is_flag=True, help="Do it; else say only what would be done.")
@click.option("--replace", is_flag=True, help="Also where there is data; it is put aside.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found or done as JSON.")
def restore_command(file: Path, apply: bool, replace: bool, as_json: bool) -> None:
    """Check a backup as a whole and say what it would replace; with --apply, put it in place.

    Stop the server, the worker and run-due first. What goes wrong leaves everything as it was. What
    was there before is kept beside, until you delete it.
    """
    started, at = time.monotonic(), now()
    with bar("Reading the backup") as tell:
        try:
            done = restore(file, at=at, replace=replace, progress=tell) if apply else None
            header, here = (done.header, done.replaced) if done else look(file)
        except Refused as refused:
            raise click.ClickException(f"{refused} Nothing was changed.") from refused
    seconds = round(time.monotonic() - started, 1)
    if as_json:
        report = {"applied": apply, "here": asdict(here), "seconds": seconds, **_facts(header)}
        if done:
            report |= {"kept_as": done.kept_as, "audit_rows": done.audit_rows}
            report["letters_waiting"] = done.letters
        click.echo(json.dumps(report))
        return
    click.echo(_about(header))
    if done:
        click.echo(
            f"Restored in {seconds} s; every table is as it was, and the audit trail is whole"
            f" ({done.audit_rows} rows)."
        )
        if done.kept_as:
            click.echo(f"What was here before is kept as {done.kept_as}.")
        if done.letters:
            click.echo(f"Letters that waited then and go out with run-due: {done.letters}.")
        click.echo("Everybody signs in anew. Now start the server and the worker again.")
    else:
        click.echo(_would(here))


def _facts(header: Header) -> dict[str, object]:
    facts = asdict(header)
    return {key: facts[key] for key in ("at", "database", "ertad", "audit_seq", "tables")} | {
        "rows": header.rows
    }


def _about(header: Header) -> str:
    return (
        f"Backup of {header.at}, from {header.database}, Ertad {header.ertad}:"
        f" {len(header.tables)} tables, {header.rows:,} rows, audit trail to row"
        f" {header.audit_seq}. It is whole."
    )


def _would(here: Current) -> str:
    if not here.rows:
        return "There is no data here. Nothing was changed; --apply puts it in place."
    if here.acts_since is None:
        lost = "It is not a backup of what is here."
    else:
        lost = f"Acts that were done here since: {here.acts_since}."
    return (
        f"It would take the place of {here.rows:,} rows. {lost}"
        " Nothing was changed; --apply --replace puts it in place."
    )
