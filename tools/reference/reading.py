"""The source as syntax trees, for pages that say what stands in the code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOMS = Path(__file__).resolve().parents[2] / "src" / "ertad"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def sources(*rooms: str) -> Iterator[Path]:
    """Python files of these rooms (all when none is named), without tests and migrations."""
    for path in sorted(ROOMS.rglob("*.py")):
        inside = path.relative_to(ROOMS).parts
        if {"tests", "migrations"} & set(inside):
            continue
        if not rooms or inside[0] in rooms:
            yield path


def module_name(path: Path) -> str:
    parts = ("ertad", *path.relative_to(ROOMS).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


def rooms() -> list[str]:
    """Names of the rooms, as folders."""
    return sorted(path.parent.name for path in ROOMS.glob("*/__init__.py"))
