"""`ertad`: the same acts and queries as the screens, from a terminal."""

import os
import sys
from importlib import import_module

import click
import django
from django.utils.module_loading import module_has_submodule


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def ertad() -> None:
    """One directory of services for young people and people on probation."""


@ertad.command("manage", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Run one of Django's own commands, such as `ertad manage migrate`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ertad manage", *words])


def load_commands() -> click.Group:
    """The whole command line: `COMMANDS` of every room's `commands.py`. Django must be set up."""
    from django.apps import apps

    for room in apps.get_app_configs():
        if room.name.startswith("ertad.") and module_has_submodule(room.module, "commands"):
            for command in import_module(f"{room.name}.commands").COMMANDS:
                ertad.add_command(command)
    return ertad


def main() -> None:
    words = sys.argv[1:2]
    kind = "demo" if words == ["demo"] else "local"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"ertad.site.settings.{kind}")
    django.setup()
    sys.exit(load_commands()())
