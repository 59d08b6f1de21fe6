"""A backup of the whole installation and back again: seconds, size and memory of both commands.

    python -m benchmarks.backup

5,000 services with their revisions and the audit trail. The peer of the backup on PostgreSQL is
`pg_dump --format=custom`, which neither encrypts nor reads back what it wrote.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tools.postgres import cluster

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import directory

SERVICES = 5_000
ROUNDS = 3
MEASURING = """
import resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(time.perf_counter() - started, most)
"""
"""In a small process of its own: a command's memory counts that of the one it was forked from."""
Measured = tuple[float, float]
"""Seconds and the most megabytes of memory of a command."""


def figures() -> list[Figure]:
    with directory(SERVICES) as folder, cluster() as url:
        path = folder / "ertad.backup"
        here = {**os.environ, "BACKUP_KEY": "an invented key for the benchmark only"}
        there = {**here, "DATABASE_URL": url}
        elsewhere = {**here, "DATABASE_URL": f"sqlite:///{folder / 'restored.sqlite3'}"}
        saved = _median("backup", str(path), "--replace", environment=here)
        restored = _median("restore", str(path), "--apply", "--replace", environment=elsewhere)
        moved = _median("restore", str(path), "--apply", "--replace", environment=there)
        saved_there = _median("backup", str(path), "--replace", environment=there)
        size, file = path.stat().st_size / 1e6, (folder / "ertad.sqlite3").stat().st_size / 1e6
        peer = _dumped(url, folder / "peer.dump")
    size_note = f"of a database of {file:,.0f} MB"
    return [
        Figure(f"Backup, {SERVICES:,} services, SQLite", saved[0], "s"),
        Figure(f"Backup, {SERVICES:,} services, PostgreSQL", saved_there[0], "s",
               peer=peer, peer_name="pg_dump, in the clear, not read back"),
        Figure("Size of the backup", size, "MB", note=size_note),
        Figure("Memory of a backup, at most", max(saved[1], saved_there[1]), "MB"),
        Figure(f"Restore, {SERVICES:,} services, SQLite", restored[0], "s"),
        Figure(f"Restore, {SERVICES:,} services, PostgreSQL", moved[0], "s"),
        Figure("Memory of a restore, at most", max(restored[1], moved[1]), "MB"),
    ]  # fmt: skip


def _median(*words: str, environment: dict[str, str]) -> Measured:
    rounds = [_measured(words, environment) for _ in range(ROUNDS)]
    return statistics.median(seconds for seconds, _ in rounds), max(most for _, most in rounds)


def _measured(words: tuple[str, ...], environment: dict[str, str]) -> Measured:
    command = [sys.executable, "-c", MEASURING, str(Path(sys.executable).with_name("ertad"))]
    done = subprocess.run(
        [*command, *words], env=environment, check=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    seconds, most = done.stdout.split()
    return float(seconds), float(most) / 1000


def _dumped(url: str, path: Path) -> float | None:
    """Seconds of the peer; None where it is not there."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
    dump = str(tools[-1]) if tools else shutil.which("pg_dump")
    if not dump:
        return None
    started = time.perf_counter()
    subprocess.run([dump, "--format=custom", "--file", str(path), url], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Backup")))
