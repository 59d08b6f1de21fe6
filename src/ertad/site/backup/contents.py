"""What a backup holds: lines of JSON, compressed, the same for either kind of database.

The first line says what it is of. Then, for each table, a line that names it and its columns, a
line for each row in neutral form (see `moving.values`; what is binary as base64), and a line with
the number of rows and their digest. The last line says how many rows there are in all.
"""

import base64
import gzip
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import models

from ertad.site.backup.refused import Damaged
from ertad.site.backup.sealing import Opened, Sealed
from ertad.site.moving.copying import Digest, Row
from ertad.site.moving.tables import Table

QUICK = 3
"""Level of compression; a higher one takes three times as long for a tenth of the size."""
CHARACTERS_AT_ONCE = 4_000_000

Line = dict[str, Any]


@dataclass(frozen=True)
class Header:
    """`audit_key` stands for the key of the trail, without which it cannot be verified."""

    at: str
    database: str
    ertad: str
    migrations: list[list[str]]
    audit_seq: int
    audit_digest: str
    audit_key: str
    tables: dict[str, int]

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


class Writer:
    """Lines into one sealed file."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        self._sealed = Sealed(file, key)
        self._packed = gzip.GzipFile("", "wb", QUICK, self._sealed, mtime=0)
        self._text = io.TextIOWrapper(self._packed, "utf-8", write_through=False)

    def header(self, header: Header) -> None:
        self._line(asdict(header))

    def table(self, table: Table) -> None:
        self._line({"table": table.name, "columns": _columns(table)})

    def rows(self, table: Table, batch: list[Row]) -> None:
        for at in _binary(table):
            for row in batch:
                row[at] = row[at] if row[at] is None else base64.b64encode(row[at]).decode()
        self._text.writelines(f"{_encoded(row)}\n" for row in batch)

    def table_ends(self, digest: Digest) -> None:
        self._line({"rows": digest.rows, "digest": digest.value})

    def finish(self, rows: int) -> None:
        self._line({"end": rows})
        self._text.close()
        self._sealed.finish()

    def _line(self, line: Line) -> None:
        self._text.write(f"{_encoded(line)}\n")


_encoded = json.JSONEncoder(separators=(",", ":")).encode


@contextmanager
def opened(path: Path, key: str) -> Iterator[tuple[Header, Iterator[str]]]:
    """The header, and the lines after it."""
    with path.open("rb") as file:
        plain = io.BufferedReader(Opened(file, key), 1 << 16)
        with io.TextIOWrapper(gzip.GzipFile(fileobj=plain), "utf-8", newline="\n") as lines:
            yield Header(**json.loads(next(lines))), lines


def rows_of(table: Table, lines: Iterator[str], ended: Line) -> Iterator[list[Row]]:
    """The rows of a table whose line has just been read; `ended` takes the line after them."""
    batch: list[Row] = []
    size = 0
    for line in lines:
        if not is_row(line):
            ended |= json.loads(line)
            break
        batch.append(_row(line, _binary(table)))
        size += len(line)
        if len(batch) == table.rows_at_once or size > CHARACTERS_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def is_row(line: str) -> bool:
    return line.startswith("[")


def check_columns(table: Table, line: Line) -> None:
    """The migrations are the same, so this is so, or else something else is very wrong."""
    if line["columns"] != _columns(table):
        raise Damaged(0)


def _columns(table: Table) -> list[str]:
    return [str(field.column) for field in table.fields]


def _binary(table: Table) -> list[int]:
    found = enumerate(table.fields)
    return [at for at, field in found if isinstance(field, models.BinaryField)]


def _row(line: str, binary: list[int]) -> Row:
    row: Row = json.loads(line)
    for at in binary:
        if row[at] is not None:
            row[at] = base64.b64decode(row[at])
    return row
