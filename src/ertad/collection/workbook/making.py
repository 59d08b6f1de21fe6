"""The workbook of an invitation: last known data filled in, so that most work is to confirm."""

from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.collection.models import Invitation
from ertad.collection.workbook.base import places_in, programme_names, services_in
from ertad.collection.workbook.cells import (
    Cell,
    place_cell,
    place_names,
    service_cell,
    service_names,
)
from ertad.collection.workbook.columns import (
    Column,
    hours_columns,
    place_columns,
    service_columns,
)
from ertad.collection.workbook.help_sheet import write_help
from ertad.collection.workbook.identity import LAYOUT, Identity
from ertad.collection.workbook.labels import read_labels
from ertad.collection.workbook.sheets import (
    SPARE_ROWS,
    Book,
    offer,
    printed,
    put,
    write_header,
    write_identity,
    write_lists,
)
from ertad.collection.workbook.wording import OPTIONAL, SHEETS, day_text
from ertad.files.spreadsheets.problems import column_letters
from ertad.files.spreadsheets.writing import looks
from ertad.kernel.clock import local_day
from ertad.kernel.languages import said

BAND_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2
BAND = {**looks.ABOVE, "text_wrap": False}


def make_workbook(invitation: Invitation, *, language: str, at: datetime) -> bytes:
    """An xlsx in `language` with what `invitation.base` holds (see `base_of`)."""
    institution = invitation.institution
    identity = Identity(
        LAYOUT,
        str(invitation.round_id),
        str(invitation.pk),
        str(institution.pk),
        language,
        (invitation.based_at or at).isoformat(),
    )
    with override(language):
        book = Book(invitation.round.title)
        due = _("Please send it back by %(day)s.") % {"day": day_text(invitation.due_day)}
        write_help(
            book,
            title=invitation.round.title,
            institution=said(institution, "name", language).text,
            due=due,
            language=language,
        )
        _Filling(book, invitation, language, f"{institution.name} · {day_text(local_day(at))}").all(
            identity
        )
        return book.done()


class _Filling:
    """Writes the three sheets; they refer to each other's names."""

    def __init__(self, book: Book, invitation: Invitation, language: str, footer: str) -> None:
        self.book, self.language, self.footer = book, language, footer
        self.labels = read_labels(invented=invitation.institution.invented)
        self.services = services_in(invitation.base)
        self.places = places_in(invitation.base)
        self.place_names = place_names({k: p for k, (_v, p) in self.places.items()}, language)
        self.names = self.place_names | programme_names(invitation.institution, language)
        self.service_names = service_names({k: r for k, (_v, r) in self.services.items()}, language)

    def all(self, identity: Identity) -> None:
        sheets = {key: self.book.sheet(str(SHEETS[key])) for key in
                  ("services", "places", "hours")}  # fmt: skip
        ranges = write_lists(self.book, self.labels, self.language)
        ranges["services"] = self._names_of("services", service_columns(self.language), "name")
        ranges["places"] = self._names_of("places", place_columns(), "place_name")
        columns = {
            "services": service_columns(self.language),
            "places": place_columns(),
            "hours": hours_columns(),
        }
        rows = {"services": self._services(), "places": self._places(), "hours": self._hours()}
        for key, sheet in sheets.items():
            self._band(sheet, columns[key])
            write_header(self.book, sheet, HEADER_ROW, columns[key], self.language)
            for number, row in enumerate(rows[key], start=FIRST_ROW):
                for position, value in enumerate(row):
                    if value not in (None, ""):
                        put(sheet, number, position, value, self.book)
            last = FIRST_ROW + len(rows[key]) + SPARE_ROWS - 1
            offer(sheet, dict(enumerate(columns[key])), (FIRST_ROW, last), ranges)
            visible = next(i for i, column in enumerate(columns[key]) if not column.hidden)
            sheet.freeze_panes(FIRST_ROW, visible + (2 if key == "services" else 1))
            printed(sheet, HEADER_ROW, self.footer)
        write_identity(self.book, identity)

    def _names_of(self, key: str, columns: tuple[Column, ...], name: str) -> tuple[str, int]:
        """The range of a sheet's name column, for dropdowns of other sheets."""
        position = next(
            i for i, column in enumerate(columns)
            if column.key == name or (column.key == f"{name}_{self.language}")
        )  # fmt: skip
        letter = column_letters(position + 1)
        known = {"services": len(self.services), "places": len(self.places)}[key]
        last = FIRST_ROW + known + SPARE_ROWS
        sheet = str(SHEETS[key]).replace("'", "''")
        return f"='{sheet}'!${letter}${FIRST_ROW + 1}:${letter}${last}", known + SPARE_ROWS

    def _band(self, sheet: Any, columns: tuple[Column, ...]) -> None:
        """A line above the headers that says where the optional columns begin."""
        asked = next(i for i, column in enumerate(columns) if column.asked)
        put(sheet, BAND_ROW, asked, _("Asked of everyone"), self.book, **BAND)
        optional = [i for i, column in enumerate(columns) if column.is_optional()]
        if optional:
            put(sheet, BAND_ROW, optional[0], str(OPTIONAL), self.book, **BAND)
        if any(column.folded for column in columns):
            more = _("← press + for more optional columns")
            put(sheet, BAND_ROW, len(columns), more, self.book, **BAND)

    def _services(self) -> list[list[Cell]]:
        return [
            [self._service(key, version, record, column)
             for column in service_columns(self.language)]
            for key, (version, record) in self.services.items()
        ]  # fmt: skip

    def _service(self, key: str, version: int, record: dict[str, object], column: Column) -> Cell:
        match column.key:
            case "service_id":
                return key
            case "base_version":
                return version
            case _:
                return service_cell(record, column, self.labels, self.language, self.names)

    def _places(self) -> list[list[Cell]]:
        return [
            [key, version, self.place_names[key],
             *(place_cell(place, column.key, self.labels, self.language)
               for column in place_columns()[3:])]
            for key, (version, place) in self.places.items()
        ]  # fmt: skip

    def _hours(self) -> list[list[Cell]]:
        return [
            [key, at["location"], self.service_names[key], self.place_names[at["location"]],
             self.labels.said("day", day, self.language), time.fromisoformat(opens),
             time.fromisoformat(closes)]
            for key, (_v, record) in self.services.items()
            for at in record["at"]
            if at["location"] in self.place_names
            for day, opens, closes in at["hours"]
        ]  # fmt: skip
