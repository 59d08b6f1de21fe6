"""An installation moves from SQLite to PostgreSQL and back: real files, a real cluster, the command
line; what goes wrong leaves the target empty."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from ertad.site.tests.installations import ERTAD, environment, ertad

COUNT = "SELECT count(*) FROM {}"


pytestmark = pytest.mark.slow


def rows_in(url: str) -> dict[str, int]:
    """Table -> rows, without those that `migrate` itself fills."""
    by_migrate = ("django_migrations", "django_content_type", "auth_permission")
    with closing(psycopg.connect(url)) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        counts = {
            name: connection.execute(COUNT.format(name)).fetchone()[0]  # type: ignore
            for (name,) in tables
            if name not in by_migrate
        }
    return {name: rows for name, rows in counts.items() if rows}


def test_there_and_back_again(filled: Path, postgresql: Callable[[], str]) -> None:
    target = postgresql()
    there = json.loads(ertad("move-database", target, "--json", database="", var=filled))
    assert there["tables"]["directory.Service"] > 300
    assert there["tables"]["collection.SourceRow"] > 100
    assert there["rows"] == sum(there["tables"].values())
    assert there["audit_rows"] == there["tables"]["audit.AuditRow"] > 100

    assert json.loads(ertad("audit", "verify", "--json", database=target, var=filled))["whole"]
    assert "0 missing, 0 extra, 0 different" in ertad(
        "reindex", "--check", database=target, var=filled
    )
    words = ("search", "ფეხბურთი", "--json")
    assert json.loads(ertad(*words, database=target, var=filled)) == json.loads(
        ertad(*words, database="", var=filled)
    )
    assert not ertad("add-institution", "after", "--kind", "ngo", "--name-ka", "შემდეგ",
                     database=target, var=filled).startswith("Error")  # fmt: skip

    back = f"sqlite:///{filled / 'back.sqlite3'}"
    again = json.loads(ertad("move-database", back, "--json", database=target, var=filled))
    grown = {name for name, rows in again["tables"].items() if rows != there["tables"][name]}
    assert grown <= {"people.Institution", "audit.AuditRow", "audit.Revision"}
    ertad("audit", "verify", database=back, var=filled)
    assert "target is not empty: " in ertad(
        "move-database", back, database=target, var=filled, code=1
    )


def test_what_differs_is_named_and_nothing_stays(
    filled: Path, postgresql: Callable[[], str]
) -> None:
    target = postgresql()
    ertad("manage", "migrate", database=target, var=filled)
    with closing(psycopg.connect(target, autocommit=True)) as connection:
        connection.execute(
            "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN IF NEW.code = 'ADD' THEN NEW.label_en := 'another'; END IF; RETURN NEW; END$$"
        )
        connection.execute(
            "CREATE TRIGGER meddle BEFORE INSERT ON vocabulary_term"
            " FOR EACH ROW EXECUTE FUNCTION meddle()"
        )
    said = ertad("move-database", target, database="", var=filled, code=1)
    assert "vocabulary.Term differs: the same number of rows, another content." in said
    assert rows_in(target) == {}


def test_a_target_at_other_migrations_is_refused(
    filled: Path, postgresql: Callable[[], str]
) -> None:
    target = postgresql()
    ertad("manage", "migrate", database=target, var=filled)
    with closing(psycopg.connect(target, autocommit=True)) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'audit'")
    said = ertad("move-database", target, database="", var=filled, code=1)
    assert "The migrations differ; the target lacks audit.0001_initial" in said
    assert rows_in(target) == {}


def test_a_target_that_cannot_be_reached_or_is_the_source(filled: Path) -> None:
    nowhere = "postgres://ertad@127.0.0.1:1/ertad"
    assert "The database says: " in ertad("move-database", nowhere, database="", var=filled, code=1)
    itself = f"sqlite:///{filled / 'ertad.sqlite3'}"
    assert "the database that is being moved" in ertad(
        "move-database", itself, database="", var=filled, code=1
    )
    assert "is no address of a database" in ertad(
        "move-database", "my database", database="", var=filled, code=1
    )


def test_killed_in_the_middle_it_leaves_the_target_empty(
    filled: Path, postgresql: Callable[[], str]
) -> None:
    target = postgresql()
    ertad("manage", "migrate", database=target, var=filled)
    moving = subprocess.Popen(
        [ERTAD, "move-database", target], env=environment("", filled), stderr=subprocess.DEVNULL
    )
    with closing(psycopg.connect(target, autocommit=True)) as connection:
        deadline = time.monotonic() + 60
        while not connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY \"directory_%%' AND pid <> %s",
            [connection.info.backend_pid],
        ).fetchone():
            assert time.monotonic() < deadline
            assert moving.poll() is None
            time.sleep(0.002)
        moving.send_signal(signal.SIGKILL)
        moving.wait()
        while connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
            " AND backend_type = 'client backend'",
            [connection.info.backend_pid],
        ).fetchone():
            time.sleep(0.05)
    assert rows_in(target) == {}
    ertad("move-database", target, database="", var=filled)
    assert rows_in(target)["directory_service"] > 300


def test_a_text_that_postgresql_cannot_hold_is_named(
    filled: Path, postgresql: Callable[[], str], tmp_path: Path
) -> None:
    shutil.copy(filled / "ertad.sqlite3", tmp_path / "ertad.sqlite3")
    spoil = (
        "import django; django.setup()\n"
        "from ertad.people.models.institutions import InstitutionAlias as A\n"
        "A.objects.filter(pk=A.objects.first().pk).update(name='a\\x00b')"
    )
    subprocess.run([sys.executable, "-c", spoil], env=environment("", tmp_path), check=True)
    target = postgresql()
    said = ertad("move-database", target, database="", var=tmp_path, code=1)
    assert "people.InstitutionAlias cannot be written: " in said
    assert rows_in(target) == {}
