"""Many at once, and one that dies in the middle: real processes on a real database.

On SQLite the test's database is copied into a file that the processes share; on PostgreSQL they
use the test's own.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from ertad.collection.acts.send_submission import send_submission
from ertad.collection.models import Pair
from ertad.collection.tests.a_round import accepted, checked, closed, opened, record_of
from ertad.collection.tests.workbooks import plain_list
from ertad.kernel.actor import Actor
from ertad.people.models import Institution, User

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("lasting")]
ROOT = Path(__file__).resolve().parents[4]
ROWS = 600


class Process:
    """A step in a process of its own, up and waiting for its words."""

    def __init__(self, step: str, url: str) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-m", "ertad.collection.tests.one_process", step],
            env={
                **os.environ,
                "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "ertad.site.settings.test",
                "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.hear("ready")

    def hear(self, word: str) -> None:
        """Wait until the process says a word."""
        assert self.running.stdout
        said = self.running.stdout.readline().strip()
        assert said == word, f"{word} was expected, not {said!r}"

    def begin(self, **words: Any) -> "Process":
        assert self.running.stdin
        self.running.stdin.write(json.dumps(words) + "\n")
        self.running.stdin.flush()
        return self

    def answer(self) -> dict[str, Any]:
        said, _nothing = self.running.communicate(timeout=120)
        assert self.running.returncode == 0
        answer: dict[str, Any] = json.loads(said.splitlines()[-1])
        return answer

    def kill(self) -> None:
        """As when the power fails: no handler runs, nothing is said."""
        self.running.kill()
        self.running.communicate(timeout=30)


Start = Callable[[str], Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a process on the database as it is when the first one starts."""
    processes: list[Process] = []
    url = ""

    def begun(step: str) -> Process:
        nonlocal url
        url = url or _shared(tmp_path / "shared.sqlite3")
        processes.append(Process(step, url))
        return processes[-1]

    yield begun
    for each in processes:
        if each.running.poll() is None:
            each.kill()


def _shared(path: Path) -> str:
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        name, password = at["NAME"], f":{at['PASSWORD']}" if at["PASSWORD"] else ""
        return f"postgres://{at['USER']}{password}@{at['HOST']}:{at['PORT']}/{name}"
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        connection.connection.backup(file)
    return f"sqlite:///{path}"


@pytest.mark.parametrize("stop_at", ["directory_directorystate", "audit_audithead"])
def test_killed_in_the_middle_of_publishing_the_old_directory_is_whole(
    start: Start, stop_at: str, coordinator: Actor, focal: Actor, town: Institution,
    a_service: Any, nino: User, now: datetime,
) -> None:  # fmt: skip
    """The power fails when half is written, or when all is written but the end of the trail."""
    service = a_service(institution=town)
    round_, (invitation,) = opened(coordinator, now, town)
    records = [(None, record_of(town, f"Club {number}")) for number in range(40)]
    submission = checked(invitation, now, (service, record_of(town, "Renamed")), *records)
    accepted(submission, focal, coordinator, now)
    closed(round_, coordinator, now)
    words = {"round": str(round_.pk), "user": str(nino.pk)}

    before = start("tell").begin().answer()
    assert (before["services"], before["publications"], before["sound"]) == (1, 0, True)

    dying = start("publish").begin(**words, stop_at=stop_at)
    dying.hear("stopped")
    dying.kill()
    assert start("tell").begin().answer() == before

    assert start("publish").begin(**words).answer() == {"number": 1, "new": 40}
    after = start("tell").begin().answer()
    assert (after["services"], after["entries"], after["publications"]) == (41, 41, 1)
    assert after["version"] > before["version"]
    assert (after["rounds"], after["submissions"]) == (["published"], ["published"])
    assert after["sound"]


def test_sixteen_acts_beside_a_running_import_all_succeed(
    start: Start, coordinator: Actor, town: Institution, centre: Institution, a_service: Any,
    nino: User, now: datetime, tmp_path: Path,
) -> None:  # fmt: skip
    services = [str(a_service(institution=centre, name_en=f"Club {n}")) for n in range(16)]
    _round, (invitation,) = opened(coordinator, now, town)
    path = tmp_path / "list.xlsx"
    header = ["Name of the service", "Type of service", "Phone", "Municipalities served"]
    lines = [[f"Club {n} of the hill", "Sport", "+995 32 200 00 02", "Example 1"]
             for n in range(ROWS)]  # fmt: skip
    path.write_bytes(plain_list(header, *lines))

    importing, acting = start("take_in"), start("sixteen_acts")
    importing.begin(invitation=str(invitation.pk), user=str(nino.pk), path=str(path), language="en")
    importing.hear("begun")
    acting.begin(user=str(nino.pk), institution=str(centre.pk), services=services)

    acts, imported = acting.answer(), importing.answer()
    assert acts["answers"] == ["done"] * 16
    assert (imported["state"], imported["rows"]) == ("checked", ROWS)
    assert acts["began"] < imported["ended"], "the import was over before the acts began"
    told = start("tell").begin().answer()
    assert told["sound"]
    assert told["rounds"] == ["draft"] * 4 + ["open"]


def test_two_reviewers_at_once_the_second_is_told(
    start: Start, coordinator: Actor, focal: Actor, ngo_focal: Actor, town: Institution,
    centre: Institution, a_service: Any, nino: User, now: datetime,
) -> None:  # fmt: skip
    pairs = []
    for number in range(6):
        left, right = sorted([a_service(name_en=f"Left {number}"), a_service(institution=town)])
        pair = Pair.objects.create(
            id=uuid4(), left=left, right=right, left_institution_id=centre.pk,
            right_institution_id=town.pk, score=0.9, band="ask", evidence=[], found_at=now,
        )  # fmt: skip
        pairs.append(str(pair.pk))
    _round, invitations = opened(coordinator, now, town, centre)
    files = [checked(each, now, (None, record_of(each.institution))) for each in invitations]
    for file, by in zip(files, (focal, ngo_focal), strict=True):
        send_submission(submission=file, by=by, at=now)

    answers = start("two_reviewers").begin(
        user=str(nino.pk), pairs=pairs, submissions=[str(file.pk) for file in files]
    ).answer()  # fmt: skip

    assert answers["pairs"] == [["StaleEdit", "done"]] * 6
    assert answers["submissions"] == [["StaleEdit", "done"]] * 2
    assert start("tell").begin().answer()["sound"]
