"""Rows of one file that are probably the same service."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz

from ertad.collection.checks import Spot, finding
from ertad.engines.script import name_key
from ertad.kernel.languages import said

ALIKE = 92
"""Of 100, for two folded names."""


def similar_rows(rows: list[Any], columns: dict[int, str], sheet: str) -> None:
    """Add a warning to the later of two rows with (nearly) the same name, kind and place.

    Branches in different places are not the same; two services the directory knows as two stay two.
    """
    named = [(name_key(said(row.record, "name").text), row) for row in rows if row.record]
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, row in named:
        groups[key].append(row)
    told = set()
    for group in groups.values():
        for one, two in pairwise(group):
            if _alike(one, two):
                told.add((one.row, two.row))
    ordered = sorted(groups)
    for one, two in pairwise(ordered):
        if one and fuzz.ratio(one, two, score_cutoff=ALIKE):
            first, second = groups[one][0], groups[two][0]
            if _alike(first, second):
                told.add(tuple(sorted((first.row, second.row))))
    by_number = {row.row: row for row in rows}
    for earlier, later in sorted(told):
        name = said(by_number[earlier].record, "name").text
        spot = Spot("similar_row", "name", {"other": earlier, "text": name[:80]})
        by_number[later].findings.append(
            finding(spot, sheet=sheet, row=later, column=columns.get(later, ""))
        )


def _alike(one: Any, two: Any) -> bool:
    if one.known and two.known:
        return False
    first, second = one.record, two.record
    places = [{at["location"] for at in record["at"]} for record in (first, second)]
    elsewhere = all(places) and not places[0] & places[1]
    served = [set(record["serves"]) for record in (first, second)]
    apart = all(served) and not served[0] & served[1]
    kinds = set(first["types"]) & set(second["types"])
    return bool(kinds) and not elsewhere and not apart
