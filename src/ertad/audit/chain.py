"""Audit rows as they are signed, read as a stream, and the walk along them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ertad.audit.canonical import SignedRow, digest_of
from ertad.audit.models import AuditRow

AT_ONCE = 2000


def signed_rows(using: str, after: int, upto: int) -> Iterator[SignedRow]:
    """In order of their numbers, some thousands at a time, without an object for each."""
    connection = connections[using]
    table = connection.ops.quote_name(AuditRow._meta.db_table)
    query = (
        f"SELECT {_columns(connection)} FROM {table}"  # noqa: S608 (names of ours)
        " WHERE seq > %s AND seq <= %s ORDER BY seq"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, [after, upto])
        while rows := cursor.fetchmany(AT_ONCE):
            yield from map(SignedRow._make, rows)


def _columns(connection: BaseDatabaseWrapper) -> str:
    """Both databases give the same text."""
    return ", ".join(_as_text(connection).get(name, name) for name in SignedRow._fields)


def _as_text(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return {"act_id": uuid_text(connection), "at": moment_text(connection),
            "details": json_text(connection, "details")}  # fmt: skip


def uuid_text(connection: BaseDatabaseWrapper) -> str:
    if connection.vendor == "postgresql":
        return "act_id::text"
    parts = ("1, 8", "9, 4", "13, 4", "17, 4", "21, 12")
    return " || '-' || ".join(f"substr(act_id, {part})" for part in parts)


def moment_text(connection: BaseDatabaseWrapper) -> str:
    """As `canonical.moment` writes it."""
    if connection.vendor == "postgresql":
        return """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
    return "replace(at, ' ', 'T') || CASE WHEN length(at) = 19 THEN '.000000' ELSE '' END"


def json_text(connection: BaseDatabaseWrapper, name: str) -> str:
    return f"{name}::text" if connection.vendor == "postgresql" else name


@dataclass
class Walk:
    """From the row after `seq`, whose digest is `digest`; a remark is no fault."""

    seq: int = 0
    digest: str = ""
    rows: int = 0
    last_at: str = ""
    set_back: int = 0
    first_set_back: int = 0
    """How often the clock was behind that of the row before, and at which row first."""

    def follow(self, row: SignedRow) -> str:
        """Why the chain is broken at this row; "" when it is not, and the walk went on."""
        if row.seq != self.seq + 1:
            return ROW_MISSING
        if row.previous != self.digest:
            return DOES_NOT_FOLLOW
        if not _is_signed(row):
            return CHANGED
        if row.at < self.last_at:
            self.set_back += 1
            self.first_set_back = self.first_set_back or row.seq
        self.seq, self.digest, self.last_at = row.seq, row.digest, row.at
        self.rows += 1
        return ""


def _is_signed(row: SignedRow) -> bool:
    try:
        return row.digest == digest_of(row)
    except ValueError:
        return False


ROW_MISSING = "row missing"
DOES_NOT_FOLLOW = "does not follow the row before it"
CHANGED = "content changed"
