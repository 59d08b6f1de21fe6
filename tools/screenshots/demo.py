"""The demo on a free port, in a folder of its own, gone when the block ends."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

START_SECONDS = 600


@contextmanager
def running_demo() -> Iterator[str]:
    """Gives its address."""
    port = _free_port()
    address = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory(prefix="ertad-pictures-") as folder:
        command = [sys.executable, "-m", "tools.screenshots.demo", "demo", "--port", str(port)]
        environment = {**os.environ, "ERTAD_VAR": folder}
        environment.pop("DATABASE_URL", None)
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait_for(f"{address}/health/", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError("the demo ended before it could be asked")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"the demo did not start within {START_SECONDS} seconds")


if __name__ == "__main__":
    from ertad.site.command_line import main

    main()
