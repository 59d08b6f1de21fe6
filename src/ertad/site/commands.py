"""`ertad load-reference` and `ertad run-due`; the other commands of the site."""

import json
import time
from collections.abc import Mapping

import click
from django.db import close_old_connections

from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import now
from ertad.site.acts.load_reference import load_reference
from ertad.site.acts.run_due import run_due
from ertad.site.backup_command import backup_command, restore_command
from ertad.site.label_commands import labels
from ertad.site.moving_command import move_database_command


@click.command("load-reference")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def load_reference_command(as_json: bool) -> None:
    """Load regions, municipalities and vocabularies. Repeatable."""
    counts = load_reference(by=SYSTEM, at=now())
    if as_json:
        click.echo(json.dumps(counts))
    else:
        click.echo(f"{counts['new']} new, {counts['changed']} changed, {counts['same']} the same.")


@click.command("run-due")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option(
    "--every", type=click.IntRange(1, 3600), help="Go on until stopped, with so many seconds"
    " between two runs; else one run.",
)  # fmt: skip
def run_due_command(as_json: bool, every: int | None) -> None:
    """Do what is due now: send letters and reminders, queue lost checks again. Repeatable.

    Meant for once a minute; exits with 1 when a job broke, after all the others were run.
    """
    while True:
        done, broken = run_due(at=now())
        if as_json:
            click.echo(json.dumps({"done": done, "broken": broken}))
        else:
            for name, counts in done.items():
                if said := _in_words(counts):
                    click.echo(f"{name}: {said}")
        if every is None:
            break
        close_old_connections()
        time.sleep(every)
    if broken:
        raise click.ClickException(f"broke: {', '.join(broken)}; the log says why.")


def _in_words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.items() if number)


COMMANDS = (
    load_reference_command,
    run_due_command,
    labels,
    move_database_command,
    backup_command,
    restore_command,
)
