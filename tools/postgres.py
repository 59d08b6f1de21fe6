"""A throw-away PostgreSQL cluster on a free loopback port, gone when the block ends."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def cluster() -> Iterator[str]:
    """Start PostgreSQL as user postgres (its tools refuse root); gives its DATABASE_URL."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="ertad-postgres-"))
    as_postgres: list[str] = []
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(tool: str, *words: str) -> None:
        subprocess.run(
            [*as_postgres, str(tools / tool), *words],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    port = _free_port()
    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "ertad", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    try:
        run("pg_ctl", "-w", "-D", data, "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgres://ertad@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "-D", data, "stop")
        shutil.rmtree(folder, ignore_errors=True)
