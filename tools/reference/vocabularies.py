"""The controlled lists: versions, sizes, and what still waits for a reviewer."""

import csv
from collections.abc import Iterator

from tools.reference.reading import ROOMS
from tools.reference.writing import table

DATA = ROOMS / "vocabulary" / "data"


def page() -> str:
    text = [
        "# Vocabularies",
        "",
        "The controlled lists: version, status, size and credit.",
        "",
        "As they come with Ertad; an installation may have reviewed more since. Labels in Georgian"
        " and French are drafts until a reviewer has said otherwise. Official titles of UNODC/WHO"
        " and EDPQS stay English until an official translation is known.",
        "",
        table(("List", "Version", "Status", "Terms", "Georgian", "French", "Credit"), _rows()),
        "How to change a list: [Adding a vocabulary](../contributing/vocabulary.md).",
    ]
    return "\n".join(text) + "\n"


def _rows() -> Iterator[tuple[object, ...]]:
    drafts = {(row["vocabulary"], row["code"]) for row in _read("drafts_ka.csv")}
    for each in _read("vocabularies.csv"):
        code = each["code"]
        terms = list(_read(f"lists/{code}.csv"))
        georgian = sum(bool(row["label_ka"]) or (code, row["code"]) in drafts for row in terms)
        french = sum(bool(row["label_fr"]) for row in terms)
        yield f"`{code}`", each["version"], "draft", len(terms), georgian, french, each["credit"]


def _read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
