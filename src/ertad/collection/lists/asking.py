"""What a list of another shape is asked about: its columns with examples and a guess for each.

The answer, or what was remembered, is laid over the guess and becomes a mapping. All of it is
plain data, kept with the file (`Submission.columns`), so that no page has to read the file again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from ertad.collection.checks import masked
from ertad.collection.lists.fields import Kind
from ertad.collection.lists.guessing import ColumnGuess, TableGuess, guess, stem_of
from ertad.collection.lists.mapping import (
    NUMBER,
    ONLY_TABLE,
    ColumnMapping,
    ListMapping,
    OldFonts,
    TableMapping,
    as_plain,
)
from ertad.collection.lists.sources import digest_of, same_title, sources_of, titles_in
from ertad.collection.staging.received import Received
from ertad.collection.staging.resolving import Resolver, squeezed
from ertad.collection.workbook.labels import read_labels
from ertad.engines.script import from_legacy, looks_like_legacy
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.tables import Table, plain_key
from ertad.files.spreadsheets.workbook import Row, Workbook

Plain = dict[str, Any]
KEY = "key"
"""Stands for the id of the row where a column is given to a field."""
ASKED, SAID, REMEMBERED, TITLES = "asked", "said", "remembered", "titles"
"""How a list was read: not yet; as was said of it, or of an earlier one; by its titles."""
LOOK_AT = 2000
"""Rows in which old fonts are looked for."""
SHOWN = 3
EXAMPLE = 60
LONGEST_TITLE = 200


def asked_of(received: Received, language: str) -> Plain:
    """The columns of a list that nobody has spoken about; empty where there is nothing to ask.

    `read` is ASKED where the titles alone do not say what all of its columns mean.
    """
    tables = _guessed(received.book, language)
    if not any(column["field"] for table in tables for column in table["columns"]):
        return {}
    read = TITLES if _titles_say_all(received, tables) else ASKED
    return {"read": read, "tables": tables, "old_fonts": "convert"}


def read_as(
    book: Workbook, mapping: ListMapping, language: str, *, said_at: datetime | None
) -> Plain:
    """The columns as they were read; `said_at`: when it was said, None for what a file holds."""
    tables = _guessed(book, language)
    for table in tables:
        _lay_over(table, mapping)
    return {
        "read": REMEMBERED if said_at else SAID,
        "said_at": said_at.isoformat() if said_at else "",
        "tables": tables,
        "old_fonts": mapping.old_fonts,
        "constants": {
            name: text
            for table in mapping.holding("services")
            for name, text in table.constants.items()
        },
        "mapping": as_plain(mapping),
    }


def mapping_of(
    tables: Sequence[Plain],
    *,
    language: str,
    source: str,
    old_fonts: OldFonts,
    constants: Mapping[str, str] | None = None,
) -> ListMapping:
    """What was said of each column as a mapping; the only table goes by any name.

    `constants`: what is the same for every service, where no column says it.
    """
    told = [table for table in tables if table["holds"]]
    read = tuple(
        TableMapping(
            ONLY_TABLE if len(tables) == 1 else table["name"],
            table["holds"],
            tuple(_uses(table)),
            next((c["title"] for c in table["columns"] if c["field"] == KEY), ""),
            _constants(table, constants or {}),
            ignore=tuple(c["title"] for c in table["columns"] if not c["field"]),
        )
        for table in told
    )
    keyed = any(table.key for table in read)
    return ListMapping(
        read, source=source if keyed else "", language=language, old_fonts=old_fonts
    )  # fmt: skip


def remembered_by(tables: Sequence[Plain]) -> str:
    """The digest of titles under which the list is found again: those of its main table."""
    main = [table for kind in ("services", "places") for table in tables if table["holds"] == kind]
    return str(main[0]["digest"]) if main else ""


def numbered(table: Plain) -> dict[str, str]:
    """Title -> pattern, of columns such as "Service 1" and "Service 2", one service in each."""
    if table["holds"] != "services":
        return {}
    groups: dict[tuple[str, str], list[str]] = {}
    for column in table["columns"]:
        if column["field"] and (stem := stem_of(column["title"])):
            groups.setdefault((stem, column["field"]), []).append(column["title"])
    several = {key: titles for key, titles in groups.items() if len(titles) > 1}
    if not any(field == "name" for _stem, field in several):
        return {}
    return {
        title: f"{stem}{NUMBER}" for (stem, _field), titles in several.items() for title in titles
    }


def _constants(table: Plain, constants: Mapping[str, str]) -> dict[str, str]:
    if table["holds"] != "services":
        return {}
    given = {column["field"] for column in table["columns"]}
    return {name: text for name, text in constants.items() if text and name not in given}


def _uses(table: Plain) -> Iterator[ColumnMapping]:
    patterns = numbered(table)
    used: set[str] = set()
    done: set[str] = set()
    for column in table["columns"]:
        name, title = column["field"], patterns.get(column["title"], column["title"])
        if not name or name == KEY or title in done:
            continue
        yield ColumnMapping(title, name, append=name in used)
        used.add(name)
        done.add(title)


def _guessed(book: Workbook, language: str) -> list[Plain]:
    found = guess(sources_of(book), Resolver(read_labels(), language))
    return [_plain(table) for table in found if any(_rows(table))]


def _plain(table: TableGuess) -> Plain:
    holds: Kind | str = "" if table.holds == "institutions" else table.holds
    titles = titles_in(table.header)
    columns: dict[str, Plain] = {}
    for column in table.columns:
        if len(column.title) <= LONGEST_TITLE:
            columns.setdefault(squeezed(column.title), _column(table, column))
    return {
        "name": table.name,
        "holds": holds,
        "rows": sum(1 for _row in _rows(table)),
        "digest": digest_of(titles.values()),
        "columns": list(columns.values()),
    }


def _column(table: TableGuess, column: ColumnGuess) -> Plain:
    field = KEY if column.title == table.key else column.field
    return {
        "title": column.title,
        "field": "" if field == "institution" or table.holds == "institutions" else field,
        "why": column.why,
        "examples": [masked(text) for text in column.examples],
        "old_font": list(_old_fonts(table, column)),
    }


def _old_fonts(table: TableGuess, column: ColumnGuess) -> list[tuple[str, str]]:
    """(as typed, in Georgian letters) of the first cells that were typed for an old font."""
    found: dict[str, str] = {}
    for row in islice(_rows(table), LOOK_AT):
        text = masked(values.as_text(row.cell(column.column)))[:EXAMPLE]
        if text and text not in found and looks_like_legacy(text):
            found[text] = from_legacy(text)
            if len(found) == SHOWN:
                break
    return list(found.items())


def _rows(table: TableGuess) -> Iterator[Row]:
    return (row for row in table.source.sheet.rows if row.number > table.header.number)


def _lay_over(table: Plain, mapping: ListMapping) -> None:
    """What was said of this table instead of what is guessed."""
    said = next(
        (one for one in mapping.tables if one.name in (table["name"], ONLY_TABLE)
         and any(_is(use, c["title"]) for use in one.columns for c in table["columns"])), None,
    )  # fmt: skip
    table["holds"] = said.holds if said else ""
    uses = said.columns if said else ()
    for column in table["columns"]:
        use = next((one for one in uses if _is(one, column["title"])), None)
        field = use.field if use else ""
        if said and said.key and same_title(said.key, column["title"]):
            field = KEY
        if field != column["field"]:
            column["field"], column["why"] = field, ""


def _is(use: ColumnMapping, title: str) -> bool:
    if use.numbered:
        return use.pattern.fullmatch(title) is not None
    return same_title(use.column, title)


def _titles_say_all(received: Received, tables: Sequence[Plain]) -> bool:
    """Whether every column has a title of the workbook, and no other table waits to be read."""
    services = received.services
    if services is None or services.header_row is None or not _has_name(services):
        return False
    read = {t.sheet for t in (services, received.places, received.hours) if t}
    known = {plain_key(title) for title in services.titles.values()}
    if any(plain_key(title) not in known for title in services.unknown.values()):
        return False
    others = [table for table in tables if table["name"] not in read and table["holds"]]
    return not any(sum(bool(c["field"]) for c in table["columns"]) > 1 for table in others)


def _has_name(table: Table) -> bool:
    return any(key == "name" or key.startswith("name_") for key in table.columns)


__all__ = ["asked_of", "mapping_of", "read_as", "remembered_by"]
