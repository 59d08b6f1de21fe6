"""Answer by link in a real browser at 400 kbit/s: the first visit, the next page, the grid.

    python -m benchmarks.answer

Debian's Chromium, a new profile for each first visit, the line held to 400 kbit/s with 150 ms of
delay; "usable" is the moment at which the page with its style sheet and scripts has loaded.
"""

import statistics
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import directory
from benchmarks.loopback import gunicorn

SERVICES, ROUNDS = 1_000, 5
LINE = {
    "offline": False, "latency": 150, "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}  # fmt: skip
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def figures() -> list[Figure]:
    with directory(SERVICES):
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        paths, services = _invited()
        with gunicorn(workers=2) as server:
            measured = _in_the_browser(f"http://127.0.0.1:{server.port}", paths)
        note = f"{services} services"
        return [
            Figure("Answer page, first visit at 400 kbit/s, usable", measured["first"], "s",
                   at_most=3, note=note),
            Figure("the same: bytes on the wire", measured["bytes"] / 1000, "KB", at_most=100),
            Figure("Answer page after “All correct”, usable", measured["next"], "s", note=note),
            Figure("Many rows at once, usable", measured["grid"], "s", note=note),
            _queries(paths["list"]),
        ]  # fmt: skip


def _invited() -> tuple[dict[str, str], int]:
    """Addresses under the link of the institution with most services, and how many it has."""
    from django.db.models import Count

    from ertad.collection.acts.draft_round import draft_round
    from ertad.collection.acts.invite import invite
    from ertad.collection.acts.open_round import open_round
    from ertad.collection.links import address_of
    from ertad.kernel.actor import SYSTEM
    from ertad.kernel.clock import now
    from ertad.people.models import Institution

    at = now()
    counted = Institution.objects.annotate(number=Count("services"))
    institution = counted.order_by("-number").first()
    assert institution is not None
    round_ = draft_round(
        round_id=uuid4(), title_ka="გამოკითხვა", title_en="", title_fr="", by=SYSTEM, at=at,
        period_start=at.date(), period_end=at.date() + timedelta(days=60),
        due_on=at.date() + timedelta(days=20),
    )  # fmt: skip
    (invitation,) = invite(round=round_, institutions=[institution], by=SYSTEM, at=at)
    open_round(round=round_, by=SYSTEM, at=at)
    invitation.round.refresh_from_db()
    path = "/" + address_of(invitation, at).partition("://")[2].partition("/")[2]
    path = path if path.startswith("/ka/") else address_of(invitation, at)
    return {"list": path, "grid": f"{path}rows/"}, institution.number


def _in_the_browser(host: str, paths: dict[str, str]) -> dict[str, float]:
    """Medians of so many rounds; each round is another reader's first visit."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {"first": [], "bytes": [], "next": [], "grid": []}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _round in range(ROUNDS):
            for name, value in _one_reader(browser, host, paths).items():
                found[name].append(value)
        browser.close()
    return {name: statistics.median(values) for name, values in found.items()}


def _one_reader(browser: Any, host: str, paths: dict[str, str]) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    first = _usable(page, lambda: page.goto(host + paths["list"]))
    page.wait_for_load_state("networkidle")
    told = {"first": first, "bytes": sum(sizes)}
    told["next"] = _usable(page, lambda: page.locator(".hit form button").first.click())
    told["grid"] = _usable(page, lambda: page.goto(host + paths["grid"]))
    context.close()
    return told


def _usable(page: Any, act: Callable[[], Any]) -> float:
    """Seconds from the beginning of the navigation that `act` starts until the page has loaded."""
    with page.expect_navigation(wait_until="load"):
        act()
    timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    page.wait_for_function(f"{timing} > 0")
    return float(page.evaluate(timing)) / 1000


def _queries(path: str) -> Figure:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client: Any = Client(headers={"host": "localhost"})
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return Figure("Database queries of the answer page", len(captured), "")


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Answer by link")))
