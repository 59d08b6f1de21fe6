"""Link two tables with the product's engine, and measure it.

    python benchmarks/linkage.py LEFT.csv RIGHT.csv --columns name,address,city,phone \
        --out PAIRS.csv [--truth TRUTH.csv] [--peer]

Without files: invented lists with known answers (`benchmarks/linkage_lists`). Both tables need
an `id` column; the kind of each other column is guessed from its name.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.figures import Figure  # noqa: E402
from benchmarks.linkage_lists import MAKERS, make_lists  # noqa: E402
from benchmarks.linkage_peer import splink_pairs  # noqa: E402
from ertad.engines.linkage import Band, ScoredPair, guess_fields, link  # noqa: E402

Rows = list[dict[str, str]]
Pairs = frozenset[tuple[str, str]]
LARGEST_CELL = 1_000_000  # letters
SEEDS = 10


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
    except OSError as error:
        print(f"linkage: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"linkage: {error}", file=sys.stderr)
        return 2
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    return 0


def figures() -> list[Figure]:
    """Medians over seeds of the invented lists, beside plain Splink on the first of them."""
    found: list[Figure] = []
    for maker in MAKERS:
        told, precise, taken, peer = [], [], [], []
        for seed in range(1, SEEDS + 1):
            lists = make_lists(maker, seed=seed)
            started = time.perf_counter()
            pairs = link(lists.left, lists.right, guess_fields(lists.columns))
            taken.append(time.perf_counter() - started)
            told.append(_f1(_told(pairs), lists.truth))
            merged = _merged(pairs)
            precise.append((len(merged & lists.truth), len(merged)))
            if seed == 1:
                scores = splink_pairs(lists.left, lists.right, lists.columns)
                likely = frozenset(pair for pair, score in scores.items() if score >= 0.5)
                peer.append(_f1(likely, lists.truth))
        right, every = (sum(numbers) for numbers in zip(*precise, strict=True))
        found += [
            Figure(
                f"Linkage, {maker}: F1 at merge + ask ≥ .5", statistics.median(told),
                at_least=0.95, peer=peer[0], peer_name="plain Splink",
                note=f"{SEEDS} seeds, least {min(told):.3f}",
            ),
            Figure("the same: precision of merge", right / max(every, 1), at_least=0.995),
            Figure("the same: 533 × 331 rows", statistics.median(taken), "s", at_most=2),
        ]  # fmt: skip
    return found


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
    if options.out and not options.out.absolute().parent.is_dir():
        raise ValueError(f"{options.out}: there is no such folder")
    (left, own), (right, others) = (_read(path, "id") for path in options.tables)
    for path, rows in zip(options.tables, (left, right), strict=True):
        _check_ids(path, rows)
    columns = _columns(options.columns, own, others)
    truth = None
    if options.truth:
        truth = frozenset(
            (row["left_id"], row["right_id"])
            for row in _read(options.truth, "left_id", "right_id")[0]
        )
    name = f"{options.tables[0].stem} × {options.tables[1].stem}"
    pairs = _measure(table, name, left, right, columns, truth, options)
    if options.out:
        _write(options.out, pairs)


def _read(path: Path, *needed: str) -> tuple[Rows, list[str]]:
    """The rows of a CSV file in UTF-8, and its columns. Raises ValueError, naming the file."""
    csv.field_size_limit(LARGEST_CELL)
    rows: Rows = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            columns = list(reader.fieldnames or ())
            _check_header(path, columns, needed)
            for row in reader:
                if None in row:
                    raise ValueError(
                        f"{path}, line {reader.line_num}: more cells than the header has columns"
                    )
                rows.append(row)
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not text in UTF-8: save it as CSV UTF-8") from error
    except csv.Error as error:
        why = f"a cell of more than {LARGEST_CELL:,} letters" if "limit" in str(error) else error
        raise ValueError(f"{path}, line {reader.line_num + 1}: {why}") from error
    return rows, columns


def _check_header(path: Path, columns: Sequence[str], needed: Sequence[str]) -> None:
    lacking = [column for column in needed if column not in columns]
    if lacking:
        found = ", ".join(column[:40] for column in columns[:12]) or "nothing"
        raise ValueError(
            f"{path} has no column {lacking[0]!r}: its first line should name the columns,"
            f" with commas between; it has: {found}"
        )
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise ValueError(f"{path} has two columns {twice[0]!r}")


def _check_ids(path: Path, rows: Rows) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if not row["id"]:
            raise ValueError(f"{path}, row {number}: the id is empty")
        if row["id"] in seen:
            raise ValueError(f"{path}, row {number}: a second row with the id {row['id'][:80]!r}")
        seen.add(row["id"])


def _columns(wanted: str | None, own: Sequence[str], others: Sequence[str]) -> list[str]:
    in_both = [column for column in own if column in others and column not in ("", "id")]
    if wanted is None:
        if not in_both:
            raise ValueError("the two tables have no column in common but the id")
        return in_both
    columns = list(dict.fromkeys(name.strip() for name in wanted.split(",") if name.strip()))
    lacking = [column for column in columns if column not in in_both]
    if lacking or not columns:
        raise ValueError(
            f"not in both tables: {', '.join(lacking) or 'no column was named'};"
            f" in both are: {', '.join(in_both)}"
        )
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
    told = _figures(_told(pairs), truth)
    table.add_row(name, "ertad: merge + ask", size, *told, f"{seconds:.2f} s")
    table.add_row("", "ertad: merge", "", *_figures(_merged(pairs), truth), "")
    if options.peer:
        started = time.perf_counter()
        scores = splink_pairs(left, right, columns)
        seconds = time.perf_counter() - started
        peer = frozenset(pair for pair, score in scores.items() if score >= 0.5)
        table.add_row("", "Splink ≥ .5", "", *_figures(peer, truth), f"{seconds:.2f} s")
    table.add_section()
    return pairs


def _told(pairs: Sequence[ScoredPair]) -> Pairs:
    return frozenset((pair.left, pair.right) for pair in pairs if pair.score >= 0.5)


def _merged(pairs: Sequence[ScoredPair]) -> Pairs:
    return frozenset((pair.left, pair.right) for pair in pairs if pair.band is Band.MERGE)


def _f1(found: Pairs, truth: Pairs) -> float:
    return 2 * len(found & truth) / max(len(found) + len(truth), 1)


def _figures(found: Pairs, truth: Pairs | None) -> tuple[str, str, str, str]:
    if truth is None:
        return str(len(found)), "", "", ""
    right = len(found & truth)
    precision = right / len(found) if found else 1.0
    recall = right / len(truth) if truth else 1.0
    return str(len(found)), f"{precision:.3f}", f"{recall:.3f}", f"{_f1(found, truth):.3f}"


def _empty_table() -> Table:
    table = Table(title="Record linkage")
    for heading in ("lists", "engine", "rows"):
        table.add_column(heading)
    for heading in ("pairs", "precision", "recall", "F1", "time"):
        table.add_column(heading, justify="right")
    return table


if __name__ == "__main__":
    raise SystemExit(main())
