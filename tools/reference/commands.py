"""The command line."""

from collections.abc import Iterator

import click

from tools.reference.writing import table


def page() -> str:
    from ertad.site.command_line import load_commands

    text = [
        "# Command line",
        "",
        "`ertad COMMAND`: the same acts and queries as the screens; it acts as the installation"
        " itself.",
        "",
    ]
    for name, command in walk(load_commands(), "ertad"):
        text += [f"## `{name}`", "", command.help or "", "", *_usage(name, command), ""]
        if options := list(_options(command)):
            text += [table(("Option", "Meaning", "Default"), options)]
    return "\n".join(text).rstrip() + "\n"


def walk(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its whole name."""
    if isinstance(command, click.Group):
        for part in sorted(command.commands):
            yield from walk(command.commands[part], f"{name} {part}")
    else:
        yield name, command


def _usage(name: str, command: click.Command) -> list[str]:
    with click.Context(command, info_name=name) as context:
        pieces = " ".join(command.collect_usage_pieces(context))
    return ["```", f"{name} {pieces}".rstrip(), "```"]


def _options(command: click.Command) -> Iterator[tuple[str, str, str]]:
    for option in command.params:
        if not isinstance(option, click.Option):
            continue
        named = ", ".join(f"`{word}`" for word in option.opts)
        if isinstance(option.type, click.Choice):
            named += f" {', '.join(map(str, option.type.choices))}"
        said = [option.help or "", "Required." if option.required else ""]
        shown = isinstance(option.default, str | int) and not isinstance(option.default, bool)
        yield named, " ".join(filter(None, said)), str(option.default) if shown else ""
