"""`ertad load-reference`."""

import json

import click

from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import now
from ertad.site.acts.load_reference import load_reference


@click.command("load-reference")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def load_reference_command(as_json: bool) -> None:
    """Load regions, municipalities and vocabularies. Repeatable."""
    counts = load_reference(by=SYSTEM, at=now())
    if as_json:
        click.echo(json.dumps(counts))
    else:
        click.echo(f"{counts['new']} new, {counts['changed']} changed, {counts['same']} the same.")


COMMANDS = (load_reference_command,)
