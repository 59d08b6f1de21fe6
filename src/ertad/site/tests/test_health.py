"""The health page: alive or not, in plain JSON, also when the database is gone."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

pytestmark = pytest.mark.slow

ASK = """
import django; django.setup()
from django.test import Client
for path in ("/health/", "/en/"):
    answer = Client(raise_request_exception=False).get(path, HTTP_HOST="localhost")
    print(answer.status_code, answer.content.decode().replace(chr(10), " "))
"""


@pytest.mark.django_db
def test_all_is_well(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": "ok",
        "oldest_waiting_job_seconds": 0,
        "oldest_waiting_letter_seconds": 0,
        "audit_trail": "none",
    }


@pytest.mark.django_db
def test_it_tells_how_long_the_oldest_job_has_waited(client: Client) -> None:
    job(waiting=timedelta(minutes=5))
    job(waiting=timedelta(minutes=2))
    job(waiting=timedelta(hours=1), status="SUCCESSFUL")
    assert 300 <= client.get("/health/").json()["oldest_waiting_job_seconds"] < 310


@pytest.mark.django_db
def test_a_job_for_later_does_not_wait_yet(client: Client) -> None:
    job(waiting=timedelta(hours=3), run_after=timezone.now() + timedelta(hours=1))
    assert client.get("/health/").json()["oldest_waiting_job_seconds"] == 0


def job(*, waiting: timedelta, status: str = "READY", **fields: object) -> None:
    made = DBTaskResult.objects.create(
        status=status, task_path="ertad.collection.jobs.check",
        args_kwargs={"args": [], "kwargs": {}}, backend_name="default",
        exception_class_path="", traceback="", **{"run_after": get_date_max(), **fields},
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=timezone.now() - waiting)


def ask_without(database: str, var: Path) -> list[tuple[int, str]]:
    """Status and content of the health page and of home, with the whole chain of middleware."""
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "ertad.site.settings.demo",
        "DATABASE_URL": database, "ERTAD_VAR": str(var),
    }  # fmt: skip
    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    return [(int(line[:3]), line[4:]) for line in asked.stdout.splitlines()]


def test_a_database_that_cannot_be_reached(tmp_path: Path) -> None:
    health, home = ask_without(f"sqlite:///{tmp_path}/no/such/folder.sqlite3", tmp_path)
    assert health[0] == 503
    assert json.loads(health[1]) == {"status": "failing", "database": "unreachable"}
    assert home[0] == 500
    assert "Something broke on our side" in home[1]


@pytest.mark.slow
def test_a_postgresql_that_cannot_be_reached(tmp_path: Path) -> None:
    health, home = ask_without("postgres://ertad@127.0.0.1:1/ertad", tmp_path)
    assert health[0] == 503
    assert json.loads(health[1]) == {"status": "failing", "database": "unreachable"}
    assert home[0] == 500
    assert "Something broke on our side" in home[1]


def test_a_database_that_was_never_migrated(tmp_path: Path) -> None:
    health, _ = ask_without(f"sqlite:///{tmp_path}/empty.sqlite3", tmp_path)
    assert health[0] == 503
    assert json.loads(health[1]) == {"status": "failing", "database": "without its tables"}
