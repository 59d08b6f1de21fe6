"""`ertad backup`: one moment of the installation into one sealed file, while others work on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from ertad.audit.models import AuditHead
from ertad.audit.reading import note_reading
from ertad.audit.trail import keyed_digest
from ertad.kernel.actor import SYSTEM
from ertad.site.backup.checking import checked
from ertad.site.backup.contents import Header, Writer
from ertad.site.backup.refused import Refused
from ertad.site.moving.connecting import SOURCE, standing_still
from ertad.site.moving.copying import Digest, batches
from ertad.site.moving.tables import Table, tables
from ertad.site.moving.telling import Progress, first_line

LEFT_OUT = frozenset({"sessions.Session", "usersessions.UserSession"})
"""Who is signed in: a session that was ended since the backup must not come to life again."""
ONLY_OWNER = 0o600


@dataclass(frozen=True)
class Saved:
    header: Header
    size: int


def save(
    path: Path,
    *,
    at: datetime,
    replace: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> Saved:
    """Write the backup to `path`, read it back, and only then give it its name.

    Raises Refused, with nothing at `path` but what was there, when it is there already (without
    `replace`), there is no key, the disk is full or the database cannot be read. Leaves an audit
    row: whoever has the file and the key has read everything.
    """
    key = backup_key()
    if path.exists() and not (replace and path.is_file()):
        raise Refused(f"{path} is there already; --replace writes over it.")
    try:
        with _part(path) as (part, file):
            with standing_still() as source:
                header = _written(file, key, source, at, progress)
            _on_disk(file)
            progress("Reading it back", 0, header.rows)
            checked(part, key)
            size = part.stat().st_size
            details = {"rows": header.rows, "bytes": size, "audit_seq": header.audit_seq}
            note_reading("installation.backup", by=SYSTEM, at=at, details=details)
            part.replace(path)
            _names_on_disk(path.parent)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}.") from error
    except DatabaseError as error:
        raise Refused(f"The database says: {first_line(error)}") from error
    return Saved(header, size)


def backup_key() -> str:
    """Raises Refused where there is none."""
    key: str = settings.BACKUP_KEY
    if not key:
        raise Refused(
            "BACKUP_KEY must be set in the environment to a random text of 32 characters or more:"
            " backups are encrypted with it. Keep it elsewhere too; without it no backup can be"
            " read."
        )
    return key


def saved_tables() -> list[Table]:
    return [table for table in tables() if table.name not in LEFT_OUT]


def key_of_trail() -> str:
    """Stands for AUDIT_KEY without giving it away."""
    return keyed_digest("ertad backup")[:16]


def _written(
    file: BinaryIO, key: str, source: BaseDatabaseWrapper, at: datetime, progress: Progress
) -> Header:
    found = saved_tables()
    header = _header(found, source, at)
    writer = Writer(file, key)
    writer.header(header)
    done = 0
    for table in found:
        writer.table(table)
        digest = Digest(table)
        for batch in batches(table, source):
            digest.of(batch)
            writer.rows(table, batch)
            done += len(batch)
            progress(f"Writing {table.name}", done, header.rows)
        writer.table_ends(digest)
    writer.finish(done)
    return header


def _header(found: list[Table], source: BaseDatabaseWrapper, at: datetime) -> Header:
    head = AuditHead.objects.using(SOURCE).filter(id=1).first() or AuditHead()
    return Header(
        at=at.isoformat(timespec="seconds"),
        database=source.vendor,
        ertad=version("ertad"),
        migrations=[list(key) for key in sorted(MigrationRecorder(source).applied_migrations())],
        audit_seq=head.seq,
        audit_digest=head.digest,
        audit_key=key_of_trail(),
        tables={table.name: table.count(source) for table in found},
    )


@contextmanager
def _part(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """`path.part`, for its owner only; gone when the block fails. A crashed one is overwritten."""
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, ONLY_OWNER), "r+b") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Another backup is being written to {part}.") from None
        try:
            os.fchmod(file.fileno(), ONLY_OWNER)
            file.truncate()
            yield part, file
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _on_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _names_on_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
