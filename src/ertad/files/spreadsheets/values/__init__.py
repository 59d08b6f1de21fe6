"""Reads single cells as people fill them: tolerant in form, strict where meaning is at stake.

Every reader takes a raw cell (`workbook.Cell`) and returns `(value, code)`. The code is None, or
names a message in `messages.MESSAGES`; with a warning the value is there, with an error it is None
(or empty). An empty cell is (None or empty, None): whether it may be empty is for the caller.
"""

from ertad.files.spreadsheets.values.ages import age_range
from ertad.files.spreadsheets.values.answers import several, yes_no
from ertad.files.spreadsheets.values.contacts import email, phone, phones, url
from ertad.files.spreadsheets.values.days import day, time_of_day
from ertad.files.spreadsheets.values.numbers import whole_number
from ertad.files.spreadsheets.values.texts import as_text, holds_personal_number, text

__all__ = [
    "age_range",
    "as_text",
    "day",
    "email",
    "holds_personal_number",
    "phone",
    "phones",
    "several",
    "text",
    "time_of_day",
    "url",
    "whole_number",
    "yes_no",
]
