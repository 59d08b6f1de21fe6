"""Settings from the environment, found where the code reads them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.reference.reading import ROOMS, tree
from tools.reference.writing import table

SETTINGS = ROOMS / "site" / "settings"


@dataclass(frozen=True)
class Read:
    """One place at which a variable is read. `default` is None when there is none."""

    name: str
    kind: str
    default: str | None


def page() -> str:
    from ertad.site.settings.environment import ENVIRONMENT

    base, production = reads_of("base"), reads_of("production")
    demo = {**base, **reads_of("demo")}
    rows = []
    for name in sorted(set(demo) | set(production)):
        real = production.get(name, base.get(name))
        rows.append(
            (f"`{name}`", ENVIRONMENT[name], _in_production(real), _at_work(demo.get(name)))
        )
    rows.append(("`DJANGO_SETTINGS_MODULE`", ENVIRONMENT["DJANGO_SETTINGS_MODULE"], "", ""))
    text = [
        "# Settings",
        "",
        "Everything that an installation decides comes from the environment.",
        "",
        table(("Variable", "Meaning", "In production", "In the demo and at work"), rows),
        "The server (`gunicorn ertad.site.wsgi`) uses the production settings unless told"
        " otherwise; the command `ertad` uses the local ones, so say"
        " `DJANGO_SETTINGS_MODULE=ertad.site.settings.production` there.",
    ]
    return "\n".join(text) + "\n"


def variables() -> set[str]:
    """Every variable that any of the settings reads."""
    return {name for path in SETTINGS.glob("*.py") for name in reads_of(path.stem)}


def reads_of(module: str) -> dict[str, Read]:
    return {read.name: read for read in _reads(SETTINGS / f"{module}.py")}


def _reads(path: Path) -> Iterator[Read]:
    for node in ast.walk(tree(path)):
        if not (
            isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        ):
            continue
        name = node.args[0].value
        match node.func:
            case ast.Attribute(value=ast.Name(id="env"), attr=kind):
                given = next((k.value for k in node.keywords if k.arg == "default"), None)
                yield Read(str(name), kind, ast.unparse(given) if given else None)
            case ast.Name(id="_secret"):
                yield Read(str(name), "secret", None)


def _in_production(read: Read | None) -> str:
    if read is None:
        return ""
    return "must be set" if read.default in (None, "''", "[]") else _default(read)


def _at_work(read: Read | None) -> str:
    return _default(read) if read else "not read"


def _default(read: Read) -> str:
    match read.name:
        case "ERTAD_VAR":
            return "`var` beside `src`"
        case "DATABASE_URL":
            return "`ertad.sqlite3` in ERTAD_VAR"
        case _:
            return f"`{str(read.default).strip(chr(39))}`"
