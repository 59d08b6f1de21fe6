"""A service as one plain record, which workbooks, edits, merges, history and search share."""

from ertad.directory.record.fields import (
    FIELDS,
    KEYS,
    SERVICE_KIND,
    Field,
    Record,
    blank_record,
    differing,
    field_of,
    normalised,
)
from ertad.directory.record.reading import read_record, read_records
from ertad.directory.record.shown import shown_to
from ertad.directory.record.writing import Change, Outcome, save_records

__all__ = [
    "FIELDS",
    "KEYS",
    "SERVICE_KIND",
    "Change",
    "Field",
    "Outcome",
    "Record",
    "blank_record",
    "differing",
    "field_of",
    "normalised",
    "read_record",
    "read_records",
    "save_records",
    "shown_to",
]
