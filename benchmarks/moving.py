"""A whole installation from SQLite to PostgreSQL: `ertad move-database` with 50,000 services.

    python -m benchmarks.moving

Tables made, rows copied, every table compared, the audit trail verified, words for searching
written. The peer only copies: Django's `dumpdata` and `loaddata`, at a tenth of the size.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tools.postgres import cluster

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import directory

SERVICES, PEER_SERVICES = 50_000, 5_000
ROUNDS = 3


def figures() -> list[Figure]:
    with directory(PEER_SERVICES) as folder:
        few = statistics.median(_moved(folder)[0] for _ in range(ROUNDS))
        peer = _dumped_and_loaded(folder)
        from benchmarks.invented_directory import add_services

        add_services(SERVICES - PEER_SERVICES, seed=1)
        moved = [_moved(folder) for _ in range(ROUNDS)]
    seconds = statistics.median(each for each, _rows in moved)
    return [
        Figure(f"Move to PostgreSQL, {PEER_SERVICES:,} services", few, "s",
               peer=peer, peer_name="dumpdata and loaddata, nothing compared"),
        Figure(f"Move to PostgreSQL, {SERVICES:,} services", seconds, "s", at_most=60,
               note=f"{moved[0][1]:,} rows"),
    ]  # fmt: skip


def _moved(folder: Path) -> tuple[float, int]:
    """Seconds and rows of one move into a new cluster."""
    from ertad.site.moving import move

    with cluster() as url:
        started = time.perf_counter()
        moved = move(url)
        return time.perf_counter() - started, sum(moved.rows.values())


def _dumped_and_loaded(folder: Path) -> float:
    """Seconds of the peer: through one file, tables made before."""
    dump = folder / "dump.json"
    leave_out = ["contenttypes", "auth.permission", "directory.searchwords", "directory.searchterm"]
    with cluster() as url:
        there = {**os.environ, "DATABASE_URL": url}
        _ertad("migrate", "--verbosity", "0", environment=there)
        started = time.perf_counter()
        excluded = [word for name in leave_out for word in ("--exclude", name)]
        _ertad("dumpdata", "--output", str(dump), *excluded, environment=dict(os.environ))
        _ertad("loaddata", str(dump), environment=there)
        return time.perf_counter() - started


def _ertad(*words: str, environment: dict[str, str]) -> None:
    command = "import sys, django; django.setup()\nfrom django.core.management import call_command"
    command += "\ncall_command(*sys.argv[1:])"
    subprocess.run(
        [sys.executable, "-c", command, *words], check=True, env=environment,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Moving")))
