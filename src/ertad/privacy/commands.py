"""`ertad privacy`: what would be taken away now because its time has passed."""

import json

import click
from django.utils.translation import override
from rich.console import Console
from rich.table import Table

from ertad.kernel.clock import now
from ertad.privacy.retaining import dry_run, how_long, what_goes


@click.group("privacy")
def privacy() -> None:
    """Reports on data protection."""


@privacy.command("retention")
@click.option(
    "--json", "as_json", is_flag=True, help="rule, model, days, count and oldest as JSON."
)
def retention_command(as_json: bool) -> None:
    """Say what would go now by each rule, how many, and the oldest; changes nothing.

    `ertad run-due` takes it away once a day.
    """
    with override("en"):
        found = dry_run(now())
        if as_json:
            rows = [
                {
                    "rule": due.rule.name,
                    "model": due.rule.model,
                    "days": due.rule.days,
                    "then": what_goes(due.rule),
                    "count": due.count,
                    "oldest": due.oldest.isoformat() if due.oldest else None,
                }
                for due in found
            ]
            click.echo(json.dumps(rows, indent=1))
            return
        table = Table("Rule", "What", "Kept", "Then", "Would go now", "Oldest")
        for due in found:
            count = "" if due.count is None else str(due.count)
            label, oldest = str(due.rule.label), str(due.oldest or "")
            table.add_row(
                due.rule.name, label, how_long(due.rule), what_goes(due.rule), count, oldest
            )
        Console(width=None if Console().is_terminal else 180).print(table)


COMMANDS = (privacy,)
