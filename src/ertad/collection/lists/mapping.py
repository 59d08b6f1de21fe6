"""What somebody said about a list: which table holds what, and which column is which field."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ertad.collection.lists.fields import Kind

OldFonts = Literal["convert", "keep"]
OLD_FONTS: tuple[OldFonts, ...] = ("convert", "keep")
Otherwise = Literal["error", "keep", "leave_out"]
OTHERWISE: tuple[Otherwise, ...] = ("error", "keep", "leave_out")
SEPARATORS = {"newline": "\n", "semicolon": ";", "comma": ",", "bar": "|", "slash": "/"}
ONLY_TABLE = "*"
"""The name of the only table, whatever its sheet or file is called."""
NUMBER = "{n}"
"""In a column title: one column for each of several services in a row."""


@dataclass(frozen=True)
class ColumnMapping:
    """One use of one column. `values`: their words, squeezed -> our words or codes.

    `label` goes before the text where several columns are joined; `empty` are words that say
    nothing, such as "no phone".
    """

    column: str
    field: str
    append: bool = False
    label: str = ""
    split: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    otherwise: Otherwise = "error"
    empty: tuple[str, ...] = ()

    @property
    def numbered(self) -> bool:
        return NUMBER in self.column

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the titles `Service 1`, `Service 2` of `Service {n}`."""
        before, _sep, after = self.column.partition(NUMBER)
        return re.compile(rf"{re.escape(before)}(\d{{1,3}}){re.escape(after)}", re.IGNORECASE)


@dataclass(frozen=True)
class TableMapping:
    """`through`: its rows belong to the institution of their places or services."""

    name: str
    holds: Kind
    columns: tuple[ColumnMapping, ...]
    key: str = ""
    constants: Mapping[str, str] = dataclasses.field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    through: str = ""


@dataclass(frozen=True)
class ListMapping:
    """`source`: the name under which ids of the list are kept; `country`: of places and phones.

    `institution`: code of the one whose list this is; `institutions`: their name or id -> code;
    `unknown_institution`: code of the one that keeps what names nobody of the list; `old_fonts`:
    whether Georgian typed for old fonts (`saqarTvelo`) becomes Georgian.
    """

    tables: tuple[TableMapping, ...]
    source: str = ""
    language: str = "en"
    country: str = "GE"
    encoding: str = ""
    institution: str = ""
    institutions: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unknown_institution: str = ""
    rows_with_errors: Literal["stop", "leave_out"] = "stop"
    old_fonts: OldFonts = "convert"

    def table(self, name: str) -> TableMapping | None:
        return next((table for table in self.tables if table.name == name), None)

    def holding(self, kind: Kind) -> list[TableMapping]:
        return [table for table in self.tables if table.holds == kind]


def as_plain(mapping: ListMapping) -> dict[str, Any]:
    """The mapping as a mapping file holds it; what is as usual is left out."""
    usual = ListMapping(())
    plain: dict[str, Any] = {"ertad_mapping": 1}
    for name in ("source", "language", "country", "encoding", "institution", "institutions",
                 "unknown_institution", "rows_with_errors", "old_fonts"):  # fmt: skip
        value = getattr(mapping, name)
        if value != getattr(usual, name) or name == "language":
            plain[name] = dict(value) if isinstance(value, Mapping) else value
    plain["tables"] = {table.name: _plain_table(table) for table in mapping.tables}
    return plain


def _plain_table(table: TableMapping) -> dict[str, Any]:
    plain: dict[str, Any] = {"holds": table.holds}
    for name in ("key", "through"):
        if value := getattr(table, name):
            plain[name] = value
    columns: dict[str, list[Any]] = {}
    for column in table.columns:
        columns.setdefault(column.column, []).append(_plain_column(column))
    plain["columns"] = {
        title: uses[0] if len(uses) == 1 else uses for title, uses in columns.items()
    }
    if table.constants:
        plain["constants"] = dict(table.constants)
    if table.ignore:
        plain["ignore"] = list(table.ignore)
    return plain


def _plain_column(column: ColumnMapping) -> Any:
    plain: dict[str, Any] = {"field": column.field}
    if column.append:
        plain["append"] = True
    if column.label:
        plain["label"] = column.label
    if column.split:
        names = {sign: name for name, sign in SEPARATORS.items()}
        plain["split"] = [names[sign] for sign in column.split]
    if column.values:
        plain["values"] = {
            theirs: ours[0] if len(ours) == 1 else list(ours)
            for theirs, ours in column.values.items()
        }
    if column.otherwise != "error":
        plain["otherwise"] = column.otherwise
    if column.empty:
        plain["empty"] = list(column.empty)
    return column.field if len(plain) == 1 else plain
