"""The server as an operator starts it: every line that it writes is one JSON object."""

import json
import os
import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest


@pytest.mark.slow
def test_gunicorn_writes_json_and_answers(tmp_path: Path) -> None:
    command = [
        sys.executable, "-m", "gunicorn", "-c", "python:ertad.site.serving", "ertad.site.wsgi",
        "--bind", "127.0.0.1:0", "--workers", "1", "--no-control-socket",
    ]  # fmt: skip
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "ertad.site.settings.demo",
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3", "ERTAD_VAR": str(tmp_path),
    }  # fmt: skip
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        lines: list[str] = []
        try:
            while not lines or "Listening at" not in lines[-1]:
                lines.append(server.stderr.readline())
                assert lines[-1], f"the server ended: {lines}"
            address = re.search(r"http://(127\.0\.0\.1:\d+)", lines[-1])
            assert address
            asked = HTTPConnection(address[1], timeout=30)
            asked.request("GET", "/health/")
            status = asked.getresponse().status
            asked.close()
        finally:
            server.terminate()
            lines += server.stderr.readlines()

    assert status == 503
    told = [json.loads(line) for line in lines]
    assert [line["status"] for line in told if line["event"] == "request"] == [503]
    assert server.returncode == 0
