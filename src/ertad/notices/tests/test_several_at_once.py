"""Processes that send at the same moment, and one that is killed, against a real database."""

import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, transaction

from ertad.notices.acts.deliver_due import LEASE
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.tests.conftest import MailServer
from ertad.notices.writing import Message

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("overtaken")]
DELIVER = """
import sys; from datetime import datetime
import django; django.setup()
from django.core.mail import get_connection
from ertad.notices.acts.deliver_due import deliver_due
from ertad.notices.kinds import LetterKind, letter_kinds
letter_kinds()["told"] = LetterKind("told", "told", lambda letter: True)
smtp = "django.core.mail.backends.smtp.EmailBackend"
over = get_connection(smtp, host="127.0.0.1", port=int(sys.argv[1]), timeout=60)
print(deliver_due(datetime.fromisoformat(sys.argv[2]), over=over)["sent"])
"""


def put_letters(number: int, at: datetime) -> None:
    message = Message("Services", "Example 1 city hall", ["Please look at your services."])
    with transaction.atomic():
        for each in range(number):
            put_letter(
                key=f"letter-{each}", kind="told", about=uuid4(), to=f"town-{each}@example.org",
                language="en", message=message, at=at,
            )  # fmt: skip


def database(folder: Path) -> str:
    """The test's database as other processes reach it; SQLite's is in memory and is copied."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / "ertad.sqlite3")])
    return f"sqlite:///{folder}/ertad.sqlite3"


def deliverer(url: str, port: int, at: datetime) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", DELIVER, str(port), at.isoformat()],
        env={**os.environ, "DATABASE_URL": url}, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_each_letter_is_sent_once(
    lasting: None, mail: MailServer, now: datetime, tmp_path: Path
) -> None:
    put_letters(60, now)
    url = database(tmp_path)
    workers = [deliverer(url, mail.port, now) for _ in range(3)]
    sent = [int(worker.communicate(timeout=120)[0]) for worker in workers]
    assert sum(sent) == 60
    assert sorted(to for to, _letter in mail.arrived) == sorted(
        f"town-{number}@example.org" for number in range(60)
    )


def test_killed_in_the_middle(
    lasting: None, mail: MailServer, now: datetime, tmp_path: Path
) -> None:
    """The letter that it was sending is sent when the lease has ended, the others at once."""
    put_letters(3, now)
    url = database(tmp_path)
    mail.slow = True
    worker = deliverer(url, mail.port, now)
    until = time.monotonic() + 60
    while not mail.begun and time.monotonic() < until:
        time.sleep(0.05)
    worker.kill()
    worker.communicate()
    mail.slow = False
    assert (mail.begun, mail.arrived) == (1, [])

    def deliver(at: datetime) -> int:
        return int(deliverer(url, mail.port, at).communicate(timeout=60)[0])

    assert [deliver(now), deliver(now + LEASE), deliver(now + LEASE)] == [2, 1, 0]
    assert len({to for to, _letter in mail.arrived}) == len(mail.arrived) == 3
