"""Finds reads that do not start from `visible_to`: in the source of what screens and files read."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

from ertad.kernel.visibility import OpenQuerySet, VisibleQuerySet

SOURCE = Path(__file__).parents[1] / "src" / "ertad"
READERS = ("api.py", "changes.py", "export.py", "own_work.py", "queries.py", "query.py", "work.py")
"""Beside all that is in `screens` and `queries`: the files by which something goes out."""
MANAGERS = ("objects", "_default_manager", "_base_manager")
LOADERS = ("get_object_or_404", "get_list_or_404")


@dataclass(frozen=True, order=True)
class Unguarded:
    """`path`: below `src/ertad`; `model`: read in `line` without `visible_to`."""

    path: str
    line: int
    model: str


def guarded_models() -> frozenset[str]:
    """Names of the models that not everybody sees whole."""
    return frozenset(
        model.__name__
        for model in apps.get_models()
        if isinstance(rows := model._default_manager.none(), VisibleQuerySet)
        and not isinstance(rows, OpenQuerySet)
    )


def readers() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if "tests" not in parts and ({"screens", "queries"} & {*parts} or path.name in READERS):
            yield path


def unguarded(source: str, path: str = "") -> list[Unguarded]:
    """Every use of a manager of a guarded model that is not `Model.objects.visible_to(...)`."""
    guarded, tree = guarded_models(), ast.parse(source)
    starts = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "visible_to"
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in starts:
            model = node.value
        elif isinstance(node, ast.Call) and _name(node.func) in LOADERS and node.args:
            model = node.args[0]
        else:
            continue
        if _name(model) in guarded:
            found.append(Unguarded(path, node.lineno, _name(model)))
    return sorted(found)


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
