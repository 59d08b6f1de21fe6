"""A real browser: Debian's Chromium, driven by Playwright, against a live server of the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from ertad.people.models import User

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the test's thread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Of a journey that fails, a picture of each window is kept in var/pictures."""
    report = yield
    if report.when == "call" and report.failed:
        for number, page in enumerate(getattr(item, "windows", [])):
            page.screenshot(path=PICTURES / f"{item.name}-{number}.png", full_page=True)
    return report


Open = Callable[..., Page]


@pytest.fixture
def open_page(
    chromium: Browser, live_server: LiveServer, lasting: None, request: pytest.FixtureRequest
) -> Iterator[Open]:
    """open_page("/en/", as_user=nino, size=PHONE): a page that fails the test on a script error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []
    windows: list[Page] = []
    request.node.windows = windows

    def make(
        path: str = "",
        *,
        as_user: User | None = None,
        size: dict[str, int] = DESKTOP,
        scripts: bool = True,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=size,  # type: ignore[arg-type]
            locale="en",
            accept_downloads=True,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        if as_user:
            client = Client()
            client.force_login(as_user)
            cookie = client.cookies["sessionid"]
            context.add_cookies(
                [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        windows.append(page)
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        if path:
            page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


CUT_STACKS = """[...document.querySelectorAll(".table.stack")].filter(table =>
  getComputedStyle(table.tHead).display == "none"
  && table.scrollWidth > table.parentElement.clientWidth).length"""
"""A table whose rows are cards in a narrow window has nothing to scroll to."""


def faults_of(page: Page) -> list[str]:
    """What axe finds on the page as it is, and what is wider than there is room for."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    faults = [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    if (beyond := page.evaluate(wide)) > 0:
        faults.append(f"{beyond} pixels wider than the window")
    if cut := page.evaluate(CUT_STACKS):
        faults.append(f"{cut} stacked tables wider than their place")
    return faults
