"""Which column is what: a choice for each column, with what stands in it and a guess."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ertad.collection.lists.asking import KEY, Plain, numbered
from ertad.collection.lists.by_header import by_header
from ertad.collection.lists.fields import Kind, choices_of, label_of, takes_several

MOST_FIELDS = 800
"""Columns that one form can ask about."""
HOLDS: tuple[tuple[str, Any], ...] = (
    ("services", pgettext_lazy("table of a list", "Services")),
    ("places", pgettext_lazy("table of a list", "Places and their addresses")),
    ("links", pgettext_lazy("table of a list", "Which service is where, and its hours")),
    ("", gettext_lazy("Leave out")),
)
OLD_FONTS = (
    ("convert", gettext_lazy("Take it in Georgian letters")),
    ("keep", gettext_lazy("Leave the letters as they are")),
)
WHY = {
    "title": gettext_lazy("by its title"),
    "cells": gettext_lazy("by its cells"),
    "both": gettext_lazy("by both"),
    "id": gettext_lazy("by its ids"),
}


@dataclass(frozen=True)
class ColumnShown:
    """`why`: how the choice that stands there now was found, "" when nobody guessed it."""

    field: BoundField
    examples: list[str]
    why: str


@dataclass(frozen=True)
class TableShown:
    name: str
    rows: int
    holds: BoundField | None
    columns: list[ColumnShown]


class ColumnsForm(forms.Form):
    """`tables` after `is_valid`: as `Submission.columns` has them, with what was chosen.

    `turned` says that a table was given another meaning, so that its columns are asked about anew.
    `offered`: field of a service -> values that may be said for all rows.
    """

    use_required_attribute = False

    def __init__(
        self,
        columns: Plain,
        data: Mapping[str, Any] | None = None,
        *,
        offered: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self.tables: list[Plain] = deepcopy(columns["tables"])
        self.alone = len(self.tables) == 1
        self.likely_name = [_likely_name(table) for table in self.tables]
        if self.alone:
            self.tables[0]["holds"] = "services"
        self.turned = data is not None and self._turn(data)
        super().__init__(None if self.turned else data)
        self.fields_left = MOST_FIELDS
        self.old_font = [
            pair for table in self.tables for column in table["columns"]
            for pair in column["old_font"]
        ][:6]  # fmt: skip
        for at, table in enumerate(self.tables):
            self._add_table(at, table)
        self.for_all = list(offered or {})
        for name, choices in (offered or {}).items():
            self.fields[f"all-{name}"] = forms.ChoiceField(
                label=label_of(name), choices=[("", "–"), *choices], required=False,
                initial=columns.get("constants", {}).get(name, ""),
            )  # fmt: skip
        if self.old_font:
            self.fields["old_fonts"] = forms.ChoiceField(
                label=_("Text typed for an old Georgian font"), choices=OLD_FONTS,
                widget=forms.RadioSelect, initial=columns.get("old_fonts", "convert"),
            )  # fmt: skip

    def _turn(self, data: Mapping[str, Any]) -> bool:
        """Tables of which the meaning was changed get their columns guessed by title."""
        turned = False
        for at, table in enumerate(self.tables):
            now, shown = data.get(f"holds-{at}"), data.get(f"shown-{at}")
            if self.alone or now is None or now not in dict(HOLDS):
                continue
            if now != (table["holds"] if shown is None else shown):
                turned = True
                _guess_by_title(table, now)
            elif now != table["holds"]:
                _guess_by_title(table, now)
        return turned

    def _add_table(self, at: int, table: Plain) -> None:
        if not self.alone:
            self.fields[f"holds-{at}"] = forms.ChoiceField(
                label=_("What “%(table)s” holds") % {"table": table["name"][:80]}, choices=HOLDS,
                initial=table["holds"], required=False,
            )  # fmt: skip
        if not table["holds"]:
            return
        groups = choices_of(table["holds"], tables=not self.alone)
        known = {name for _title, fields in groups for name, _label in fields}
        for number, column in enumerate(table["columns"][: self.fields_left]):
            self.fields[f"column-{at}-{number}"] = forms.ChoiceField(
                label=column["title"], choices=[("", _("Leave out")), *groups], required=False,
                initial=column["field"] if column["field"] in known else "",
            )  # fmt: skip
        self.fields_left -= len(table["columns"])

    def constants(self) -> dict[str, str]:
        """What was said for all rows, after `is_valid`."""
        return {name: self.cleaned_data.get(f"all-{name}", "") for name in self.for_all}

    def same_for_all(self) -> list[BoundField]:
        return [self[f"all-{name}"] for name in self.for_all]

    def shown(self) -> list[TableShown]:
        return [self._shown(at, table) for at, table in enumerate(self.tables)]

    def _shown(self, at: int, table: Plain) -> TableShown:
        columns = []
        for number, column in enumerate(table["columns"]):
            if (name := f"column-{at}-{number}") in self.fields:
                bound = self[name]
                same = bound.value() == column["field"] and column["field"]
                why = str(WHY.get(column["why"], "")) if same else ""
                columns.append(ColumnShown(bound, column["examples"], why))
        holds = None if self.alone else self[f"holds-{at}"]
        return TableShown(table["name"], table["rows"], holds, columns)

    def clean(self) -> dict[str, Any]:
        for at, table in enumerate(self.tables):
            for number, column in enumerate(table["columns"]):
                column["field"] = self.cleaned_data.get(f"column-{at}-{number}", "")
            self._no_field_twice(at, table)
            self._has_name(at, table)
        self._one_table_of_services()
        self._ids_have_a_table()
        return self.cleaned_data

    def _no_field_twice(self, at: int, table: Plain) -> None:
        """Two columns in a field that has one value: said at the later of them."""
        together = set(numbered(table))
        first: dict[str, str] = {}
        for number, column in enumerate(table["columns"]):
            name, title = column["field"], column["title"]
            if not name or title in together:
                continue
            if name in first and (name == KEY or not takes_several(table["holds"], name)):
                text = _("“%(other)s” is given to “%(field)s” already, which has one value. Choose"
                         " something else for one of the two, or leave it out.")  # fmt: skip
                told = {"other": first[name], "field": _label(name, table["holds"])}
                self.add_error(f"column-{at}-{number}", text % told)
            first.setdefault(name, title)

    def _has_name(self, at: int, table: Plain) -> None:
        wanted = {"services": ("name",), "places": ("name", "address")}.get(table["holds"], ())
        given = {column["field"] for column in table["columns"]}
        stems = {name[:-3] if name[-3:-2] == "_" else name for name in given}
        if not wanted or stems & set(wanted):
            return
        text = (
            _("Say in which column the name of the service stands. Without it nothing can be read.")
            if table["holds"] == "services"
            else _("Say in which column the name or the address of the place stands.")
        )
        self.add_error(f"column-{at}-{self.likely_name[at]}", text)

    def _one_table_of_services(self) -> None:
        services = [at for at, table in enumerate(self.tables) if table["holds"] == "services"]
        for at in services[1:]:
            text = _("Only one table can hold the services. Leave one out, or send it by itself.")
            self.add_error(f"holds-{at}", text)
        if not services and not any(table["holds"] == "places" for table in self.tables):
            self.add_error("holds-0", _("Say which table holds the services."))

    def _ids_have_a_table(self) -> None:
        """A column that names rows of another table needs a column of ids there."""
        keyed = {table["holds"] for table in self.tables
                 if any(column["field"] == KEY for column in table["columns"])}  # fmt: skip
        names: dict[str, Kind] = {"place": "places", "service": "services", "services": "services"}
        for at, table in enumerate(self.tables):
            if table["holds"] == "places" and "places" not in keyed and not self.alone:
                text = _("Say which column is the id of the place, by which other tables name it.")
                self.add_error(f"holds-{at}", text)
            for number, column in enumerate(table["columns"]):
                wanted = names.get(column["field"])
                if wanted and wanted not in keyed:
                    text = _("The column names rows of another table. Say there which column is"
                             " the id of the row, or leave this one out.")  # fmt: skip
                    self.add_error(f"column-{at}-{number}", text)


def _likely_name(table: Plain) -> int:
    """Number of the column that was guessed to be the name, else of the first with words in it."""
    columns = table["columns"]
    named = [at for at, column in enumerate(columns) if column["field"] == "name"]
    words = [at for at, column in enumerate(columns)
             if any(any(c.isalpha() for c in text) for text in column["examples"])]  # fmt: skip
    return next(iter([*named, *words]), 0)


def _guess_by_title(table: Plain, holds: Kind) -> None:
    """The columns of a table that turned out to hold something else."""
    taken: set[str] = set()
    table["holds"] = holds
    for column in table["columns"]:
        offers = by_header(column["title"], holds) if holds else {}
        best = max(offers, key=lambda name: offers[name], default="")
        column["field"] = "" if best in taken or best == "institution" else best
        column["why"] = "title" if column["field"] else ""
        taken.add(column["field"])


def _label(name: str, kind: Kind) -> str:
    return str(_("Id of the row, the same in every list")) if name == KEY else label_of(name, kind)
