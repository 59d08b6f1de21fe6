"""Pages that were opened stay readable without a connection; nothing of members is kept."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Page

from ertad.directory.list_keys import key_naming
from ertad.people.models import User
from tests.browser.conftest import Open, faults_of

Make = Callable[..., UUID]
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  }
  return found.map((url) => new URL(url).pathname + new URL(url).search);
}"""


def kept(page: Page) -> list[str]:
    """Addresses of all that the device has kept."""
    addresses: list[str] = page.evaluate(KEPT)
    return addresses


def settled(page: Page, address: str, *, there: bool = True) -> None:
    """Wait until the worker has kept, or forgotten, the page of this address."""
    for _attempt in range(100):
        if (address in kept(page)) == there:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{address} in {kept(page)}")


@pytest.fixture
def keys(lasting: None, a_service: Make) -> list[UUID]:
    return [a_service(name_en=name) for name in ("Chess club", "Counselling", "Boxing")]


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_what_was_opened_is_read_without_a_connection(
    open_page: Open, keys: list[UUID], language: str
) -> None:
    first = f"/{language}/service/{keys[0]}/"
    page = open_page(first)
    settled(page, first)
    shared = f"/{language}/list/{key_naming(keys)}/"
    for address in (shared, f"{shared}hand-out/"):
        page.goto(address)
        settled(page, address)
    page.goto(f"/{language}/find/?q=club")
    page.get_by_role("link", name="Chess club").first.click()
    assert "back=" in page.url
    page.context.set_offline(True)

    for address in (first, shared, f"{shared}hand-out/"):
        page.goto(address)
        assert page.locator("#without-connection").is_visible()
        assert "Chess club" in page.content()
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("FiraGO")
        assert faults_of(page) == []
    page.goto(f"{first}?back=/{language}/find/")
    assert page.locator("#without-connection").is_visible()
    page.goto(f"/{language}/service/{keys[2]}/")
    assert page.locator("html").get_attribute("lang") == language
    assert page.get_by_role("link", name="112").first.is_visible()
    assert "Boxing" not in page.content()
    assert faults_of(page) == []

    page.context.set_offline(False)
    page.goto(first)
    assert not page.locator("#without-connection").is_visible()
    assert not [address for address in kept(page) if "find" in address or "back" in address]


def test_a_list_that_was_withdrawn_is_forgotten_when_the_connection_is_back(
    open_page: Open, keys: list[UUID], marie: User
) -> None:
    from uuid import uuid4

    from ertad.directory.acts.change_list import share_list, withdraw_list
    from ertad.directory.acts.keep_list import ListTitle, keep_list
    from tests.story import NOW, keeper

    own = keep_list(
        list_id=uuid4(),
        title=ListTitle("family"),
        service_ids=keys,
        by=keeper(marie),
        at=NOW,
    )
    share_list(kept=own, key=uuid4().hex, by=keeper(marie), at=NOW)
    address = f"/en/list/{own.shared_key}/"
    page = open_page(address)
    settled(page, address)
    withdraw_list(kept=own, by=keeper(marie), at=NOW)
    page.goto(address)
    settled(page, address, there=False)


def test_nothing_of_a_member_is_kept_and_signing_out_clears(
    open_page: Open, keys: list[UUID], giorgi: User
) -> None:
    opened = f"/en/service/{keys[0]}/"
    page = open_page(opened)
    settled(page, opened)

    client = Client()
    client.force_login(giorgi)
    session = client.cookies["sessionid"].value
    here = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": here}])
    for address in (f"/en/service/{keys[1]}/", f"/en/list/{key_naming(keys)}/", "/en/lists/"):
        page.goto(address)
    page.wait_for_load_state("networkidle")
    there = [address for address in kept(page) if "offline" not in address]
    assert [address for address in there if "/static/" not in address] == [opened]

    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    settled(page, opened, there=False)
    assert not [address for address in kept(page) if "/service/" in address]


def test_a_member_who_was_never_a_visitor_here_keeps_nothing(
    open_page: Open, keys: list[UUID], giorgi: User
) -> None:
    page = open_page(f"/en/service/{keys[0]}/", as_user=giorgi)
    page.wait_for_load_state("networkidle")
    assert kept(page) == []
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_no_more_than_sixty_pages_the_latest_ones(open_page: Open, a_service: Make) -> None:
    many = [a_service(name_en=f"Service {number}") for number in range(63)]
    page = open_page(f"/en/service/{many[0]}/")
    settled(page, f"/en/service/{many[0]}/")
    for key in (*many[1:50], many[0], *many[50:]):
        page.goto(f"/en/service/{key}/")
    settled(page, f"/en/service/{many[-1]}/")
    settled(page, f"/en/service/{many[1]}/", there=False)
    services = [address for address in kept(page) if "/service/" in address]
    assert len(services) == 60
    assert f"/en/service/{many[0]}/" in services
    assert f"/en/service/{many[1]}/" not in services


def test_a_page_older_than_thirty_days_is_not_shown(open_page: Open, keys: list[UUID]) -> None:
    address = f"/en/service/{keys[0]}/"
    page = open_page(address)
    settled(page, address)
    page.evaluate(
        """async (address) => {
          const pages = await caches.open("pages"), url = new URL(address, location).href;
          const text = await (await pages.match(url)).text();
          const headers = { "Content-Type": "text/html", "X-Keep-Until": "1000" };
          await pages.put(url, new Response(text, { headers }));
        }""",
        address,
    )
    page.context.set_offline(True)
    page.goto(address)
    assert "Chess club" not in page.content()
    assert page.get_by_role("heading", name="No connection").is_visible()


def test_data_for_search_engines_breaks_no_rule_of_the_page(
    open_page: Open, keys: list[UUID]
) -> None:
    page = open_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"/en/service/{keys[0]}/")
    assert page.locator('script[type="application/ld+json"]').count() == 1
    page.wait_for_load_state("networkidle")
    assert told == []


class Town(BaseHTTPRequestHandler):
    """The web site of a municipality, on another port and so another site."""

    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *words: object) -> None:
        """Says nothing."""


def test_a_list_is_shown_in_a_frame_of_another_site(open_page: Open, keys: list[UUID]) -> None:
    page = open_page("/en/about/")
    here = page.evaluate("location.origin")
    page.context.clear_cookies()
    fragment = f"{here}/en/fragment/institution/centre/"
    framing = type("Framing", (Town,), {"body": f'<iframe src="{fragment}"></iframe>'.encode()})
    town = HTTPServer(("localhost", 0), framing)
    Thread(target=town.serve_forever, daemon=True).start()
    try:
        page.goto(f"http://localhost:{town.server_port}/")
        page.frame_locator("iframe").get_by_text("Chess club").wait_for()
        fetched = page.evaluate("(url) => fetch(url).then((answer) => answer.text())", fragment)
        assert "Chess club" in fetched
        assert page.evaluate("document.cookie") == ""
        assert page.context.cookies(here) == []
        with page.expect_console_message(lambda told: "frame-ancestors" in told.text):
            page.evaluate(
                "(url) => { document.querySelector('iframe').src = url; }", f"{here}/en/find/"
            )
        assert page.frame_locator("iframe").get_by_role("search").count() == 0
    finally:
        town.shutdown()
        town.server_close()
