"""Link two tables with the product's engine, and measure it.

    python benchmarks/linkage.py LEFT.csv RIGHT.csv --columns name,address,city,phone \
        --out PAIRS.csv [--truth TRUTH.csv] [--peer]

Without files: invented lists with known answers (`benchmarks/linkage_lists`). Both tables need
an `id` column; the kind of each other column is guessed from its name.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.linkage_lists import MAKERS, make_lists  # noqa: E402
from benchmarks.linkage_peer import splink_pairs  # noqa: E402

from ertad.engines.linkage import Band, ScoredPair, guess_fields, link  # noqa: E402

Rows = list[dict[str, str]]
Pairs = frozenset[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 2 for tables that cannot be read or have no such columns."""
    options = _options(arguments)
    table = _empty_table()
    try:
        if options.tables:
            _link_files(options, table)
        else:
            for maker in MAKERS:
                lists = make_lists(maker, seed=options.seed)
                _measure(table, maker, lists.left, lists.right, lists.columns, lists.truth, options)
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        print(f"linkage: {error}", file=sys.stderr)
        return 2
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("tables", nargs="*", type=Path, metavar="LEFT.csv RIGHT.csv")
    parser.add_argument("--columns", help="names of columns to compare, with commas; else all")
    parser.add_argument("--out", type=Path, help="where to write left_id,right_id,score,band")
    parser.add_argument("--truth", type=Path, help="left_id,right_id of the pairs that are one")
    parser.add_argument("--peer", action="store_true", help="run plain Splink beside it")
    parser.add_argument("--seed", type=int, default=1, help="of the invented lists")
    options = parser.parse_args(arguments)
    if len(options.tables) not in (0, 2):
        parser.error("two tables, or none for the invented lists")
    return options


def _link_files(options: argparse.Namespace, table: Table) -> None:
    left, right = (_read(path, "id") for path in options.tables)
    columns = _columns(options.columns, left, right)
    truth = None
    if options.truth:
        truth = frozenset(
            (row["left_id"], row["right_id"]) for row in _read(options.truth, "left_id", "right_id")
        )
    name = f"{options.tables[0].stem} × {options.tables[1].stem}"
    pairs = _measure(table, name, left, right, columns, truth, options)
    if options.out:
        _write(options.out, pairs)


def _read(path: Path, *needed: str) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for column in needed:
            if column not in (reader.fieldnames or ()):
                raise ValueError(f"{path} has no column {column!r}")
        return [{key: value or "" for key, value in row.items() if key} for row in reader]


def _columns(wanted: str | None, left: Rows, right: Rows) -> list[str]:
    in_both = [column for column in (left or [{}])[0] if column in (right or [{}])[0]]
    if wanted is None:
        return [column for column in in_both if column != "id"]
    columns = [column.strip() for column in wanted.split(",") if column.strip()]
    lacking = [column for column in columns if left and right and column not in in_both]
    if lacking or not columns:
        raise ValueError(f"not in both tables: {', '.join(lacking) or 'no column was named'}")
    return columns


def _write(path: Path, pairs: Sequence[ScoredPair]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["left_id", "right_id", "score", "band"])
        writer.writerows([pair.left, pair.right, pair.score, pair.band] for pair in pairs)


def _measure(
    table: Table,
    name: str,
    left: Rows,
    right: Rows,
    columns: Sequence[str],
    truth: Pairs | None,
    options: argparse.Namespace,
) -> list[ScoredPair]:
    started = time.perf_counter()
    pairs = link(left, right, guess_fields(columns))
    seconds = time.perf_counter() - started
    size = f"{len(left)} × {len(right)}"
    merged = frozenset((pair.left, pair.right) for pair in pairs if pair.band is Band.MERGE)
    told = frozenset((pair.left, pair.right) for pair in pairs if pair.score >= 0.5)
    table.add_row(name, "ertad: merge + ask", size, *_figures(told, truth), f"{seconds:.2f} s")
    table.add_row("", "ertad: merge", "", *_figures(merged, truth), "")
    if options.peer:
        started = time.perf_counter()
        scores = splink_pairs(left, right, columns)
        seconds = time.perf_counter() - started
        peer = frozenset(pair for pair, score in scores.items() if score >= 0.5)
        table.add_row("", "Splink ≥ .5", "", *_figures(peer, truth), f"{seconds:.2f} s")
    table.add_section()
    return pairs


def _figures(found: Pairs, truth: Pairs | None) -> tuple[str, str, str, str]:
    if truth is None:
        return str(len(found)), "", "", ""
    right = len(found & truth)
    precision = right / len(found) if found else 1.0
    recall = right / len(truth) if truth else 1.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return str(len(found)), f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"


def _empty_table() -> Table:
    table = Table(title="Record linkage")
    for heading in ("lists", "engine", "rows"):
        table.add_column(heading)
    for heading in ("pairs", "precision", "recall", "F1", "time"):
        table.add_column(heading, justify="right")
    return table


if __name__ == "__main__":
    raise SystemExit(main())
