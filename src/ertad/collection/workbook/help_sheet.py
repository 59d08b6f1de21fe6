"""The first sheet: half a page of plain words, and an example row."""

from django.utils.translation import gettext as _

from ertad.collection.workbook.columns import service_columns
from ertad.collection.workbook.sheets import Book, put
from ertad.collection.workbook.wording import SHEETS
from ertad.files.spreadsheets.writing import looks
from ertad.files.spreadsheets.writing.workbooks import set_print

FLAT = {"text_wrap": False}
"""A line that runs over the cells beside it."""


def write_help(book: Book, *, title: str, institution: str, due: str, language: str) -> None:
    """What to do, in five steps, what happens afterwards, and whom nothing may be said about."""
    sheet = book.sheet(str(SHEETS["help"]))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 70)
    services, places, hours = (str(SHEETS[key]) for key in ("services", "places", "hours"))
    put(sheet, 0, 1, institution, book, **looks.TITLE | FLAT)
    put(sheet, 1, 1, title, book, **looks.HEADING | FLAT)
    put(sheet, 2, 1, due, book, **looks.ABOVE | FLAT)
    names = {"services": services, "places": places, "hours": hours}
    steps = (
        _("Open the sheet “%(services)s”. What we know already is filled in.") % names,
        _("For each service choose in the column “State”: correct as it is, changed, or ended. "
          "If something changed, write the new value over the old one."),
        _("Write new services in the empty rows below. The dark columns are asked of everyone; "
          "the light ones are optional: press + above the columns to open them."),
        _("Separate several values with a semicolon: ka; ru."),
        _("Write addresses in “%(places)s” and opening hours in “%(hours)s”, one day a row.")
        % names,
        _("Save the file and send it back on the page of the round. You see at once what would "
          "change and what needs correcting; nothing is taken before you send it."),
    )  # fmt: skip
    row = 4
    for number, step in enumerate(steps, start=1):
        put(sheet, row, 0, number, book, **looks.HEADING)
        sheet.merge_range(row, 1, row, 2, step, book.formats.of(looks.PLAIN))
        sheet.set_row(row, 32)
        row += 1
    good_to_know = (
        _("A service that you leave out stays as it is. A service ends only when you choose "
          "“ended”."),
        _("Never write about a person: no names of clients, no personal numbers. Contacts are "
          "desks and functions, such as “reception”."),
        _("One language is enough. Translating is our work."),
    )  # fmt: skip
    row += 1
    put(sheet, row, 1, _("Good to know"), book, **looks.HEADING)
    for text in good_to_know:
        row += 1
        sheet.merge_range(row, 1, row, 2, text, book.formats.of(looks.PLAIN))
        sheet.set_row(row, 32)
    row += 2
    put(sheet, row, 1, _("An example (invented)"), book, **looks.HEADING)
    for header, value in _example(language):
        row += 1
        put(sheet, row, 1, header, book, **looks.HEADER)
        put(sheet, row, 2, value, book)
    set_print(sheet, institution)
    sheet.activate()


def _example(language: str) -> list[tuple[str, str]]:
    headers = {
        (column.field.key if column.field else column.key): column.header(language)
        for column in reversed(service_columns(language))
    }
    values = {
        "state": _("changed"),
        "name": _("Counselling for young people"),
        "types": _("Individual psychological counselling"),
        "description": _("A psychologist talks with the young person, alone or with the family."),
        "target_groups": _("Children and juveniles; Parents / carers"),
        "min_age": "12",
        "max_age": "18",
        "serves": _("Example 1; Example 2"),
        "how_to_enter": _("Call the reception and ask for a first talk."),
        "phones": "+995 32 200 00 01; +995 555 00 00 01",
        "places": _("Waiting list"),
    }
    return [(headers[key], value) for key, value in values.items()]
