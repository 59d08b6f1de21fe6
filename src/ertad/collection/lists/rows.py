"""The rows of one table as its mapping reads them: fields and references instead of columns."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import phonenumbers

from ertad.collection.checks import Finding, Spot, finding, masked
from ertad.collection.lists.fields import REFERENCES
from ertad.collection.lists.mapping import ColumnMapping, ListMapping
from ertad.collection.lists.sources import Laid
from ertad.collection.staging.received import PARTS_FROM
from ertad.collection.staging.resolving import squeezed
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.problems import Problem, column_letters
from ertad.files.spreadsheets.values.markup import from_html, holds_html
from ertad.files.spreadsheets.workbook import Cell, Row

_SEVERAL = re.compile(r"[;,|\n]+")
LINES = frozenset({"how_to_enter", "description", "documents", "cost_note", "hours", "address"})
"""Texts that are joined line by line; everything else is a list with `;`."""
PHONES = frozenset({"phones", "phone"})
MOST_PARTS = 100
"""Services in one row."""


@dataclass
class ListRow:
    """`number` is that of the row, of several services in it one million more each."""

    number: int
    key: str
    cells: dict[str, Cell] = field(default_factory=dict)
    references: dict[str, list[str]] = field(default_factory=dict)
    others: dict[str, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Told:
    """A table read. `position`: field -> column of its first use, for findings."""

    laid: Laid
    rows: list[ListRow]
    position: dict[str, int]
    findings: list[Finding]

    @property
    def name(self) -> str:
        return self.laid.name

    def at(self, spot: Spot, row: int) -> Finding:
        column = self.position.get(spot.field)
        letters = column_letters(column) if column else ""
        return finding(spot, sheet=self.name, row=row, column=letters)


def read_rows(laid: Laid, mapping: ListMapping) -> Told:
    """Every row that says something; of a numbered column one row for each number that does."""
    return _Reading(laid, mapping).told()


class _Reading:
    def __init__(self, laid: Laid, mapping: ListMapping) -> None:
        self.laid, self.mapping = laid, mapping
        self.table = laid.mapping
        self.references = REFERENCES[self.table.holds]
        self.html: Counter[int] = Counter()
        self.left_out: dict[tuple[int, str], Counter[str]] = {}
        columns = laid.columns(self.table.key) if self.table.key else []
        self.key_column = columns[0] if columns else 0
        self.plain = [
            (use, at) for use in self.table.columns if not use.numbered
            for at in laid.columns(use.column)[:1]
        ]  # fmt: skip
        self.numbered = self._numbered()
        self.problems: dict[int, list[Problem]] = {}
        for problem in laid.source.problems:
            if problem.row and problem.row > laid.header:
                self.problems.setdefault(problem.row, []).append(problem)

    def _numbered(self) -> dict[int, list[tuple[ColumnMapping, int]]]:
        found: dict[int, list[tuple[ColumnMapping, int]]] = {}
        for use in self.table.columns:
            for at, title in self.laid.titles.items() if use.numbered else ():
                if match := use.pattern.fullmatch(title):
                    found.setdefault(int(match[1]), []).append((use, at))
        return dict(sorted(found.items())[:MOST_PARTS])

    def told(self) -> Told:
        position: dict[str, int] = {}
        for use, at in (*self.plain, *(pair for pairs in self.numbered.values() for pair in pairs)):
            position.setdefault(use.field, at)
        told = Told(self.laid, [], position, [])
        keys: Counter[str] = Counter()
        first: dict[str, int] = {}
        for row in self.laid.rows:
            key = self._key(row)
            keys[key] += 1
            problems = self._problems(row.number)
            if self.table.key and not key:
                problems.append(self._at(Spot("key_missing", "", {"text": self.table.key}), row))
            elif key and keys[key] > 1:
                spot = Spot("key_twice", "", {"text": key[:80], "other": first[key]})
                problems.append(self._at(spot, row))
            first.setdefault(key, row.number)
            for part in self._parts(row, key):
                part.findings += problems
                told.rows.append(part)
        told.findings += self._about_columns()
        return told

    def _key(self, row: Row) -> str:
        column = self.key_column
        return masked(values.as_text(row.cell(column)))[:200] if column else ""

    def _problems(self, number: int) -> list[Finding]:
        return [
            finding(
                Spot(problem.code, "", {"value": masked(problem.value), **problem.params}),
                sheet=self.laid.name, row=number, column=column_letters(problem.column or 0),
            )
            for problem in self.problems.get(number, ())
        ]  # fmt: skip

    def _at(self, spot: Spot, row: Row) -> Finding:
        column = column_letters(self.key_column) if self.key_column else ""
        return finding(spot, sheet=self.laid.name, row=row.number, column=column)

    def _parts(self, row: Row, key: str) -> Iterator[ListRow]:
        others = {f"{column_letters(at)}: {title}": row.cell(at)
                  for at, title in self.laid.titles.items()}  # fmt: skip
        if not self.numbered:
            yield self._row(row, key, row.number, self.plain, others)
            return
        part = 0
        for number, uses in self.numbered.items():
            if all(not values.as_text(row.cell(at)) for _use, at in uses):
                continue
            own = f"{key}/{number}" if key else ""
            yield self._row(row, own, row.number + part * PARTS_FROM, [*self.plain, *uses], others)
            part += 1

    def _row(
        self,
        row: Row,
        key: str,
        number: int,
        uses: list[tuple[ColumnMapping, int]],
        others: Mapping[str, Cell],
    ) -> ListRow:
        told = ListRow(number, key, others=dict(others))
        for name, text in self.table.constants.items():
            if name in self.references:
                told.references[name] = [text]
            else:
                told.cells[name] = text
        for use, at in uses:
            cell = self._plain(row.cell(at), at)
            if use.field in self.references:
                ids = self._named(use, cell)
                known = told.references.setdefault(use.field, [])
                known += [one for one in ids if one not in known]
            else:
                self._take(told, use, self._value(use, cell, at))
        return told

    def _plain(self, cell: Cell, at: int) -> Cell:
        if isinstance(cell, str) and holds_html(cell):
            self.html[at] += 1
            return from_html(cell)
        return cell

    def _named(self, use: ColumnMapping, cell: Cell) -> list[str]:
        text = values.as_text(cell)
        pieces = [text] if not self.references[use.field] else _SEVERAL.split(text)
        if use.split:
            pieces = _split(text, use.split)
        empty = {squeezed(word) for word in use.empty}
        ids = (masked(piece.strip())[:200] for piece in pieces)
        mapped = (use.values.get(squeezed(one), (one,)) for one in ids)
        return [one for ones in mapped for one in ones if one and squeezed(one) not in empty]

    def _value(self, use: ColumnMapping, cell: Cell, at: int) -> Cell:
        text = values.as_text(cell)
        if squeezed(text) in {squeezed(word) for word in use.empty}:
            text, cell = "", None
        if use.values or use.split:
            text = self._translated(use, text, at)
        elif use.field not in PHONES:
            return cell if not use.label or not text else f"{use.label}: {text}"
        if use.field in PHONES:
            text = "; ".join(_phone(one, self.mapping.country) for one in _phones(text))
        return f"{use.label}: {text}" if use.label and text else text

    def _translated(self, use: ColumnMapping, text: str, at: int) -> str:
        found: dict[str, None] = {}
        for piece in _split(text, use.split) if use.split else [text]:
            ours = use.values.get(squeezed(piece))
            if ours is not None:
                found |= dict.fromkeys(ours)
            elif use.values and use.otherwise == "leave_out" and piece:
                self.left_out.setdefault((at, use.field), Counter())[masked(piece)[:80]] += 1
            elif piece:
                found[piece] = None
        return ("\n" if use.field in LINES else "; ").join(one for one in found if one)

    def _take(self, told: ListRow, use: ColumnMapping, value: Cell) -> None:
        before = told.cells.get(use.field)
        if not use.append or before in (None, ""):
            told.cells[use.field] = value
            return
        more = values.as_text(value)
        if more:
            stem = re.sub(r"_(?:ka|en|fr)$", "", use.field)
            between = "\n" if stem in LINES else "; " if stem != "name" else " "
            told.cells[use.field] = f"{values.as_text(before)}{between}{more}"

    def _about_columns(self) -> Iterator[Finding]:
        for at, count in sorted(self.html.items()):
            spot = Spot("html_read", "", {"count": count, "title": self.laid.titles.get(at, "")})
            yield finding(spot, sheet=self.laid.name, column=column_letters(at))
        for (at, name), words in self.left_out.items():
            told = {"title": self.laid.titles.get(at, ""), "count": sum(words.values()),
                    "words": [word for word, _n in words.most_common(8)]}  # fmt: skip
            yield finding(
                Spot("values_left_out", name, told),
                sheet=self.laid.name, column=column_letters(at),
            )  # fmt: skip


def _split(text: str, separators: tuple[str, ...]) -> list[str]:
    pattern = "|".join(re.escape(one) for one in separators)
    return [piece for part in re.split(pattern, text) if (piece := part.strip(" \t•·-–"))]


def _phones(text: str) -> list[str]:
    parts = re.split(r"[;\n]|,(?!\s*(?:ext|x)\b)|\s/\s|\bor\b", text)
    return [part for one in parts if (part := one.strip())]


def _phone(text: str, country: str) -> str:
    """A number of another country as the whole world dials it; anything else stays as it is."""
    if country == "GE":
        return text
    try:
        found = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(found):
        return text
    written = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    return f"{written} ext {found.extension}" if found.extension else written
