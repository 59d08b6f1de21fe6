"""The drill: a backup while sixteen write, restored elsewhere and into the other database, compared
row by row; and what goes wrong at any moment leaves what was there."""

import json
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import environ
import psycopg
import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from ertad.site.backup.saving import saved_tables
from ertad.site.moving.connecting import connected
from ertad.site.tests.installations import ERTAD, content, environment, ertad

pytestmark = pytest.mark.slow
WRITERS = """
import django; django.setup()
import datetime, sys, threading
from pathlib import Path
from django.db import OperationalError, connection
from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM
from ertad.people.models import Institution

stop, ready = Path(sys.argv[1]), Path(sys.argv[2])

def write(writer):
    number = 0
    while not stop.exists():
        number += 1
        try:
            act(f"writer-{writer}-{number}")
        except OperationalError:
            pass  # the pool of connections is for fewer than sixteen
        ready.touch()
        connection.close()

def act(code):
    with traced("test.write", by=SYSTEM, at=datetime.datetime.now(datetime.UTC)) as trace:
        trace.create(Institution(code=code, kind="ngo", name_ka="ერთად", invented=True))
        trace.details = {"code": code}

threads = [threading.Thread(target=write, args=(writer,)) for writer in range(16)]
for each in threads: each.start()
for each in threads: each.join()
"""
GROWING = {"people.Institution", "audit.AuditRow", "audit.AuditHead", "audit.Revision"}


@contextmanager
def sixteen_writing(database: str, var: Path) -> Iterator[None]:
    stop, ready = var / "stop", var / "ready"
    for path in (stop, ready):
        path.unlink(missing_ok=True)
    words = [sys.executable, "-c", WRITERS, str(stop), str(ready)]
    writing = subprocess.Popen(words, env=environment(database, var))
    try:
        deadline = time.monotonic() + 30
        while not ready.exists():
            assert writing.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield
    finally:
        stop.touch()
        assert writing.wait() == 0


def file_of(var: Path) -> str:
    return f"sqlite:///{var / 'ertad.sqlite3'}"


def every_row(url: str, blocker: Any) -> dict[str, dict[Any, dict[str, tuple[type, Any]]]]:
    """Table -> key -> column -> type and value, as the models read them."""
    settings = environ.Env().db_url_config(url)
    with blocker.unblock(), connected("looked_at", settings) as connection:
        return {
            table.name: {
                row["pk"]: {name: (type(value), value) for name, value in row.items()}
                for row in rows_by_model(table.model, connection)
            }
            for table in saved_tables()
        }


