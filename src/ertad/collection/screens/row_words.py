"""What rows, findings and values are called on the institution's screens."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ertad.collection.checks import Severity, told
from ertad.collection.models import SourceRow
from ertad.collection.queries.submission_page import Note
from ertad.collection.workbook.columns import titles
from ertad.directory.record import field_of
from ertad.directory.record.wording import Wording, label_of
from ertad.kernel.languages import LANGUAGES, said

_LONGEST = 120


class FindingLine(NamedTuple):
    """`column` is "F · Phone", "F" or "" when the whole row is meant."""

    error: bool
    code: str
    column: str
    message: str
    remedy: str


class NoteBlock(NamedTuple):
    """`place`: where it is, in words; `name`: what the row is called."""

    place: str
    name: str
    error: bool
    comment: str
    lines: list[FindingLine]


def note_block(note: Note) -> NoteBlock:
    lines = [finding_line(found) for found in note.findings]
    source = note.source
    comment = source.comment if source else ""
    error = bool(comment) or any(line.error for line in lines)
    return NoteBlock(
        place_in_file(note.sheet, note.row), row_name(source) if source else "", error, comment,
        lines,
    )  # fmt: skip


def finding_line(found: Mapping[str, Any]) -> FindingLine:
    said_of_it = told(found)
    return FindingLine(
        found["severity"] == Severity.ERROR,
        found["code"],
        " · ".join(part for part in (found["column"], _field_label(found["field"])) if part),
        said_of_it.message,
        said_of_it.remedy,
    )


def place_in_file(sheet: str, row: int | None) -> str:
    if sheet and row:
        return _("Sheet %(sheet)s, row %(row)s") % {"sheet": sheet, "row": row}
    if row:
        return _("Service %(row)s of the answer") % {"row": row}
    return _("Sheet %(sheet)s") % {"sheet": sheet} if sheet else _("The file as a whole")


def row_name(row: SourceRow) -> str:
    """The service as the row calls it, in the reader's language where it can be told."""
    if row.record and (name := said(row.record, "name").text):
        return name[:_LONGEST]
    known = _name_titles()
    for header, value in (row.raw or {}).items():
        if value and header.strip().casefold() in known:
            return str(value)[:_LONGEST]
    return ""


def wording_of(rows: Iterable[SourceRow], records: Iterable[Any], user: object) -> Wording:
    """For values of these rows; places that the file only brings are called as it calls them."""
    places = {
        place["id"]: said(place, "name").text or said(place, "address").text
        for row in rows
        for place in row.locations
    }
    return Wording(records, user, places=places)


def _field_label(key: str) -> str:
    try:
        field_of(key)
    except KeyError:
        return ""
    return label_of(key)


@cache
def _name_titles() -> frozenset[str]:
    keys = ("name", *(f"name_{lang}" for lang in LANGUAGES))
    return frozenset(
        title.strip().casefold() for key in keys for title in titles("services").get(key, ())
    )
