"""An institution presents itself: written once, shared by another, shown on a wall and on paper."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ertad.files.papers import pdf_available
from ertad.files.tests.papers import pages
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User
from ertad.profiles.acts.write_profile import write_profile
from ertad.profiles.models import Challenge
from ertad.profiles.tests.sayings import a_challenge, a_specialist, figure, profile_fields
from tests.browser.conftest import DESKTOP, PHONE, Open, faults_of
from tests.story import NOW


def address(institution: Institution, page: str, language: str = "en") -> str:
    return f"/{language}/people/institution/{institution.pk}/{page}/"


def at_step(page: Page, number: int) -> None:
    expect(page).to_have_url(re.compile(f"#step-{number}$"))
    expect(page.locator(f"#step-{number} .counter")).to_be_in_viewport()
    expect(page.locator(f"#step-{number} .counter")).to_have_text(f"{number} / 5")


def test_written_shared_presented_by_keyboard_and_taken_on_paper(
    open_page: Open,
    town: Institution,
    centre: Institution,
    giorgi: User,
    lasha: User,
    a_service: Any,
) -> None:
    a_service(institution=town)
    page = open_page(address(town, "profile"), as_user=giorgi)
    page.get_by_role("link", name="Begin").press("Enter")
    page.get_by_label("Field of activity (optional)").first.fill("Prevention with young people")
    page.get_by_label("Mandate (optional)").first.fill("The council founded us in 2009.")
    page.get_by_text("Figure 1").press("Enter")
    page.get_by_label("What it counts").first.fill("Children in clubs")
    page.get_by_label("Number").first.fill("240")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Give the year")
    page.get_by_label("Year").first.fill("2025")
    page.get_by_label("Source").first.fill("Own count")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("3 of 7 parts written")).to_be_visible()

    page.get_by_role("link", name="Name a challenge").press("Enter")
    page.get_by_label("Kind of challenge").select_option(label="Lack of specialists")
    page.get_by_label("What is difficult").first.fill("No psychologist who works with teenagers.")
    page.get_by_label("Show it to everybody").check()
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Others can say now that they have it too.")).to_be_visible()

    other = open_page("/en/people/challenges/", as_user=lasha)
    other.get_by_role("link", name="Lack of specialists").last.press("Enter")
    other.get_by_role("button", name="We have this too").press("Enter")
    expect(other.get_by_role("heading", name="1 institution has this too")).to_be_visible()

    page.goto(address(town, "profile"))
    page.get_by_role("link", name="Present", exact=True).press("Enter")
    page.wait_for_url(re.compile("/present/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(town.name_en)
    for key, step in (
        ("ArrowRight", 2), ("PageDown", 3), ("ArrowDown", 4), ("ArrowLeft", 3), ("End", 5),
        ("ArrowRight", 5), ("PageUp", 4), ("Home", 1), ("ArrowUp", 1), ("End", 5),
    ):  # fmt: skip
        page.keyboard.press(key)
        at_step(page, step)
    expect(page.locator("#step-4")).to_contain_text("1 other has this too")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/profile/$"))

    if pdf_available():
        taken = page.request.get(
            page.get_by_role("link", name="Take the profile").get_attribute("href") or ""
        )
        assert taken.body().startswith(b"%PDF")
        assert 1 <= pages(taken.body()) <= 2
    assert Challenge.objects.get().shared_by.get().institution == centre

    page.get_by_role("link", name="Lack of specialists").press("Enter")
    page.get_by_role("link", name="Withdraw it").press("Enter")
    page.get_by_role("button", name="Withdraw it").press("Enter")
    expect(page.get_by_text("withdrawn", exact=True).first).to_be_visible()
    other.goto("/en/people/challenges/")
    expect(other.get_by_text("No challenge is named here")).to_be_visible()


def test_a_specialist_writes_presents_and_takes_the_own_profile(
    open_page: Open, marie: User, agency: Institution
) -> None:
    a_challenge(agency, NOW, description_en="Too few rooms for groups.")
    page = open_page("/en/people/specialists/me/", as_user=marie)
    page.get_by_label("What you work on").first.fill("Groups for parents of teenagers.")
    page.get_by_label("I agree that members").check()
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_role("link", name="Present", exact=True).press("Enter")
    page.wait_for_url(re.compile("/present/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who I am: Marie")
    page.keyboard.press("ArrowRight")
    at_step(page, 2)
    expect(page.locator("#step-2")).to_contain_text("Groups for parents")
    expect(page.locator("#step-4")).to_contain_text("Too few rooms")
    page.keyboard.press("Escape")
    if pdf_available():
        link = page.get_by_role("link", name="Take the profile")
        taken = page.request.get(link.get_attribute("href") or "")
        assert pages(taken.body()) == 1


def test_without_scripts_the_steps_are_links_and_motion_is_the_readers_own(
    open_page: Open, town: Institution
) -> None:
    page = open_page(address(town, "present"), scripts=False, size=PHONE)
    page.locator("#step-1").get_by_role("link", name="Next step").click()
    expect(page).to_have_url(re.compile("#step-2$"))
    expect(page.locator("#step-2 .counter")).to_be_in_viewport()
    still = open_page(address(town, "present"))
    motion = "getComputedStyle(document.documentElement).scrollBehavior"
    still.emulate_media(reduced_motion="reduce")
    assert still.evaluate(motion) == "auto"


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(
    open_page: Open, town: Institution, agency: Institution, giorgi: User, marie: User,
    a_service: Any, language: str, size: dict[str, int],
) -> None:  # fmt: skip
    a_service(institution=town)
    figures = [figure(), figure(label_en="Waiting", value="")]
    fields = profile_fields(figures=figures, offers_en="A hall", seeks_en="A trainer")
    write_profile(institution_id=town.pk, fields=fields, version=0, by=SYSTEM, at=NOW)
    key = a_challenge(town, NOW, public=True).pk
    specialist = a_specialist(Actor(Role.SPECIALIST, marie.pk, agency.pk), NOW).pk
    page = open_page(as_user=giorgi, size=size)
    faults = []
    for path in (
        address(town, "profile", language), address(town, "profile/write", language),
        address(town, "present", language), address(town, "challenge", language),
        f"/{language}/people/challenges/", f"/{language}/people/challenge/{key}/",
        f"/{language}/people/challenge/{key}/move/solve/", f"/{language}/people/specialists/",
        f"/{language}/people/challenge/{key}/move/withdraw/",
        f"/{language}/people/specialists/{specialist}/",
        f"/{language}/people/specialists/{specialist}/present/",
    ):  # fmt: skip
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in faults_of(page)]
        if folder := os.environ.get("ERTAD_PICTURES"):
            name = path.strip("/").replace("/", "-")[-40:]
            page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)
    assert faults == []


LONG = "გრძელი სიტყვები, რომლებიც ეკრანს ავსებს. " * 12


def test_a_wall_shows_each_step_of_a_specialist_whole(
    open_page: Open, agency: Institution, marie: User, a_service: Any
) -> None:
    for kind in ("PSY-IND", "ADD", "EDU", "EMP", "FAM", "HOU", "HLT"):
        a_service(institution=agency, types=[kind])
    for number in range(5):
        a_challenge(agency, NOW, description_ka=f"{number} {LONG}")
    found = a_specialist(
        Actor(Role.SPECIALIST, marie.pk, agency.pk), NOW, work_ka=LONG, offers_ka=LONG,
        target_groups=["T10", "T11", "T12", "T13", "T14", "T15", "T16"],
        places=[f"example-{number}" for number in range(1, 11)], languages=["ka", "en", "ru"],
    )  # fmt: skip
    page = open_page(f"/ka/people/specialists/{found.pk}/present/", as_user=marie)
    heights = page.evaluate("[...document.querySelectorAll('.slide')].map(s => s.offsetHeight)")
    assert max(heights) <= DESKTOP["height"], heights


def test_a_wall_of_1366_by_768_shows_each_step_whole(open_page: Open, town: Institution) -> None:
    words = LONG
    figures = [figure(label_ka=f"{n} ბავშვი დღის ცენტრში", value=10**6 + n) for n in range(6)]
    fields = profile_fields(
        field_ka=words[:120], mandate_ka=words, offers_ka=words, seeks_ka=words, figures=figures,
        target_groups=["T10", "T11", "T12", "T13", "T14", "T15", "T16"],
    )  # fmt: skip
    write_profile(institution_id=town.pk, fields=fields, version=0, by=SYSTEM, at=NOW)
    for number in range(5):
        described = f"{number} {words}"
        a_challenge(town, NOW, public=True, description_ka=described)
    page = open_page(address(town, "present", "ka"))
    heights = page.evaluate("[...document.querySelectorAll('.slide')].map(s => s.offsetHeight)")
    assert max(heights) <= DESKTOP["height"], heights
