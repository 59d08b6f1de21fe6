"""The search page as it goes over the wire: gunicorn with 2 workers, 16 connections, gzip.

    python -m benchmarks.pages

Varied questions, then one page again and again, then the bytes of a first visit (style sheet,
script, both font files and icon among them) and of a next page, and the queries of a page.
"""

import random
import re
import statistics
from typing import Any

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import SEED, directory
from benchmarks.loopback import Answer, Server, ask_all, fetch, gunicorn, visit
from benchmarks.questions import as_asked, occurring

SERVICES = 5_000
CONNECTIONS = 16
VARIED, REPEATED, ROUNDS = 500, 4_000, 3
FIND = "/ka/find/"


def figures() -> list[Figure]:
    with directory(SERVICES):
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        draw = random.Random(SEED)
        codes = occurring()
        queries = _queries(as_asked(draw, codes))
        with gunicorn(workers=2) as server:
            return [*_rates(server, draw, codes), *_sizes(server.port), queries]


def _rates(server: Server, draw: random.Random, codes: dict[str, list[str]]) -> list[Figure]:
    port = server.port
    ask_all(port, [f"{FIND}?{as_asked(draw, codes)}" for _ in range(60)], CONNECTIONS)  # warm
    varied, repeated, used = [], [], []
    for _round in range(ROUNDS):
        paths = [f"{FIND}?{as_asked(draw, codes)}&n={draw.random()}" for _ in range(VARIED)]
        before = server.cpu_seconds()
        varied.append(ask_all(port, paths, CONNECTIONS))
        used.append((server.cpu_seconds() - before) / VARIED)
        repeated.append(ask_all(port, [f"{FIND}?q=sporti"] * REPEATED, CONNECTIONS))
    slowest = statistics.median(each.p95 for each in varied)
    return [
        Figure(f"Search page, varied questions, {SERVICES:,} services",
               statistics.median(each.rate for each in varied), "req/s", at_least=100),
        Figure("the same: p95 of a request", slowest * 1000, "ms"),
        Figure("the same: processor time of the server a request",
               statistics.median(used) * 1000, "ms", note="two free cores give 2,000 / this"),
        Figure("Search page, repeated, anonymous",
               statistics.median(each.rate for each in repeated), "req/s", at_least=1000),
    ]  # fmt: skip


def _sizes(port: int) -> list[Figure]:
    parts = visit(port, FIND)
    first = sum(answer.bytes for answer in parts)
    service = next(path for path in _links(parts[0]) if "/service" in path)
    following = [f"{FIND}?q=sporti", f"{FIND}?q=ნარკოტიკი&age=15", service, "/ka/"]
    following = [*following, *(path.replace("/ka/", "/en/") for path in following)]
    largest = max(fetch(port, path).bytes for path in following)
    return [
        Figure("First visit to the search page", first / 1000, "KB", at_most=100,
               note=f"{len(parts)} requests"),
        Figure(f"Largest of {len(following)} next pages", largest / 1000, "KB", at_most=20),
    ]  # fmt: skip


def _links(page: Answer) -> list[str]:
    return re.findall(r'href="([^"?#]+)', page.text)


def _queries(question: str) -> Figure:
    """Of a varied question by a visitor, the index being up to date."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client: Any = Client(headers={"host": "localhost"})
    assert client.get(f"{FIND}?{question}").status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{FIND}?{question}&again=1").status_code == 200
    return Figure("Database queries of a search page", len(captured), "", at_most=15)


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Pages")))
