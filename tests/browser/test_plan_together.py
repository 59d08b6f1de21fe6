"""One institution offers a hall, another answers, it is done; the calendar is taken along."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from ertad.cooperation.models import CalendarEntry, Offer
from ertad.kernel.clock import local_day, now
from ertad.people.models import User
from tests.browser.conftest import DESKTOP, PHONE, Open, faults_of


def on_day(page: Page, field: str, days: int) -> None:
    day = local_day(now()) + timedelta(days=days)
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={field}_{part}]").fill(str(number))


def answer_with(page: Page, text: str) -> None:
    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_label("What can you do?").fill(text)
    page.get_by_label("Contact").fill("reception")
    assert faults_of(page) == []
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text(text)).to_be_visible()


def test_an_offer_made_answered_agreed_on_and_done(
    open_page: Open, giorgi: User, lasha: User
) -> None:
    page = open_page("/en/plan/", as_user=giorgi)
    page.get_by_role("link", name="Offers and requests").click()
    page.get_by_role("link", name="Offer or request something").click()
    page.get_by_role("button", name="Show it to all institutions").click()
    expect(page.get_by_role("alert")).to_contain_text("This field is required")
    assert faults_of(page) == []
    page.get_by_label("Offer", exact=True).check()
    page.get_by_label("What is it about?").select_option(label="Room")
    page.get_by_label("Title (English)").fill("A hall is free on Saturdays")
    page.get_by_label("Contact").fill("reception, +995 32 200 00 01")
    page.get_by_role("button", name="Show it to all institutions").click()
    expect(page.get_by_text("All institutions see it now.")).to_be_visible()
    offer = page.url

    other = open_page("/en/plan/offers/", as_user=lasha, size=PHONE)
    other.get_by_role("link", name="A hall is free on Saturdays").click()
    answer_with(other, "We would use it for chess.")
    other.get_by_role("link", name="Take the answer back").click()
    assert faults_of(other) == []
    other.get_by_role("button", name="Take the answer back").click()
    expect(other.get_by_text("Nobody has answered yet.")).to_be_visible()
    answer_with(other, "We would use it for theatre.")

    page.goto("/en/work/")
    page.get_by_role("link", name=re.compile("Answers to choose from")).click()
    page.get_by_role("link", name="A hall is free on Saturdays").click()
    assert faults_of(page) == []
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_text("They are told.")).to_be_visible()
    page.get_by_role("button", name="It is done").click()
    expect(page.get_by_text("Thank you both.")).to_be_visible()
    other.goto(offer)
    expect(other.get_by_text("Carried out")).to_be_visible()
    assert Offer.objects.get().state == "done"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_entry_is_written_filtered_and_taken_along(
    open_page: Open, giorgi: User, size: dict[str, int]
) -> None:
    page = open_page("/en/plan/entry/new/", as_user=giorgi, size=size, scripts=False)
    page.get_by_label("What is it?").select_option(label="Training")
    page.get_by_label("Title (English)").fill("First talk; with a teenager, at home")
    on_day(page, "starts_on", 5)
    page.get_by_label("Begins at").fill("10:30")
    page.get_by_label("Municipality").select_option(label="Example 1")
    page.get_by_label("Family support and parenting").check()
    page.get_by_role("button", name="Put it into the calendar").press("Enter")
    expect(page.get_by_text("It is in the calendar.")).to_be_visible()
    page.goto("/en/plan/")
    page.get_by_label("Theme").select_option(label="Legal aid and documents")
    page.get_by_role("button", name="Apply the filters").click()
    expect(page.get_by_text("Nothing is coming here")).to_be_visible()
    page.get_by_label("Theme").select_option(label="Family support and parenting")
    page.get_by_role("button", name="Apply the filters").click()
    expect(page.get_by_role("link", name="First talk")).to_be_visible()
    page.get_by_role("link", name="Month", exact=True).click()
    assert "theme=FAM" in page.url
    page.get_by_role("link", name="What is coming").click()
    page.get_by_role("link", name="Take it into my own calendar").click()
    page.get_by_role("button", name="Make my address").click()
    address = page.locator("code.address").inner_text()
    taken = page.request.get("/" + address.split("/", 3)[3])
    assert taken.status == 200
    (event,) = Calendar.from_ical(taken.body()).walk("VEVENT")
    assert str(event["SUMMARY"]) == CalendarEntry.objects.get().title
    again = page.request.get(
        "/" + address.split("/", 3)[3], headers={"If-None-Match": taken.headers["etag"]}
    )
    assert again.status == 304
