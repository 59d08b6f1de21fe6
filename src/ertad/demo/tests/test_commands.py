"""`ertad demo` says what is in its way, and leaves nothing running."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ertad.demo.commands import demo_command
from ertad.demo.serving import is_taken
from ertad.site.settings import base

ENVIRONMENT = {
    **os.environ, "PYTHONPATH": str(base.PROJECT / "src"),
    "DJANGO_SETTINGS_MODULE": "ertad.site.settings.demo",
}  # fmt: skip


def test_a_taken_port_is_told_before_anything_is_done(settings: Any) -> None:
    settings.DEMO = True
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = CliRunner().invoke(demo_command, ["--port", str(port)])

    assert result.exit_code == 1
    assert f"Port {port} is taken" in result.output
    assert f"--port {port + 1}" in result.output


def test_the_demo_needs_its_own_settings() -> None:
    result = CliRunner().invoke(demo_command, ["--only-fill"])

    assert result.exit_code == 1
    assert "ertad.site.settings.demo" in result.output


@pytest.mark.slow
def test_ctrl_c_leaves_nothing_running(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "ERTAD_VAR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    environment.pop("DATABASE_URL", None)
    prepared = (
        "import django; django.setup(); from django.core.management import call_command as c;"
        "c('migrate', verbosity=0); c('createcachetable', verbosity=0);"
        "c('collectstatic', interactive=False, verbosity=0);"
        "from ertad.demo import serving; import sys;"
        "sys.exit(serving.serve(int(sys.argv[1]), when_ready=lambda: print('ready')))"
    )
    port = _free_port()
    demo = subprocess.Popen(
        [sys.executable, "-c", prepared, str(port)], env=environment, text=True,
        stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        assert demo.stdout is not None
        assert demo.stdout.readline().strip() == "ready"
        children = _children(demo.pid)
        assert len(children) == 3
        os.kill(demo.pid, signal.SIGINT)
        assert demo.wait(30) == 0
    finally:
        if demo.poll() is None:
            os.killpg(demo.pid, signal.SIGKILL)
        demo.stdout.close()  # type: ignore[union-attr]
    until = time.monotonic() + 5
    while is_taken(port) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_taken(port)
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in told.split()]
