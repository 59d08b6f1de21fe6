"""What `ertad import` says about a list of another shape: in lines, or as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ertad.collection.checks import Finding, told
from ertad.collection.importing import Imported
from ertad.collection.lists.guessing import TableGuess
from ertad.collection.lists.importing import ImportedList, LookedList
from ertad.collection.screens.receipt import receipt
from ertad.collection.screens.row_words import place_in_file

MOST_SHOWN = 200


def plain_finding(found: Mapping[str, Any]) -> dict[str, Any]:
    message, remedy = told(found)
    names = ("severity", "code", "sheet", "row", "column")
    return {name: found[name] for name in names} | {"message": message, "remedy": remedy}


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    for found in findings[:MOST_SHOWN]:
        message, remedy = told(found)
        place = place_in_file(found["sheet"], found["row"])
        where = f"{place}, {found['column']}" if found["column"] else place
        word = _("error") if found["severity"] == "error" else _("warning")
        yield f"{word}: {where} [{found['code']}]"
        yield f"        {message} {remedy}"
    if len(findings) > MOST_SHOWN:
        more = len(findings) - MOST_SHOWN
        yield _("and %(number)s more; --json shows all.") % {"number": more}


def all_findings(looked: LookedList) -> list[Finding]:
    """Of the list and of every share, errors first."""
    found = [*looked.findings, *(f for _owner, one in looked.parts for f in one.findings)]
    return sorted(found, key=lambda one: one["severity"] != "error")


def plain_list(
    looked: LookedList | None,
    findings: Sequence[Finding],
    imported: ImportedList | None,
    against: str,
) -> dict[str, Any]:
    """The same keys as for a workbook, and one entry for each institution."""
    parts = looked.parts if looked else []
    taken = [one.taken for _owner, one in parts if one.taken]
    all_taken = bool(looked and not looked.waiting and taken)
    return {
        "institution": parts[0][0].institution.code if len(parts) == 1 else None,
        "round": None,
        "readable": bool(looked and looked.readable),
        "applied": imported is not None,
        "against": against or None,
        "taken_before": taken[0].received_at.isoformat() if all_taken and taken[0] else None,
        "counts": looked.counts if looked else {"rows": 0, "errors": len(findings), "warnings": 0},
        "findings": [plain_finding(found) for found in findings],
        **plain_published(imported),
        "institutions": [
            {
                "code": owner.institution.code,
                "name": owner.name,
                "new": owner.new,
                "changed": sorted(owner.changes),
                "taken_before": one.taken.received_at.isoformat() if one.taken else None,
                "counts": one.counts,
            }
            for owner, one in parts
        ],
    }


def plain_published(imported: Imported | ImportedList | None) -> dict[str, Any]:
    """What became of the directory, by the keys of a workbook's and of a list's receipt."""
    published = imported.published if imported else None
    return {
        "publication": published.publication.number if published else None,
        "merged": published.merged if published else 0,
        "kept": {str(key): names for key, names in published.kept.items()} if published else {},
        "left_out": (
            {str(key): why for key, why in published.left_out.items()} if published else {}
        ),
        "open_pairs": imported.open_pairs if imported else 0,
    }


def list_lines(looked: LookedList, findings: Sequence[Finding]) -> Iterator[str]:
    """The receipt of the whole, then each institution on a line, then what was found."""
    yield from table_lines(looked)
    counts = looked.counts
    yield _("%(rows)s rows") % counts
    for line in receipt(counts):
        yield f"  {line.label}: {line.count}  ({line.why})"
    if counts["rows_of_nobody"]:
        yield f"  {_('Rows of no known institution')}: {counts['rows_of_nobody']}"
    yield _("%(errors)s errors, %(warnings)s warnings") % counts
    yield ""
    for owner, one in looked.parts:
        state = _("new") if owner.new else _("changed") if owner.changes else _("known")
        more = ", ".join(f"{line.label} {line.count}" for line in receipt(one.counts))
        yield f"{owner.institution.code} ({owner.name}): {state}; {more or '–'}"
    yield ""
    yield from finding_lines(findings)


def table_lines(looked: LookedList) -> Iterator[str]:
    """How each table was read."""
    for table in looked.split.told:
        source = table.laid.source
        how = ", ".join(part for part in (source.encoding, _delimiter(source.delimiter)) if part)
        number = len(table.rows)
        what = _("%(number)s rows, %(kind)s") % {"number": number, "kind": table.laid.mapping.holds}
        yield f"{table.name}: {what}{f' ({how})' if how else ''}"


def _delimiter(sign: str) -> str:
    return {"": "", "\t": "tab"}.get(sign, f"“{sign}”")


def guess_lines(tables: Iterable[TableGuess]) -> Iterator[str]:
    """Which column was taken for what, how surely, and what stands in it."""
    whys = {"title": _("by its title"), "cells": _("by its cells"), "both": _("by both"),
            "id": _("by its ids")}  # fmt: skip
    for table in tables:
        yield f"{table.name}: {table.holds}" + (f", key: {table.key}" if table.key else "")
        rows = [
            (
                column.title[:40],
                "key" if column.title == table.key else column.field or "–",
                f"{column.score:.2f}" if column.field else "",
                whys.get(column.why, ""),
                " | ".join(column.examples)[:70],
            )
            for column in table.columns
        ]
        widths = [max((len(row[at]) for row in rows), default=0) for at in range(4)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            yield f"  {'  '.join((*cells, row[4]))}".rstrip()


def plain_guess(tables: Iterable[TableGuess]) -> list[dict[str, Any]]:
    return [
        {
            "table": table.name,
            "holds": table.holds,
            "key": table.key or None,
            "columns": [
                {
                    "title": column.title,
                    "field": column.field or None,
                    "score": column.score,
                    "why": column.why or None,
                    "examples": column.examples,
                }
                for column in table.columns
            ],
        }
        for table in tables
    ]
