"""The disk is full: a clear word, and nothing is half-written."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.utils.translation import override

from ertad.audit.verify import verify
from ertad.collection.acts.receive_file import receive_file
from ertad.collection.full_disk import told_when_full
from ertad.collection.models import Invitation, SourceRow, Submission
from ertad.collection.staging import check_submission
from ertad.collection.tests.a_round import opened
from ertad.collection.tests.workbooks import plain_list
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused
from ertad.people.models import Institution

HEADER = ["Name of the service", "Type of service", "Phone", "Municipalities served"]
LINES = [[f"Club {n} of the hill", "Sport", "+995 32 200 00 02", "Example 1"] for n in range(300)]


@contextmanager
def no_room(table: str) -> Iterator[None]:
    """SQLite: not a page more. PostgreSQL: what it says when a write to the table finds no room."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")  # no pages that earlier tests have left free
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
            try:
                yield
            finally:
                cursor.execute("PRAGMA max_page_count = 1073741823")
        return
    from psycopg.errors import DiskFull

    def full(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if table in sql and not sql.startswith("SELECT"):
            raise OperationalError("No space left on device") from DiskFull()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        yield


@pytest.fixture
def send(
    lasting: None, coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> Callable[[], Submission]:
    _round, (invitation,) = opened(coordinator, now, town)
    content = plain_list(HEADER, *LINES)

    def sent() -> Submission:
        return receive_file(
            submission_id=uuid4(), invitation=Invitation.objects.get(pk=invitation.pk),
            file_name="list.xlsx", content=content, language="en", by=focal, at=now,
        )  # fmt: skip

    return sent


@pytest.mark.slow
def test_a_file_that_finds_no_room_is_refused_and_leaves_nothing(
    send: Callable[[], Submission],
) -> None:
    with no_room("collection_submission"), pytest.raises(Refused) as refused:
        send()
    assert refused.value.code == "disk_full"
    with override("en"):
        assert "no room left" in str(refused.value)
    assert not Submission.objects.exists()
    assert Invitation.objects.get().state == "invited"
    assert verify().whole

    assert send().state == "waiting", "with room again, the same file is taken"


@pytest.mark.slow
def test_a_check_that_finds_no_room_leaves_the_file_waiting(
    send: Callable[[], Submission], now: datetime, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    submission = send()
    with no_room("collection_submission"), pytest.raises(Refused) as refused:
        check_submission(submission.pk, at=now)
    assert refused.value.code == "disk_full"
    assert Submission.objects.get().state == "waiting"
    assert not SourceRow.objects.exists()
    assert verify().whole

    check_submission(submission.pk, at=now)
    assert Submission.objects.get().state == "checked"
    assert SourceRow.objects.count() == len(LINES)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "disk_full"),
    ],
)
def test_the_file_system_has_no_room_either(error: OSError, code: str) -> None:
    with pytest.raises(Refused) as refused, told_when_full():
        raise error
    assert refused.value.code == code


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "no"), OperationalError("locked")])
def test_other_errors_stay_what_they_are(error: Exception) -> None:
    with pytest.raises(type(error)), told_when_full():
        raise error
