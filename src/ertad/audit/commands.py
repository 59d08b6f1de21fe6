"""`ertad audit`: verify, export, head, purge."""

import json
from datetime import datetime
from pathlib import Path

import click

from ertad.audit.acts.purge import BrokenChain, purge
from ertad.audit.portable import export, verify_file
from ertad.audit.verify import Head, Verdict, head, verify
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import TBILISI, now


@click.group()
def audit() -> None:
    """The audit trail."""


def _kept(_context: click.Context, _option: click.Parameter, text: str | None) -> Head | None:
    try:
        return Head.read(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@audit.command("verify")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--head", "kept", callback=_kept, metavar="SEQ:DIGEST",
              help="A head that was kept elsewhere; the trail must hold it.")  # fmt: skip
@click.option("--rows-only", is_flag=True, help="Leave the revisions out.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify_command(file: str | None, kept: Head | None, rows_only: bool, as_json: bool) -> None:
    """Check that no audit row and no revision was changed, removed, added or moved.

    With FILE, an exported trail is checked: only AUDIT_KEY is needed, no database. Exits with 1
    when something is broken, and names the first row.
    """
    if file:
        verdict = verify_file(Path(file), kept=kept)
    else:
        verdict = verify(kept=kept, revisions=not rows_only)
    if as_json:
        click.echo(json.dumps(_told(verdict)))
    elif verdict.whole:
        click.echo(f"{verdict.rows} rows, the chain is whole. Its head: {verdict.head}")
        for remark in verdict.remarks:
            click.echo(f"Note: {remark}.")
    if not verdict.whole:
        raise click.ClickException(f"broken at row {verdict.broken_at}: {verdict.why}")


def _told(verdict: Verdict) -> dict[str, object]:
    return {
        "rows": verdict.rows, "whole": verdict.whole, "why": verdict.why,
        "broken_at": verdict.broken_at, "head": str(verdict.head) if verdict.whole else None,
        "purged": verdict.purged, "revisions": verdict.revisions, "remarks": verdict.remarks,
    }  # fmt: skip


@audit.command("head")
def head_command() -> None:
    """Print the end of the trail, to be kept elsewhere for `verify --head`."""
    click.echo(str(head()))


@audit.command("export")
@click.argument("file", type=click.Path(exists=False, dir_okay=False))
@click.option("--since", type=click.IntRange(min=1), default=1, help="Number of the first row.")
def export_command(file: str, since: int) -> None:
    """Write the trail into FILE, which `verify FILE` checks anywhere with the key alone."""
    try:
        rows, end = export(Path(file), at=now(), since=since)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"{rows} rows. The head: {end}")


@audit.command("purge")
@click.option("--before", required=True, type=click.DateTime(["%Y-%m-%d"]),
              help="Rows of earlier days are removed, such as 2020-01-01.")  # fmt: skip
def purge_command(before: datetime) -> None:
    """Remove the oldest rows behind a signed checkpoint. Export them first."""
    try:
        rows = purge(before=before.replace(tzinfo=TBILISI), by=SYSTEM, at=now())
    except BrokenChain as broken:
        raise click.ClickException(f"Nothing was purged, the trail is {broken}.") from broken
    click.echo(f"{rows} rows removed.")


COMMANDS = (audit,)
