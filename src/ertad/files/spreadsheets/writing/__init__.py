"""Writes spreadsheets that are safe to open: nothing a person typed becomes a formula or a link.

A sheet is described as plain data (`SheetPlan`, `TextPlan`) and `write_workbook` gives the bytes of
an xlsx. `write_marked` writes a received workbook anew, with marked cells. `write_csv` is the same
care for CSV.
"""

from ertad.files.spreadsheets.writing.comma_separated import write_csv
from ertad.files.spreadsheets.writing.marked import write_marked
from ertad.files.spreadsheets.writing.plans import Check, Column, Line, Mark, SheetPlan, TextPlan
from ertad.files.spreadsheets.writing.workbooks import sheet_name, write_workbook

__all__ = [
    "Check",
    "Column",
    "Line",
    "Mark",
    "SheetPlan",
    "TextPlan",
    "sheet_name",
    "write_csv",
    "write_marked",
    "write_workbook",
]
