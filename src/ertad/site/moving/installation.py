"""The move itself: refuse, copy, compare, keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from ertad.audit.verify import head, verify
from ertad.directory.search.words_filled import fill_words
from ertad.site.moving.connecting import TARGET, both
from ertad.site.moving.copying import Digest, copy_table, digest_of, set_sequences
from ertad.site.moving.tables import FILLED_BY_MIGRATE, Table, tables
from ertad.site.moving.telling import Progress, first_line, ticking

NAMED = 5


class MoveRefused(Exception):
    """The target was left as it was, and why."""


@dataclass(frozen=True)
class Moved:
    """Rows by table, and how many rows of the audit trail were verified on the target."""

    rows: dict[str, int]
    audit_rows: int


def move(url: str, *, progress: Progress = lambda what, done, total: None) -> Moved:
    """Copy the whole installation into the database of `url`, compare, and keep it if all is same.

    A target without tables gets them first. Raises MoveRefused, with no row in the target, when it
    holds something, is at other migrations, or differs afterwards.
    """
    if not _is_address(url):
        raise MoveRefused(f"{url} is no address of a database, such as postgres://user@host/ertad.")
    try:
        with both(url) as (source, target):
            _reach(target)
            _make_tables(target)
            _same_migrations(source, target)
            moved = tables()
            _empty(moved, target)
            with transaction.atomic(using=TARGET):
                result = _moved(moved, source, target, progress)
            fill_words(using=TARGET, progress=progress)
            return result
    except DatabaseError as error:
        raise MoveRefused(f"The database says: {first_line(error)}") from error


def _moved(
    moved: Sequence[Table],
    source: BaseDatabaseWrapper,
    target: BaseDatabaseWrapper,
    progress: Progress,
) -> Moved:
    with target.cursor() as cursor:
        for table in reversed(moved):
            if table.name in FILLED_BY_MIGRATE:
                cursor.execute(f"DELETE FROM {table.named(target)}")  # noqa: S608
    counts = {table.name: table.count(source) for table in moved}
    total = sum(counts.values())
    tick = ticking(progress, total)
    read: dict[str, Digest] = {}
    for table in moved:
        try:
            read[table.name] = copy_table(table, source, target, tick(f"Copying {table.name}"))
        except DatabaseError as error:
            raise MoveRefused(f"{table.name} cannot be written: {first_line(error)}") from error
    set_sequences(moved, target)
    tick = ticking(progress, total)
    for table in moved:
        _same(read[table.name], digest_of(table, target, tick(f"Comparing {table.name}")))
    verdict = verify(using=TARGET)
    if not verdict.whole:
        raise MoveRefused(f"The audit trail is broken at row {verdict.broken_at}: {verdict.why}.")
    _nobody_went_on(verdict.head.seq)
    return Moved({name: digest.rows for name, digest in read.items()}, verdict.rows)


def _is_address(url: str) -> bool:
    return url.partition(":")[0] in ("postgres", "postgresql", "sqlite") and "//" in url


def _reach(target: BaseDatabaseWrapper) -> None:
    own = connections["default"].settings_dict
    if all(
        str(own[key]) == str(target.settings_dict[key])
        for key in ("ENGINE", "NAME", "HOST", "PORT")
    ):
        raise MoveRefused("The target is the database that is being moved.")
    target.ensure_connection()


def _make_tables(target: BaseDatabaseWrapper) -> None:
    """In a database that has no table of ours at all."""
    if not target.introspection.django_table_names(only_existing=True):
        call_command("migrate", database=TARGET, verbosity=0, interactive=False)
        call_command("createcachetable", database=TARGET, verbosity=0)


def _same_migrations(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    here, there = (set(MigrationRecorder(each).applied_migrations()) for each in (source, target))
    for which, missing in (("target", here - there), ("source", there - here)):
        if missing:
            names = [f"{app}.{name}" for app, name in sorted(missing)]
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            raise MoveRefused(
                f"The migrations differ; the {which} lacks {', '.join(names[:NAMED])}{more}."
                " Run `ertad manage migrate` on both with the same version of Ertad."
            )


def _empty(moved: Sequence[Table], target: BaseDatabaseWrapper) -> None:
    full = [
        table.name for table in moved if table.name not in FILLED_BY_MIGRATE and table.count(target)
    ]
    if full:
        more = f" and {len(full) - NAMED} more" if len(full) > NAMED else ""
        raise MoveRefused(f"The target is not empty: {', '.join(full[:NAMED])}{more}.")


def _same(read: Digest, there: Digest) -> None:
    if read.rows != there.rows:
        raise MoveRefused(
            f"{read.table.name} differs: {read.rows} rows here, {there.rows} in the target."
        )
    if read.value != there.value:
        raise MoveRefused(f"{read.table.name} differs: the same number of rows, another content.")


def _nobody_went_on(moved: int) -> None:
    """Acts since the snapshot would be lost; `moved`: the last that is in the target."""
    last = head().seq
    if last != moved:
        raise MoveRefused(
            f"{last - moved} acts were done meanwhile. Stop the server and the worker, then move."
        )
