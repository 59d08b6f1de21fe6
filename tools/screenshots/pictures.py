"""Which pictures there are: who looks, at what, how wide. Each leads the browser to its page."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
Lead = Callable[[Page], object]


@dataclass(frozen=True)
class Picture:
    """`account`: the first name of a demo account, "" for a visitor."""

    name: str
    account: str
    lead: Lead
    size: dict[str, int]


def to(address: str) -> Lead:
    return lambda page: page.goto(address)


def first_service(page: Page) -> None:
    page.goto("/en/find/?q=football")
    page.locator("article.hit h2 a").first.click()


def open_round(page: Page) -> None:
    page.goto("/en/collect/")
    page.locator("main table a").first.click()


def review(page: Page) -> None:
    open_round(page)
    page.get_by_role("link", name="Review the next file").click()


def publish(page: Page) -> None:
    page.goto("/en/collect/")
    page.locator("main table a").last.click()
    page.get_by_role("link", name="What was published").click()


def members(page: Page) -> None:
    page.goto("/en/people/?q=Example+1+city+hall")
    page.locator("main table a[href*='/members/']").first.click()


def invitation(page: Page) -> None:
    page.goto("/en/collect/")
    page.locator("main a[href*='/invitation/']").first.click()


def file_checked(page: Page) -> None:
    invitation(page)
    page.locator("main a[href*='/submission/']").first.click()


def own(page: Page, what: str) -> None:
    """A page of the first of the own services."""
    page.goto("/en/own/")
    page.locator(f"main a[href$='/{what}/']").first.click()


def edit_service(page: Page) -> None:
    own(page, "change")


def places(page: Page) -> None:
    own(page, "places")


def history(page: Page) -> None:
    own(page, "history")


def profile(page: Page) -> None:
    page.goto("/en/people/?q=Example+1+city+hall")
    page.locator("main table a[href*='/institution/']").first.click()
    page.get_by_role("link", name="Profile of the institution").click()


def present(page: Page) -> None:
    profile(page)
    page.get_by_role("link", name="Present").click()


def agreement(page: Page) -> None:
    page.goto("/en/plan/agreements/")
    page.locator("main a[href*='/agreements/']:not(.button)").last.click()


PICTURES = (
    Picture("find", "", to("/en/find/?q=narkotikebi+15+years+Example+3"), DESKTOP),
    Picture("find-phone", "", to("/ka/find/?q=ნარკოტიკებისთვის"), PHONE),
    Picture("service", "", first_service, DESKTOP),
    Picture("service-phone", "", first_service, PHONE),
    Picture("who-does-what", "", to("/en/who-does-what/"), DESKTOP),
    Picture("pathway", "marie", to("/en/find/?q=diversion+16+years"), DESKTOP),
    Picture("work", "nino", to("/en/work/"), DESKTOP),
    Picture("new-round", "nino", to("/en/collect/new/"), DESKTOP),
    Picture("round", "nino", open_round, DESKTOP),
    Picture("review", "nino", review, DESKTOP),
    Picture("pair", "nino", to("/en/collect/pairs/"), DESKTOP),
    Picture("published", "nino", publish, DESKTOP),
    Picture("members", "nino", members, DESKTOP),
    Picture("invitation", "giorgi", invitation, DESKTOP),
    Picture("file-checked", "giorgi", file_checked, DESKTOP),
    Picture("own-services", "eka", to("/en/own/"), DESKTOP),
    Picture("edit-service", "eka", edit_service, DESKTOP),
    Picture("places", "eka", places, PHONE),
    Picture("history", "giorgi", history, DESKTOP),
    Picture("contacts", "giorgi", to("/en/people/contacts/"), DESKTOP),
    Picture("profile", "giorgi", profile, DESKTOP),
    Picture("present", "giorgi", present, DESKTOP),
    Picture("challenges", "nino", to("/en/people/challenges/"), DESKTOP),
    Picture("calendar", "giorgi", to("/en/plan/"), DESKTOP),
    Picture("offers", "giorgi", to("/en/plan/offers/"), DESKTOP),
    Picture("agreements", "nino", to("/en/plan/agreements/"), DESKTOP),
    Picture("data-protection", "irakli", to("/en/privacy/overview/"), DESKTOP),
    Picture("trail", "irakli", to("/en/audit/"), DESKTOP),
)
