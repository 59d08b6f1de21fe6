"""What each finding says to the person, and what to do: one catalogue for screens and workbooks.

`said(code, params)` gives both in the active language. A code names a `Problem`, a `Refused`, or
what reading one cell in `values` returned.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ertad.files.spreadsheets.problems import Params, Problem, cell_name

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Message:
    """`text` says what is wrong, `remedy` what to do; both may name params as `%(name)s`."""

    severity: Severity
    text: str | Promise
    remedy: str | Promise


_SAVE_AS = _("Open it in Excel or LibreOffice, save it as .xlsx and send that file.")
_FILL_OURS = _("Send the workbook you downloaded here, or another .xlsx, .ods or .csv file.")
_ONE_SHEET = _("Copy your table into a new workbook, without anything else, and send that.")
_TYPE_VALUE = _("Type the value itself into the cell.")

REFUSALS: dict[str, Message] = {
    "empty_file": Message("error", _("The file is empty."), _FILL_OURS),
    "too_big": Message(
        "error",
        _("The file is larger than %(limit)s MB."),
        _("Take out pictures and sheets that are not needed, save it and send it again."),
    ),
    "not_a_spreadsheet": Message("error", _("This is not a spreadsheet."), _FILL_OURS),
    "damaged": Message(
        "error", _("The file is damaged or incomplete and cannot be read."), _SAVE_AS
    ),
    "encrypted": Message(
        "error",
        _("The file is protected with a password."),
        _("Remove the password (File, Info, Protect Workbook), save it and send it again."),
    ),
    "old_excel": Message("error", _("The file has an old Excel format (.xls)."), _SAVE_AS),
    "binary_excel": Message("error", _("The file has a binary Excel format (.xlsb)."), _SAVE_AS),
    "macros": Message(
        "error",
        _("The file holds macros (small programs); such files are not opened here."),
        _("Save it as an Excel workbook without macros (.xlsx) and send that file."),
    ),
    "web_page": Message("error", _("This is a web page or XML, not a spreadsheet."), _SAVE_AS),
    "zip_of_files": Message(
        "error",
        _("This is a zip archive with files in it."),
        _("Unpack it and send the workbook itself; one file at a time."),
    ),
    "zip_bomb": Message(
        "error",
        _("The file would grow to an enormous size when unpacked; it was not opened."),
        _ONE_SHEET,
    ),
    "unpacks_too_big": Message(
        "error",
        _("Unpacked, the file is larger than %(limit)s MB. Often whole empty rows are formatted."),
        _ONE_SHEET,
    ),
    "unsafe_xml": Message(
        "error", _("The file holds declarations that a spreadsheet does not need."), _SAVE_AS
    ),
    "too_many_rows": Message(
        "error",
        _("The file has more than %(limit)s filled rows."),
        _("Send it in parts, or keep only the rows that are asked for."),
    ),
    "too_far": Message(
        "error",
        _("Sheet “%(sheet)s” has something in cell %(cell)s, far away from a usual table."),
        _("Delete the rows and columns beyond your table, save it and send it again."),
    ),
    "too_much_text": Message(
        "error", _("The file holds more than %(limit)s characters of text."), _ONE_SHEET
    ),
    "too_many_problems": Message(
        "error",
        _("More than %(limit)s cells of the file cannot be read."),
        _("Copy your table and paste it as values only into a new workbook, and send that."),
    ),
    "broken_quote": Message(
        "error",
        _("The quotation mark that opens on line %(line)s is not closed properly."),
        _("Open the file in Excel or LibreOffice, check that row, and save it as .xlsx."),
    ),
    "unknown_encoding": Message(
        "error",
        _("The letters of the text file cannot be read."),
        _("Save it as .xlsx, or as “CSV UTF-8”, and send it again."),
    ),
}

SHEET_PROBLEMS: dict[str, Message] = {
    "formula_without_value": Message(
        "error", _("The cell holds a formula whose result was not saved."), _TYPE_VALUE
    ),
    "error_value": Message("error", _("The cell shows an error: %(value)s."), _TYPE_VALUE),
    "merged_cells": Message(
        "warning",
        _("Cells %(range)s are merged; the value counts for the first cell only."),
        _("Unmerge the cells and fill each of them."),
    ),
    "merged_values": Message(
        "error",
        _("Cells %(range)s are merged, and others than the first hold values that nobody sees."),
        _("Unmerge the cells and check each of them."),
    ),
    "long_text": Message(
        "error",
        _("The text has %(length)s characters; at most %(limit)s fit."),
        _("Shorten the text."),
    ),
    "hidden_rows": Message(
        "warning",
        _("Hidden rows were read too: %(rows)s."),
        _("Show them and check, or delete them."),
    ),
    "hidden_sheet": Message(
        "warning",
        _("The hidden sheet “%(sheet)s” holds data."),
        _("Show it and check, or delete it."),
    ),
    "encoding_guessed": Message(
        "warning",
        _("Nothing says how the letters of the file are written; read as %(name)s: “%(example)s”."),
        _("If the word is right, there is nothing to do; better save the file as .xlsx."),
    ),
    "no_header_row": Message(
        "error",
        _("No row with the column titles was found in sheet “%(sheet)s”."),
        _("Put the titles of the workbook you downloaded in one row above the data."),
    ),
    "duplicate_header": Message(
        "error",
        _("Column %(column)s has the same title as column %(first)s: “%(value)s”."),
        _("Keep one of the two, or give the other one its right title."),
    ),
    "unknown_header": Message(
        "warning",
        _("The column title “%(value)s” is not known; its column was kept, but not read."),
        _("If the column is meant for the directory, give it the title used in the workbook."),
    ),
    "totals_row": Message(
        "note", _("This row looks like a total and was left out."), _("Nothing needs to be done.")
    ),
    "header_again": Message(
        "note", _("The column titles stand here again; the row was left out."),
        _("Nothing needs to be done."),
    ),
}  # fmt: skip

CELL_PROBLEMS: dict[str, Message] = {
    "legacy_font_converted": Message(
        "warning",
        _("The text was written with an old Georgian font and was converted."),
        _("Check that the text reads well."),
    ),
    "personal_number": Message(
        "error",
        _("The text holds an 11-digit number, like a personal number."),
        _("Take it out: no personal numbers are kept here."),
    ),
    "not_a_number": Message(
        "error", _("“%(value)s” is not a whole number."), _("Type one number, such as 14.")
    ),
    "number_too_large": Message(
        "error", _("The number %(value)s is too large."), _("Check the number.")
    ),
    "not_an_age_range": Message(
        "error", _("“%(value)s” cannot be read as ages."), _("Type it like this: 14-18.")
    ),
    "age_read_below": Message(
        "warning",
        _("“%(value)s” was read as up to the year before, that year included."),
        _("Check the highest age."),
    ),
    "ages_reversed": Message(
        "error", _("The lower age is above the upper age."), _("Check both ages.")
    ),
    "not_a_date": Message(
        "error", _("“%(value)s” is not a date."), _("Type day, month and year: 05.03.2024.")
    ),
    "month_first": Message(
        "warning",
        _("The date “%(value)s” has the month before the day."),
        _("Check the date; better type it as 05.03.2024."),
    ),
    "not_a_time": Message(
        "error", _("“%(value)s” is not a time."), _("Type hours and minutes: 09:30.")
    ),
    "not_yes_or_no": Message(
        "error", _("“%(value)s” is neither yes nor no."), _("Type yes or no.")
    ),
    "phone_letters": Message(
        "error", _("The phone number “%(value)s” has letters in it."), _("Type digits only.")
    ),
    "phone_invalid": Message(
        "error",
        _("“%(value)s” is not a phone number."),
        _("Type all digits, such as 032 200 00 00 or +995 599 00 00 00."),
    ),
    "email_invalid": Message(
        "error", _("“%(value)s” is not an e-mail address."), _("Type one such as name@example.ge.")
    ),
    "url_invalid": Message(
        "error",
        _("“%(value)s” is not a web address."),
        _("Type it with https:// at the beginning."),
    ),
}

MESSAGES: dict[str, Message] = {**REFUSALS, **SHEET_PROBLEMS, **CELL_PROBLEMS}


def said(code: str, params: Params | None = None) -> tuple[str, str]:
    """What is wrong and what to do, in the active language. Raises KeyError: no such code."""
    message = MESSAGES[code]
    known = {"value": "", "sheet": "", **(params or {})}
    return str(message.text) % known, str(message.remedy) % known


def said_of(problem: Problem) -> tuple[str, str]:
    """The same for a `Problem`, whose own place and value may stand in the sentence."""
    own = {"sheet": problem.sheet, "value": problem.value}
    return said(problem.code, {**own, **problem.params})


def place_said(problem: Problem) -> str:
    """Where it is: "Sheet Services, cell C5", in the active language; "" for the whole file."""
    names = {"sheet": problem.sheet, "row": problem.row}
    if problem.row and problem.column:
        names["cell"] = cell_name(problem.row, problem.column)
        return gettext("Sheet %(sheet)s, cell %(cell)s") % names
    if problem.row:
        return gettext("Sheet %(sheet)s, row %(row)s") % names
    return gettext("Sheet %(sheet)s") % names if problem.sheet else ""
