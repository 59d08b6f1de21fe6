"""The shape of a measured figure, and the table that `python -m benchmarks` prints.

Each script of this folder that measures something has `figures() -> list[Figure]`, which takes no
arguments, starts what it needs, and leaves nothing running. Run alone, it prints its own figures.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure beside its target and its peer.

    `measured` and `peer` in `unit`; `at_most` or `at_least` is the target, neither for a figure
    that is only reported. `peer_name` says what the peer is, measured in the same run.
    """

    name: str
    measured: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    peer: float | None = None
    peer_name: str = ""
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.at_most is not None:
            return self.measured <= self.at_most
        return self.measured >= self.at_least if self.at_least is not None else None

    @property
    def target(self) -> str:
        """The target in words; empty for a figure that is only reported."""
        if self.at_most is not None:
            return f"≤ {number(self.at_most)} {self.unit}".strip()
        return f"≥ {number(self.at_least)} {self.unit}".strip() if self.at_least is not None else ""


def number(value: float) -> str:
    """Three figures that count, thousands apart."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def print_figures(figures: Iterable[Figure], title: str = "") -> int:
    """Print one table; the number of targets that were missed, good as an exit code."""
    table = Table(title=title)
    for heading in ("figure", "measured", "target", "", "peer"):
        table.add_column(heading, justify="right" if heading == "measured" else "left")
    missed = 0
    for figure in figures:
        missed += figure.met is False
        verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
        peer = f"{number(figure.peer)} {figure.unit} {figure.peer_name}" if figure.peer else ""
        name = f"{figure.name} ({figure.note})" if figure.note else figure.name
        measured = f"{number(figure.measured)} {figure.unit}".strip()
        table.add_row(name, measured, figure.target, verdict, peer)
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    return missed
