"""Plain Splink on the same two tables: its own comparisons, defaults, unlabelled training."""

from __future__ import annotations

import contextlib
import csv
import io
import logging
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ertad.engines.linkage import Kind, guess_fields


def splink_pairs(
    left: Sequence[Mapping[str, str]], right: Sequence[Mapping[str, str]], columns: Sequence[str]
) -> dict[tuple[str, str], float]:
    """Match probability of every pair that Splink finds, by (left id, right id).

    Candidates share a whole column or the first four letters of one. u from random pairs with a
    seed, m by expectation maximisation; pairs under 0.01 are left out.
    """
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink.internals.exceptions import EMTrainingException

    logging.getLogger("splink").setLevel(logging.ERROR)
    rules: list[Any] = [block_on(column) for column in columns]
    rules += [block_on(f"substr({column}, 1, 4)") for column in columns]
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="id",
        comparisons=_comparisons(columns),
        blocking_rules_to_generate_predictions=rules,
    )
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), _quiet():
        warnings.simplefilter("ignore")
        database = DuckDBAPI()
        tables = []
        for name, rows in (("a_left", left), ("b_right", right)):  # Splink sorts by these names
            path = Path(folder) / f"{name}.csv"
            _write(path, rows, columns)
            database.duckdb_con.execute(
                f"create table {name} as select * from read_csv('{path}', all_varchar=true)"  # noqa: S608
            )
            tables.append(database.register(name, dataset_display_name=name))
        linker = Linker(tables, settings)
        training = linker.training
        training.estimate_probability_two_random_records_match(
            [f"l.{column} = r.{column}" for column in _telling(columns)], recall=0.8
        )
        training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
        for column in _telling(columns):
            # Nothing agrees in this column, or a weight vanishes: Splink goes on without it.
            with contextlib.suppress(EMTrainingException, ValueError):
                training.estimate_parameters_using_expectation_maximisation(block_on(column))
        predicted = linker.inference.predict(threshold_match_probability=0.01)
        found = predicted.as_record_list()
    return {(row["id_l"], row["id_r"]): float(row["match_probability"]) for row in found}


def _telling(columns: Sequence[str]) -> list[str]:
    """Columns in which few but matches agree: names, addresses, contacts."""
    common = (Kind.PLACE, Kind.CODES)
    return [column for column in columns if guess_fields([column])[0].kind not in common]


def _comparisons(columns: Sequence[str]) -> list[Any]:
    import splink.comparison_library as library

    kinds = {column: guess_fields([column])[0].kind for column in columns}
    return [
        library.NameComparison(column)
        if kind in (Kind.NAME, Kind.ORGANISATION)
        else library.EmailComparison(column)
        if kind is Kind.EMAIL
        else library.JaroWinklerAtThresholds(column)
        for column, kind in kinds.items()
    ]


def _write(path: Path, rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *columns])
        writer.writerows([row["id"], *(row.get(column, "") for column in columns)] for row in rows)


def _quiet() -> contextlib.ExitStack:
    stack = contextlib.ExitStack()
    stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
    stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
    return stack
