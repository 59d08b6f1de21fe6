"""A throw-away PostgreSQL cluster on a free loopback port, gone when the block ends."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Server:
    """A cluster that is running, until it is killed; `start` has it running again."""

    url: str
    folder: Path
    start: Callable[[], None]

    def kill(self) -> None:
        """As when the machine takes it away: the first process of this cluster gets a SIGKILL."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), SIGKILL)


@contextmanager
def cluster() -> Iterator[str]:
    """Start PostgreSQL as user postgres (its tools refuse root); gives its DATABASE_URL."""
    with server() as running:
        yield running.url


@contextmanager
def server() -> Iterator[Server]:
    """The same, for who has to kill it."""
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

    def start() -> None:
        run("pg_ctl", "-w", "-D", data, "-l", str(folder / "log"), "-o", options, "start")

    try:
        start()
        yield Server(f"postgres://ertad@127.0.0.1:{port}/postgres", folder, start)
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "-D", data, "stop")
        shutil.rmtree(folder, ignore_errors=True)
