"""`ertad audit verify`."""

import json

import click

from ertad.audit.verify import verify


@click.group()
def audit() -> None:
    """The audit trail."""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify_command(as_json: bool) -> None:
    """Check that no audit row was changed, removed, added or moved."""
    verdict = verify()
    if as_json:
        click.echo(json.dumps({"rows": verdict.rows, "whole": verdict.whole, "why": verdict.why}))
    elif verdict.whole:
        click.echo(f"{verdict.rows} rows, the chain is whole.")
    if not verdict.whole:
        raise click.ClickException(f"broken at row {verdict.broken_at}: {verdict.why}")


COMMANDS = (audit,)
