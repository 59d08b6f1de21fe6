"""Many who act at once, some killed, and a server that is: what was kept is in the chain."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest
from tools.postgres import cluster, server

pytestmark = pytest.mark.slow
CODE = """
import sys, django; django.setup()
from django.core.management import call_command
call_command("migrate", "audit", verbosity=0)
"""
FINAL = """
import sys, json, django; django.setup()
from ertad.audit.verify import verify
from ertad.audit.models import AuditRow
verdict = verify()
acts = {str(act) for act in AuditRow.objects.values_list("act_id", flat=True)}
said = set(sys.stdin.read().split())
print(json.dumps([verdict.whole, verdict.why, verdict.rows, len(said - acts)]))
"""


class Writers:
    """A nursery of writing processes; `kept` are the acts of which it was told that they are."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.kept: set[str] = set()
        self.alive: set[int] = set()
        self.failed: list[str] = []
        self._lines: Queue[str] = Queue()
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "ertad.audit.tests.writers"], env=environment(url), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._reading = Thread(target=self._read, daemon=True)
        self._reading.start()
        assert self._lines.get(timeout=60) == "ready"

    def _read(self) -> None:
        assert self._nursery.stdout
        for line in self._nursery.stdout:
            self._lines.put(line.strip())

    def go(self, acts: str = "") -> None:
        assert self._nursery.stdin
        self._nursery.stdin.write(f"go {acts}".strip() + "\n")
        self._nursery.stdin.flush()

    def listen(self, seconds: float = 0.0) -> None:
        """Take in what was said until there is silence for so long."""
        try:
            while True:
                match self._lines.get(timeout=seconds) if seconds else self._lines.get_nowait():
                    case said if said.startswith("done "):
                        self.kept.add(said.split()[2])
                    case said if said.startswith("writer "):
                        self.alive.add(int(said.split()[1]))
                    case said if said.startswith("end "):
                        self.alive.discard(int(said.split()[1]))
                    case said:
                        self.failed.append(said)
                if seconds and not self.alive:
                    return
        except Empty:
            return

    def wait_for(self, more: int, writers: int = 0) -> None:
        aim, until = len(self.kept) + more, time.monotonic() + 60
        while len(self.kept) < aim or len(self.alive) < writers:
            assert time.monotonic() < until, self.failed[-3:]
            self.listen()
            time.sleep(0.002)

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        self.alive.discard(pid)

    def close(self) -> None:
        for pid in list(self.alive):
            self.kill(pid)
        assert self._nursery.stdin
        self._nursery.stdin.close()
        self._nursery.wait(timeout=30)
        self._reading.join(timeout=30)
        assert self._nursery.stdout
        self._nursery.stdout.close()
        self.listen()


def environment(url: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "ertad.site.settings.test"}


@contextmanager
def writers(url: str) -> Iterator[Writers]:
    subprocess.run([sys.executable, "-c", CODE], env=environment(url), check=True)
    found = Writers(url)
    try:
        yield found
    finally:
        found.close()


def verdict_of(url: str, kept: set[str]) -> Any:
    """(whole, why, rows, acts of which somebody was told and that are not there)."""
    import json

    done = subprocess.run(
        [sys.executable, "-c", FINAL], env=environment(url), check=True, text=True,
        input=" ".join(kept), stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/chain.sqlite3"
        return
    with cluster() as url:
        yield url


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_sixteen_write_at_once(kind: str, tmp_path: Path) -> None:
    with database(kind, tmp_path) as url:
        with writers(url) as all_of_them:
            for _ in range(16):
                all_of_them.go("25")
            all_of_them.wait_for(16 * 25)
            all_of_them.listen(0.5)
        assert not all_of_them.failed
        whole, why, rows, lost = verdict_of(url, all_of_them.kept)
    assert (whole, why, rows, lost) == (True, "", 400, 0)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_twenty_times(kind: str, tmp_path: Path) -> None:
    """Of three writers one is killed, somewhere in an act, and another takes its place."""
    chance = random.Random(20261120)
    with database(kind, tmp_path) as url:
        with writers(url) as some:
            for _ in range(20):
                while len(some.alive) < 3:
                    some.go()
                    some.wait_for(0, len(some.alive) + 1)
                some.wait_for(chance.randrange(3, 25))
                time.sleep(chance.random() / 100)
                some.kill(chance.choice(sorted(some.alive)))
        whole, why, rows, lost = verdict_of(url, some.kept)
    assert (whole, why, lost) == (True, "", 0)
    assert rows >= len(some.kept) >= 60


def test_a_server_that_is_killed_twenty_times() -> None:
    chance = random.Random(20261120)
    with server() as postgres:
        with writers(postgres.url) as some:
            for _ in range(3):
                some.go()
            for _ in range(20):
                some.wait_for(chance.randrange(3, 25), 3)
                time.sleep(chance.random() / 100)
                postgres.kill()
                _start_again(postgres.start)
        assert some.failed
        whole, why, rows, lost = verdict_of(postgres.url, some.kept)
    assert (whole, why, lost) == (True, "", 0)
    assert rows >= len(some.kept) >= 60


def _start_again(start: Any) -> None:
    """Not before all its processes have noticed that they lost their parent."""
    until = time.monotonic() + 30
    while True:
        try:
            return start()
        except subprocess.CalledProcessError:
            assert time.monotonic() < until
            time.sleep(0.1)