def rows_by_model(model: Any, connection: BaseDatabaseWrapper) -> list[dict[str, Any]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    found = model._base_manager.using(connection.alias).values("pk", *columns)
    return [
        {name: bytes(value) if isinstance(value, memoryview) else value
         for name, value in row.items()}
        for row in found
    ]  # fmt: skip


def test_restored_elsewhere_every_row_is_the_same(
    house: Path,
    postgresql: Callable[[], str],
    tmp_path: Path,
    django_db_blocker: Any,
) -> None:
    path, there = tmp_path / "busy.backup", postgresql()
    with sixteen_writing("", house):
        said = json.loads(ertad("backup", str(path), "--json", database="", var=house))
        time.sleep(0.1)
    assert path.stat().st_mode & 0o777 == 0o600
    done = json.loads(ertad("restore", str(path), "--apply", "--json", database=there, var=house))
    assert done["tables"] == said["tables"]
    assert done["audit_rows"] == said["audit_seq"] + 1
    assert json.loads(ertad("audit", "verify", "--json", database=there, var=house))["whole"]
    ertad("reindex", "--check", database=there, var=house)

    source, restored = (every_row(url, django_db_blocker) for url in (file_of(house), there))
    assert one_moment(restored)
    assert len(source["audit.AuditRow"]) > len(restored["audit.AuditRow"]) > 300
    for table, rows in restored.items():
        kept = without_the_restore(table, rows)
        assert kept.items() <= source[table].items(), table
        assert table in GROWING or len(rows) == len(source[table])
    assert sum(len(row["content"][1]) for row in restored["collection.Submission"].values()) > 10**5

    with sixteen_writing(there, house):
        ertad("backup", str(path), "--replace", database=there, var=house)
    back = tmp_path / "back"
    ertad("restore", str(path), "--apply", database="", var=back)
    source, restored = (every_row(url, django_db_blocker) for url in (there, file_of(back)))
    assert one_moment(restored)
    for table, rows in restored.items():
        kept = without_the_restore(table, rows)
        assert kept.items() <= source[table].items(), table
        assert table in GROWING or len(rows) == len(source[table])
    ertad("audit", "verify", database="", var=back)
    ertad("add-institution", "after", "--kind", "ngo", "--name-ka", "შემდეგ", database="", var=back)


def one_moment(tables: dict[str, dict[Any, dict[str, tuple[type, Any]]]]) -> bool:
    """Each institution of the writers is there with its audit row and revision, or not at all."""
    made = {row["code"][1] for row in tables["people.Institution"].values()}
    acts = {
        row["act_id"][1]: row["details"][1]["code"]
        for row in tables["audit.AuditRow"].values()
        if row["act"][1] == "test.write"
    }
    revised = {row["act_id"][1] for row in tables["audit.Revision"].values()}
    return {code for code in made if code.startswith("writer-")} == set(acts.values()) and (
        set(acts) <= revised
    )


def without_the_restore(table: str, rows: dict[Any, Any]) -> dict[Any, Any]:
    """All but the last row of the audit trail, and its head, which names that."""
    if table == "audit.AuditHead":
        return {}
    last = max(rows, default=None) if table == "audit.AuditRow" else None
    if last is not None:
        assert rows[last]["act"][1] == "audit.epoch"
    return {key: row for key, row in rows.items() if key != last}


def test_a_dry_run_says_what_would_be_lost(house: Path, saved: Path) -> None:
    before = content(house)
    said = json.loads(ertad("restore", str(saved), "--json", database="", var=house))
    assert (said["applied"], said["database"]) == (False, "sqlite")
    assert said["here"]["rows"] > 10_000
    assert said["here"]["acts_since"] == 0
    assert content(house) == before
    assert "There is data here" in ertad(
        "restore", str(saved), "--apply", database="", var=house, code=1
    )
    assert content(house) == before


def refused(path: Path, var: Path, **more: str) -> str:
    words = ("restore", str(path), "--apply", "--replace")
    return ertad(*words, database="", var=var, code=1, **more)


def test_while_somebody_has_it_open(
    house: Path, saved: Path, postgresql: Callable[[], str]
) -> None:
    with closing(sqlite3.connect(house / "ertad.sqlite3")) as serving:
        serving.execute("PRAGMA journal_mode=WAL")
        assert serving.execute("SELECT count(*) FROM audit_auditrow").fetchone()[0] > 100
        assert "Somebody else has the database open" in refused(saved, house)
        assert serving.execute("SELECT count(*) FROM audit_auditrow").fetchone()[0] > 100
    there = postgresql()
    with closing(psycopg.connect(there)):
        assert "Somebody else has the database open" in ertad(
            "restore", str(saved), "--apply", database=there, var=house, code=1
        )


def test_a_full_disk(house: Path, saved: Path, tmp_path: Path) -> None:
    before = content(house)
    path = tmp_path / "full.backup"
    said = with_little_room(100_000, "backup", str(path), var=house)
    assert f"{path} cannot be written: " in said
    assert not list(tmp_path.glob("full.backup*"))
    said = with_little_room(2_000_000, "restore", str(saved), "--apply", "--replace", var=house)
    assert "Nothing was changed." in said
    assert content(house) == before
    assert sorted(path.name for path in house.iterdir()) == ["ertad.sqlite3"]


def with_little_room(size: int, *words: str, var: Path) -> str:
    """What a command complains of when no file may grow past `size`."""
    done = subprocess.run(
        [ERTAD, *words], env=environment("", var), capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    return done.stderr


def test_a_backup_that_is_killed_leaves_no_file(house: Path, tmp_path: Path) -> None:
    path = tmp_path / "killed.backup"
    part = tmp_path / "killed.backup.part"
    killed(["backup", str(path)], "", house, when=lambda: part.exists() and part.stat().st_size)
    assert not path.exists()
    ertad("backup", str(path), database="", var=house)
    assert not part.exists()
    ertad("restore", str(path), database="", var=house)


def test_a_restore_that_is_killed_leaves_what_was_there(house: Path, saved: Path) -> None:
    before = content(house)
    words = ["restore", str(saved), "--apply", "--replace"]
    beside = house / "ertad.sqlite3.restoring"
    killed(words, "", house, when=lambda: beside.exists() and beside.stat().st_size > 9_000_000)
    assert content(house) == before
    killed(words, "", house, when=lambda: list(house.glob("*.before-restore-*")))
    with closing(sqlite3.connect(house / "ertad.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    ertad("audit", "verify", database="", var=house)
    ertad(*words, database="", var=house)
    assert not beside.exists()


def test_on_postgresql_too(house: Path, saved: Path, postgresql: Callable[[], str]) -> None:
    there = postgresql()
    ertad("restore", str(saved), "--apply", database=there, var=house)
    words = ["restore", str(saved), "--apply", "--replace"]
    with closing(psycopg.connect(there.rpartition("/")[0] + "/postgres", autocommit=True)) as eyes:
        killed(words, there, house, when=lambda: copying(eyes))
    with closing(psycopg.connect(there)) as connection:
        assert schemas(connection) == set()
    ertad("audit", "verify", database=there, var=house)
    said = ertad(*words, database=there, var=house)
    with closing(psycopg.connect(there)) as connection:
        (kept,) = schemas(connection)
    assert f"What was here before is kept as {kept}." in said


def copying(eyes: Any) -> bool:
    query = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY \"directory_%%'"
    return bool(eyes.execute(query).fetchone())


def schemas(connection: Any) -> set[str]:
    found = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before%'")
    return {name for (name,) in found}


def killed(words: list[str], database: str, var: Path, *, when: Callable[[], object]) -> None:
    """Start a command and end it without a warning at that moment."""
    running = subprocess.Popen(
        [ERTAD, *words], env=environment(database, var), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not when():
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.001)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
