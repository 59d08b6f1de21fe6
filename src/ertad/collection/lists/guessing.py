"""A proposal for a list that nobody has described: which table holds what, which column is what.

Titles count first, then what the cells look like. Ids are columns of different values that other
tables repeat. Nothing guessed is taken in before somebody has looked at it.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ertad.collection.lists.by_content import by_content, examples
from ertad.collection.lists.by_header import by_header
from ertad.collection.lists.fields import Kind, fields_of
from ertad.collection.lists.mapping import NUMBER, ColumnMapping, ListMapping, TableMapping
from ertad.collection.lists.sources import Source, likely_header, titles_in
from ertad.collection.staging.resolving import Resolver
from ertad.engines.script import fold
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.workbook import Row

LEAST = 0.45
"""A weaker guess is none."""
TOGETHER = 0.1
"""What title and cells that agree add to each other."""
MOST_COLUMNS = 500
_ID = re.compile(r"(?:^|[\s_-])(?:id|nr|no|№|code|uuid|კოდი|ნომერი|იდ|identifiant)$|^id\b", re.I)
_NUMBERED = re.compile(r"^(?P<stem>.*\D)(?P<number>\d{1,2})$")
_KINDS: dict[Kind, tuple[str, ...]] = {
    "institutions": ("organizations", "organisations", "institutions", "providers",
                     "ორგანიზაციები", "დაწესებულებები", "organismes", "agencies"),
    "places": ("locations", "places", "addresses", "branches", "sites", "ადგილები", "მისამართები",
               "ფილიალები", "lieux", "adresses"),
    "services": ("services", "programs", "programmes", "სერვისები", "მომსახურებები"),
    "links": ("service at location", "services at locations", "schedules", "hours"),
}  # fmt: skip


@dataclass
class ColumnGuess:
    """`score`, 0 to 1; `field` "" when nothing fits; `why`: title, cells, both or id."""

    column: int
    title: str
    field: str = ""
    score: float = 0.0
    why: str = ""
    examples: list[str] = dataclasses.field(default_factory=list)


@dataclass
class TableGuess:
    source: Source
    header: Row
    holds: Kind
    columns: list[ColumnGuess]
    key: str = ""

    @property
    def name(self) -> str:
        return self.source.name


def guess(sources: Sequence[Source], resolver: Resolver) -> list[TableGuess]:
    """One guess for each table that looks like one."""
    tables = []
    for source in sources:
        header = likely_header(source.sheet)
        if header is None or source.sheet.hidden:
            continue
        kind = _kind(source, header)
        tables.append(TableGuess(source, header, kind, _columns(source, header, kind, resolver)))
    _one_of_services(tables)
    _connect(tables)
    return tables


def as_mapping(tables: Sequence[TableGuess], *, source: str, language: str) -> ListMapping:
    """The guess as a mapping."""
    read = []
    for table in tables:
        used: set[str] = set()
        columns: list[ColumnMapping] = []
        ignored: list[str] = []
        for column in table.columns:
            title = _pattern(column, table) or column.title
            if not column.field:
                if column.title != table.key and title not in ignored:
                    ignored.append(title)
            elif title not in {one.column for one in columns}:
                columns.append(ColumnMapping(title, column.field, append=column.field in used))
                used.add(column.field)
        read.append(
            TableMapping(table.name, table.holds, tuple(columns), table.key, {}, tuple(ignored))
        )
    keyed = any(table.key for table in tables)
    return ListMapping(tuple(read), source=source if keyed else "", language=language)


def _kind(source: Source, header: Row) -> Kind:
    names = {" ".join(fold(re.sub(r"\.\w{2,4}$", "", name))) for name in source.names}
    for kind, words in _KINDS.items():
        if names & {" ".join(fold(word)) for word in words}:
            return kind
    told = titles_in(header).values()

    def score(kind: Kind) -> float:
        return sum(max(by_header(title, kind).values(), default=0) for title in told)

    kinds: tuple[Kind, ...] = ("services", "places", "institutions")
    return max(kinds, key=score)


def _columns(
    source: Source, header: Row, kind: Kind, resolver: Resolver
) -> list[ColumnGuess]:  # fmt: skip
    rows = [row for row in source.sheet.rows if row.number > header.number]
    columns = []
    offers: list[tuple[float, int, str, str]] = []
    known = fields_of(kind)
    for column, title in list(titles_in(header).items())[:MOST_COLUMNS]:
        cells = [row.cell(column) for row in rows[:400]]
        found = ColumnGuess(column, title, examples=examples(cells))
        columns.append(found)
        told, seen = by_header(title, kind), by_content(cells, resolver)
        for name in {*told, *seen} & known:
            header_score, content_score = told.get(name, 0.0), seen.get(name, 0.0)
            both = header_score and content_score
            score = min(1.0, max(header_score, content_score) + (TOGETHER if both else 0))
            why = "both" if both else "title" if header_score else "cells"
            offers.append((score, len(columns) - 1, name, why))
    taken: set[str] = set()
    numbered: dict[str, str] = {}
    for score, index, name, why in sorted(offers, key=lambda one: (-one[0], one[1], one[2])):
        column_guess = columns[index]
        stem = stem_of(column_guess.title)
        again = bool(stem) and numbered.get(name) == stem
        if score < LEAST or column_guess.field or (name in taken and not again):
            continue
        column_guess.field, column_guess.score, column_guess.why = name, round(score, 2), why
        taken.add(name)
        if stem:
            numbered[name] = stem
    return columns


def stem_of(title: str) -> str:
    """`Service ` of `Service 1`, "" for a title without a number."""
    match = _NUMBERED.match(title)
    return match["stem"] if match else ""


def _pattern(column: ColumnGuess, table: TableGuess) -> str:
    """`Service {n}` where several numbered columns mean one field of a service."""
    stem = stem_of(column.title)
    if table.holds != "services" or not stem or column.field != "name":
        return ""
    same = [c for c in table.columns if stem_of(c.title) == stem and c.field == column.field]
    return f"{stem}{NUMBER}" if len(same) > 1 else ""


def _one_of_services(tables: list[TableGuess]) -> None:
    """Only one table holds services, and one institutions: those with most of their columns."""
    for kind in ("services", "institutions"):
        same = [table for table in tables if table.holds == kind]
        best = max(same, key=lambda t: sum(bool(c.field) for c in t.columns), default=None)
        for table in same:
            if table is not best:
                tables.remove(table)
    if len(tables) == 1 and tables[0].holds == "institutions":
        tables[0].holds = "services"


def _connect(tables: list[TableGuess]) -> None:
    """Keys: different values under a title such as "id"; references: columns that repeat them."""
    keys: dict[int, set[str]] = {}
    for number, table in enumerate(tables):
        for column in table.columns:
            told = [one for one in _values(table, column) if one]
            if len(tables) == 1 and _counts_rows(told):
                continue  # they would name another service as soon as a row is moved
            if _ID.search(column.title) and told and len(set(told)) >= len(told) * 0.98:
                table.key, column.field, column.score, column.why = column.title, "", 1.0, "id"
                keys[number] = set(told)
                break
    names = {
        ("places", "institutions"): "institution", ("places", "services"): "services",
        ("services", "institutions"): "institution", ("services", "places"): "place",
        ("links", "services"): "service", ("links", "places"): "place",
    }  # fmt: skip
    for number, table in enumerate(tables):
        for other, ids in keys.items():
            name = names.get((table.holds, tables[other].holds))
            if other == number or name is None:
                continue
            best, share = None, 0.0
            for column in table.columns:
                if column.title == table.key:
                    continue
                named = {p for one in _values(table, column) for p in re.split(r"[;,|\n]\s*", one)}
                named.discard("")
                hits = len(named & ids) / len(named) if named else 0.0
                titled = bool(_ID.search(column.title)) or hits > 0.5
                if hits > share and titled:
                    best, share = column, hits
            if best is not None and share >= 0.1:
                best.field, best.score, best.why = name, round(share, 2), "id"


def _counts_rows(told: Sequence[str]) -> bool:
    return told == [str(number) for number in range(1, len(told) + 1)]


def _values(table: TableGuess, column: ColumnGuess) -> list[str]:
    return [
        values.as_text(row.cell(column.column))
        for row in table.source.sheet.rows
        if row.number > table.header.number
    ]
