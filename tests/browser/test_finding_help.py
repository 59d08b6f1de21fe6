"""A reader looks for help: with and without scripts, by keyboard, larger, in another language."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open

Make = Callable[..., UUID]


@pytest.fixture
def services(a_service: Make) -> list[UUID]:
    """Thirty for young people, one for adults, one closed to everyone but the confidential."""
    young = [
        a_service(name_en=f"Counselling {number:02}", min_age=12, max_age=18, languages=["ka"])
        for number in range(30)
    ]
    return [*young, a_service(name_en="Counselling for adults", min_age=30)]


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_words_become_filters_that_can_be_removed(open_page: Open, services: list[UUID]) -> None:
    page = open_page("/en/find/")
    page.get_by_role("searchbox").fill("counselling 15 years")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("30 services fit")
    page.locator(".chip", has_text="age 15").get_by_role("link").click()
    expect(page.get_by_role("status")).to_contain_text("31 services fit")


def test_back_to_results_keeps_words_filters_and_position(
    open_page: Open, services: list[UUID]
) -> None:
    page = open_page("/en/find/?q=counselling&age=15")
    last = page.locator(".hit h2 a").last
    last.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    name = last.inner_text()
    last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(re.compile("q=counselling&age=15"))
    page.wait_for_function("top => Math.abs(scrollY - top) < 40", arg=before)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_filters_work_with_and_without_scripts(
    open_page: Open, services: list[UUID], scripts: bool
) -> None:
    page = open_page("/en/find/?q=counselling", scripts=scripts)
    page.locator("input[name=age][value='21+']").check()
    if not scripts:
        page.get_by_role("button", name="Apply the filters").click()
    expect(page.get_by_role("status")).to_contain_text("1 service fits")
    page.locator(".hit h2 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Counselling for adults")


def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(
    open_page: Open, services: list[UUID]
) -> None:
    page = open_page("/en/find/?q=counselling")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.closest('.hit') ? 'hit' : e.type || '', s.outlineStyle] }"
        )
        assert seen[0] == "BODY" or seen[2] != "none", seen
        reached.add(seen[1])
    assert {"search", "checkbox", "hit"} <= reached


def test_text_size_and_language_are_remembered(open_page: Open, services: list[UUID]) -> None:
    page = open_page("/en/", size=PHONE)
    with page.expect_response("**/text-size/"):
        page.get_by_role("button", name="Larger text").click()
    page.goto("/en/find/")
    expect(page.locator("html")).to_have_class("text-large")
    page.get_by_role("link", name="ქართული").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ka")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "ka")
    width = "document.documentElement.scrollWidth"
    for _ in range(3):
        with page.expect_response("**/text-size/"):
            page.locator("[data-step='1']").click()
    assert page.evaluate(width) <= PHONE["width"]


def test_a_reader_reports_a_mistake_and_the_form_sent_empty_says_what_is_missing(
    open_page: Open, services: list[UUID]
) -> None:
    page = open_page(f"/en/service/{services[0]}/")
    page.get_by_role("link", name="Report a mistake").click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_label("The telephone number is wrong").check()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Thank you")
