"""Runs the demo's server, worker and clock as children; ends all when one ends or it is told to."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

WORKERS = 2
ERTAD = "from ertad.site.command_line import main; main()"
PATIENCE = 10.0
"""Seconds that a child has to end by itself."""


def is_taken(port: int) -> bool:
    """Whether something listens on this port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def serve(port: int, *, when_ready: Callable[[], None]) -> int:
    """Serve until SIGINT, SIGTERM or SIGHUP; calls `when_ready` once the server answers.

    Returns 0 when it was stopped so, else the exit code of the child that ended by itself.
    """
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: stopped.append(number))
    environment = {**os.environ, "ERTAD_LOG_LEVEL": os.environ.get("ERTAD_LOG_LEVEL", "WARNING")}
    server = [
        sys.executable, "-m", "gunicorn", "ertad.site.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", str(WORKERS), "--threads", "4", "--log-level", "warning",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "django", "db_worker", "--verbosity", "0"]
    clock = [sys.executable, "-c", ERTAD, "run-due", "--every", "60"]
    children = [subprocess.Popen(command, env=environment) for command in (server, worker, clock)]  # noqa: S603
    told = False
    while not stopped and all(child.poll() is None for child in children):
        if not told and _answers(port):
            told = True
            when_ready()
        time.sleep(0.2)
    ended = next((child.returncode for child in children if child.returncode), 0)
    _end(children)
    return 0 if stopped else abs(ended) or 1


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _end(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
