"""A server on this machine for the length of a block, and a small client that loads it."""

import asyncio
import gzip
import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """What its workers have used so far; 0 where the system has no /proc."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            stats = [Path(f"/proc/{child}/stat").read_text() for child in children]
        except OSError:
            return 0.0
        used = (stat.rpartition(")")[2].split()[11:13] for stat in stats)
        return sum(int(ticks) for pair in used for ticks in pair) / os.sysconf("SC_CLK_TCK")


@contextmanager
def gunicorn(*, workers: int, threads: int = 4) -> Iterator[Server]:
    """The product's server with this process's settings; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "ertad.site.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--threads", str(threads), "--log-level", "warning",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=os.environ.copy())
    try:
        _wait_for(port, server)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            fetch(port, "/ka/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not answer within 30 seconds.")


@dataclass(frozen=True)
class Answer:
    """`bytes` are those on the wire: status, headers, and the body as compressed."""

    path: str
    bytes: int
    text: str


def fetch(port: int, path: str) -> Answer:
    """One request with gzip; raises OSError where there is no server or an error page."""
    address = f"http://127.0.0.1:{port}{quote(path, safe='/?=&%+~')}"
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        body = response.read()
        size = len(str(response.headers)) + len("HTTP/1.1 200 OK\r\n") + len(body)
        packed = response.headers.get("Content-Encoding") == "gzip"
    return Answer(
        path, size, (gzip.decompress(body) if packed else body).decode("utf-8", "replace")
    )


def visit(port: int, path: str) -> list[Answer]:
    """The page and everything that a browser fetches for it the first time, fonts included."""
    page = fetch(port, path)
    linked = re.findall(r'<(?:link|script|img)[^>]*?(?:href|src)="(/static/[^"]+)"', page.text)
    parts = [fetch(port, each) for each in dict.fromkeys(linked)]
    fonts: dict[str, None] = {}
    for part in parts:
        if part.path.endswith(".css"):
            for name in re.findall(r'url\("?([^")]+\.woff2)"?\)', part.text):
                fonts[urljoin(part.path, name)] = None
    return [page, *parts, *(fetch(port, font) for font in fonts if font not in linked)]


@dataclass(frozen=True)
class Load:
    """Requests a second, and the 95th percentile of a request in seconds."""

    rate: float
    p95: float


def ask_all(port: int, paths: Sequence[str], connections: int) -> Load:
    """All of the paths, over that many connections kept open. Raises on any answer but 200."""
    return asyncio.run(asyncio.wait_for(_ask_all(port, paths, connections), LONGEST_SECONDS))


async def _ask_all(port: int, paths: Sequence[str], connections: int) -> Load:
    waiting = list(reversed(paths))
    times: list[float] = []
    started = time.perf_counter()
    await asyncio.gather(*(_connection(port, waiting, times) for _ in range(connections)))
    seconds = time.perf_counter() - started
    return Load(len(paths) / seconds, statistics.quantiles(times, n=20)[-1])


async def _connection(port: int, waiting: list[str], times: list[float]) -> None:
    reader = writer = None
    while waiting:
        path = waiting.pop()
        started = time.perf_counter()
        if reader is None or writer is None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            f"GET {quote(path, safe='/?=&%+~')} HTTP/1.1\r\nHost: localhost\r\n"
            "Accept-Encoding: gzip\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"{path}: {head.splitlines()[0].decode()}")
        length = re.search(rb"content-length: (\d+)", head)
        if length is None:
            raise RuntimeError(f"{path}: an answer without a length")
        await reader.readexactly(int(length[1]))
        times.append(time.perf_counter() - started)
        if b"connection: close" in head:
            writer.close()
            reader = writer = None
    if writer is not None:
        writer.close()
