"""The council's table as a document and as a spreadsheet: the same rows, the same words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.files.papers import fill_docx
from ertad.files.spreadsheets.writing import Column, Line, SheetPlan, TextPlan, write_workbook
from ertad.kernel.addresses import absolute
from ertad.profiles.queries import CouncilTable, Standing
from ertad.profiles.queries import Line as Service

TEMPLATE = Path(__file__).with_name("council.docx")
MOST_IN_DOCUMENT = 300
MOST_GROUPS = 4
WHOLE_TEXT = 300
"""Characters of a cell."""


class Total(NamedTuple):
    number: int
    meaning: str


@dataclass(frozen=True)
class Row:
    """A kind of help (`gap` says why it has no services), or a service of it."""

    kind: str
    gap: str = ""
    cells: tuple[str, ...] = ()


def totals(table: CouncilTable) -> list[Total]:
    figures = table.figures
    found = [
        Total(figures.services, _("services that institutions vouch for")),
        Total(figures.confirmed, _("of them confirmed within the last 90 days")),
        Total(figures.places_open, _("of them have places open, said within the last 30 days")),
    ]
    if figures.samples:
        found.append(Total(figures.samples, _("samples from public pages, not verified, apart")))
    if table.asked:
        found.append(Total(table.without, _("kinds of help of which none is known")))
    return found


def headings() -> tuple[str, ...]:
    return (
        _("Service"), _("Run by"), _("For whom"), _("Age"), _("Places"), _("Cost"),
        _("Last confirmed"),
    )  # fmt: skip


def gap_words(gap: str) -> str:
    return {"none": _("none known"), "ask": _("not asked yet"), "": ""}[gap]


def rows(table: CouncilTable) -> Iterator[Row]:
    for kind in table.kinds:
        yield Row(kind.label.text, gap_words(kind.gap))
        for line in kind.lines:
            yield Row(kind.label.text, cells=cells(line))
    if table.rest:
        yield Row(_("Kind not said"))
        for line in table.rest:
            yield Row(_("Kind not said"), cells=cells(line))


def cells(line: Service) -> tuple[str, ...]:
    known = _("not known")
    name = line.name.text
    if line.nationwide:
        name = _("%(service)s (for the whole country)") % {"service": name}
    found = (
        name,
        line.institution.text,
        ", ".join(line.for_whom[:MOST_GROUPS]) or known,
        line.ages or _("any age"),
        _places(line),
        line.cost or known,
        confirmed(line),
    )
    return tuple(text[:WHOLE_TEXT] for text in found)


def _places(line: Service) -> str:
    if line.places_as_of is None:
        return line.places_words
    return f"{line.places_words} ({date_format(line.places_as_of, 'SHORT_DATE_FORMAT')})"


def confirmed(line: Service) -> str:
    """The day, or what stands in its place."""
    if line.sample_as_of:
        return _("Sample, as of %(when)s, not verified") % {"when": line.sample_as_of}
    if line.assured_on is None:
        return _("never")
    return date_format(line.assured_on, "SHORT_DATE_FORMAT")


def council_docx(table: CouncilTable, standing: Standing, at: datetime) -> bytes:
    found = list(rows(table))
    context = {
        "title": title_of(table),
        "totals": [{"number": total.number, "meaning": total.meaning} for total in totals(table)],
        "heads": list(headings()),
        "rows": [
            {"kind": row.kind, "gap": row.gap, "cells": list(row.cells)}
            for row in found[:MOST_IN_DOCUMENT]
        ],
        "cut": _("The rest is in the spreadsheet.") if len(found) > MOST_IN_DOCUMENT else "",
        "notes": notes(table),
        "source": source(table, standing),
        "invented": invented(table),
    }
    return fill_docx(
        TEMPLATE, context, language=get_language() or "ka", title=title_of(table), at=at
    )


def council_xlsx(table: CouncilTable, standing: Standing, at: datetime) -> bytes:
    """Two sheets: the table, and what its figures mean."""
    said = invented(table)
    columns = [Column(_("Kind of help"), width=34)]
    widths = (44, 36, 52, 16, 26, 14, 22)
    columns += [Column(text, width) for text, width in zip(headings(), widths, strict=True)]
    filled: list[Sequence[str]] = [
        (row.kind, *(row.cells or (row.gap,))) for row in rows(table) if row.cells or row.gap
    ]
    above = [title_of(table), *([said] if said else []), source(table, standing)]
    told = [Line(title_of(table), "title"), *([Line(said)] if said else [])]
    told += [Line(f"{total.number}: {total.meaning}") for total in totals(table)]
    told += [*(Line(note) for note in notes(table)), Line(source(table, standing))]
    plans: list[SheetPlan | TextPlan] = [
        SheetPlan(_("Services"), columns, filled, above=above, room=0),
        TextPlan(_("What the figures mean"), told),
    ]
    return write_workbook(plans, title=title_of(table), created=at)


def title_of(table: CouncilTable) -> str:
    return _("Services for the people of %(place)s") % {"place": table.municipality.name}


def notes(table: CouncilTable) -> list[str]:
    return [
        _("“None known” means: institutions there have answered, and none told of such a service."
          " “Not asked yet” means just that, and is not a gap."),
        _("A service of two kinds stands under both and is counted once. Services for the whole"
          " country are among them."),
        _("Confirmed: an institution said within 90 days that all is still so. Places are not"
          " known again 30 days after they were said."),
    ]  # fmt: skip


def source(table: CouncilTable, standing: Standing) -> str:
    day = date_format(standing.day, "SHORT_DATE_FORMAT")
    address = absolute(reverse("profiles:council", args=[table.municipality.pk]))
    words = _("Source: Ertad, directory of services, as of %(day)s.") % {"day": day}
    return f"{words} {address}"


def invented(table: CouncilTable) -> str:
    if not (table.municipality.invented or settings.INVENTED_DATA):
        return ""
    return _("Invented: this municipality and its services do not exist.")
