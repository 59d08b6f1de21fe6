"""`ertad restore`: reads the whole backup, makes a new database of it, checks that, and swaps."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction

from ertad.audit.acts.open_epoch import AnotherEnd, open_epoch
from ertad.audit.verify import Head, verify
from ertad.directory.acts.reindex import reindex
from ertad.directory.search.words_filled import fill_words
from ertad.kernel.actor import SYSTEM
from ertad.notices.models import Letter
from ertad.site.backup.checking import checked
from ertad.site.backup.contents import Header, Line, check_columns, opened, rows_of
from ertad.site.backup.current import Current, current
from ertad.site.backup.earlier import check_known, make_tables
from ertad.site.backup.in_place import name_of_old, new_database
from ertad.site.backup.refused import Refused
from ertad.site.backup.saving import backup_key, key_of_trail
from ertad.site.moving.copying import digest_of, set_sequences, write_table
from ertad.site.moving.tables import Table, tables
from ertad.site.moving.telling import Progress, first_line, ticking


@dataclass(frozen=True)
class Restored:
    """`kept_as`: file or schema of what was there before; "" where nothing was.

    `letters`: how many wait to be sent, as they did at the time of the backup.
    """

    header: Header
    replaced: Current
    kept_as: str
    audit_rows: int
    letters: int


def look(path: Path) -> tuple[Header, Current]:
    """Read the whole backup; what it is of, and what is here now. Raises Refused."""
    header = checked(path, backup_key())
    check_known(header)
    if header.audit_key != key_of_trail():
        raise Refused("The backup was made with another AUDIT_KEY; its trail cannot be verified.")
    try:
        return header, current(header)
    except DatabaseError as error:
        raise Refused(f"The database says: {first_line(error)}") from error


def restore(
    path: Path,
    *,
    at: datetime,
    replace: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> Restored:
    """Put what the backup holds in the place of what is here.

    Raises Refused, with everything as it was, when the backup is not whole or of another version,
    when there is data here (without `replace`), when somebody has the database open, and when what
    was written differs from the backup in any table or its audit trail does not verify.
    """
    header, here = look(path)
    if here.rows and not replace:
        raise Refused(f"There is data here ({here.rows:,} rows); --replace puts it aside.")
    kept_as = name_of_old(at)
    try:
        with new_database(kept_as):
            _fill(path, header, progress)
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            fill_words(using=DEFAULT_DB_ALIAS, progress=progress)
            _go_on(header, here, at)
            reindex(by=SYSTEM, at=at)
            audit_rows = _verified_trail()
            letters = Letter.objects.filter(state=Letter.State.WAITING).count()
    except (DatabaseError, sqlite3.Error) as error:
        raise Refused(f"The database says: {first_line(error)}") from error
    except OSError as error:
        raise Refused(f"It cannot be written: {error.strerror or error}.") from error
    return Restored(header, here, kept_as if here.rows else "", audit_rows, letters)


def _fill(path: Path, header: Header, progress: Progress) -> None:
    """Every table as it was, compared with what the backup says of it."""
    progress("Making the tables", 0, header.rows)
    made = {table.name: table for table in tables(make_tables(header, connection))}
    with transaction.atomic():
        digests = _written(path, made, header, progress)
        set_sequences([made[name] for name in digests], connection)
        connection.check_constraints()
    tick = ticking(progress, header.rows)
    for name, (rows, digest) in digests.items():
        found = digest_of(made[name], connection, tick(f"Comparing {name}"))
        if (found.rows, found.value) != (rows, digest):
            raise Refused(f"{name} differs from the backup after it was written.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else no table can be altered
            cursor.execute("ANALYZE")  # else the first questions are planned for empty tables


def _written(
    path: Path, made: Mapping[str, Table], header: Header, progress: Progress
) -> dict[str, tuple[int, str]]:
    """Table -> its rows and their digest, as the backup says them."""
    said: dict[str, tuple[int, str]] = {}
    tick = ticking(progress, header.rows)
    with opened(path, backup_key()) as (_header, lines):
        while "end" not in (opening := json.loads(next(lines))):
            table = made[opening["table"]]
            check_columns(table, opening)
            closing: Line = {}
            rows = rows_of(table, lines, closing)
            try:
                write_table(table, rows, connection, tick(f"Writing {table.name}"))
            except DatabaseError as error:
                raise Refused(f"{table.name} cannot be written: {first_line(error)}") from error
            said[table.name] = (closing["rows"], closing["digest"])
    return said


def _go_on(header: Header, replaced: Current, at: datetime) -> None:
    left = Head(replaced.audit_seq, replaced.audit_digest) if replaced.audit_seq else None
    backup = Head(header.audit_seq, header.audit_digest)
    try:
        open_epoch(backup=backup, left=left, by=SYSTEM, at=at)
    except AnotherEnd as error:
        raise Refused(f"The backup is not whole: {error}.") from error


def _verified_trail() -> int:
    verdict = verify()
    if not verdict.whole:
        raise Refused(f"The audit trail is broken at row {verdict.broken_at}: {verdict.why}.")
    return verdict.rows
