"""The social worker of a small municipality answers by her link, on a slow line that breaks."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from ertad.collection.acts.draft_round import draft_round
from ertad.collection.acts.invite import invite
from ertad.collection.acts.open_round import open_round
from ertad.collection.links import token_of
from ertad.collection.models import AnswerDraft, Invitation, Submission
from ertad.collection.tests.a_round import actor
from ertad.kernel.clock import now
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User
from tests.browser.conftest import DESKTOP, PHONE, Open, faults_of

SLOW = {
    "offline": False, "latency": 150, "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}  # fmt: skip
MOST_CLICKS = 40
LONGER_THAN_ITS_TURN = 4500
"""Milliseconds; what is not saved is tried again every four seconds."""


@pytest.fixture
def services(a_service: Any, town: Institution) -> list[UUID]:
    names = ("Chess club", "Counselling", "Evening sports", "Music")
    return [
        a_service(institution=town, name_en=name, name_ka="", sex="any") for name in names
    ]  # fmt: skip


@pytest.fixture
def invitation(nino: User, agency: Institution, town: Institution) -> Invitation:
    """In a round that is open today, whatever day it is."""
    by, at = actor(nino, Role.COORDINATOR, agency), now()
    day: date = at.date()
    round_ = draft_round(
        round_id=UUID(int=1), title_en="Autumn", title_ka="", title_fr="", by=by, at=at,
        period_start=day, period_end=day + timedelta(days=60), due_on=day + timedelta(days=20),
    )  # fmt: skip
    (found,) = invite(round=round_, institutions=[town], by=by, at=at)
    open_round(round=round_, by=by, at=at)
    return Invitation.objects.select_related("round", "institution").get(pk=found.pk)


def address(invitation: Invitation, name: str = "list", language: str = "en", **more: Any) -> str:
    with override(language):
        return reverse(f"answer:{name}", kwargs={"key": token_of(invitation), **more})


class Counted:
    """Clicks of a person; typing and choosing from a list are not clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def press(self, name: str, *, within: str = "main", kind: Any = "button") -> None:
        self.clicks += 1
        self.page.locator(within).get_by_role(kind, name=name).first.click()

    def tick(self, label: str) -> None:
        self.clicks += 1
        self.page.get_by_label(label, exact=True).first.check()


def test_three_confirmed_one_changed_one_new_on_a_slow_line_cut_once(
    open_page: Open, invitation: Invitation, services: list[UUID]
) -> None:
    page = open_page(size=DESKTOP)
    line = page.context.new_cdp_session(page)
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address(invitation))
    worker = Counted(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Example 1 city hall")

    for _ in range(3):
        worker.press("All correct")
        expect(page.get_by_text("Noted: all correct.")).to_be_visible()

    worker.press("Change Music", kind="link")
    page.get_by_label("To age").fill("21")
    page.context.set_offline(True)
    line.send("Network.emulateNetworkConditions", {**SLOW, "offline": True})
    worker.press("Save the answer")
    expect(page.get_by_text("There is no connection now.")).to_be_visible()
    expect(page.get_by_label("To age")).to_have_value("21")
    page.context.set_offline(False)
    line.send("Network.emulateNetworkConditions", SLOW)
    worker.press("Save the answer")
    expect(page.get_by_text("Noted: your changes.")).to_be_visible()

    worker.press("Add a service", kind="link")
    page.get_by_label("Name of the service (English)").fill("Boxing")
    page.locator("input[name=types]").first.evaluate("box => box.closest('details').open = true")
    worker.clicks += 2
    page.locator("input[name=types]").first.check()
    page.get_by_label("Phone").fill("032 200 00 02")
    worker.press("Save the answer")
    expect(page.get_by_text("Noted: a new service.")).to_be_visible()

    worker.press("All correct", within="#contact")
    worker.press("Send the answer")
    expect(page.get_by_role("heading", name="Thank you, your answer is sent")).to_be_visible()
    worker.press("Leaflet for the waiting room", kind="link")
    expect(page.get_by_role("heading", level=1)).to_contain_text("eaflet")
    with page.context.expect_event(
        "response", lambda answer: answer.headers.get("content-type") == "application/pdf"
    ) as leaflet:
        worker.press("Take the leaflet (PDF)")
    assert leaflet.value.ok
    assert worker.clicks < MOST_CLICKS, worker.clicks
    rows = Submission.objects.get().rows.values_list("record__name_en", "outcome")
    assert dict(rows) == {
        "Chess club": "same", "Counselling": "same", "Evening sports": "same",
        "Music": "changed", "Boxing": "new",
    }  # fmt: skip


@pytest.fixture
def grid(open_page: Open, invitation: Invitation, services: list[UUID]) -> Iterator[Page]:
    """With a clock of its own that runs, and can be put forward."""
    page = open_page()
    page.clock.install()
    page.goto(address(invitation, "grid"))
    yield page
    page.context.set_offline(False)


def cell(page: Page, name: str, service: UUID) -> Any:
    return page.locator(f'[name="is-{name}-{service}"]')


def saved(service: UUID, **wanted: Any) -> bool:
    draft = AnswerDraft.objects.filter(service_id=service).first()
    return draft is not None and all(draft.record[key] == wanted[key] for key in wanted)


def wait_until_saved(page: Page, service: UUID, **wanted: Any) -> None:
    for _ in range(60):
        if saved(service, **wanted):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"not saved: {wanted}")


def test_the_grid_saves_itself_while_one_types(grid: Page, services: list[UUID]) -> None:
    cell(grid, "max_age", services[0]).fill("21")
    wait_until_saved(grid, services[0], max_age=21)
    cell(grid, "places", services[1]).select_option("full")
    wait_until_saved(grid, services[1], places="full")
    expect(cell(grid, "state", services[0])).to_have_value("changed")


def test_keys_move_as_in_a_spreadsheet(grid: Page, services: list[UUID]) -> None:
    first, second = services[:2]
    cell(grid, "max_age", first).focus()
    grid.keyboard.type("19")
    grid.keyboard.press("Enter")
    expect(cell(grid, "max_age", second)).to_be_focused()
    grid.keyboard.press("ArrowUp")
    expect(cell(grid, "max_age", first)).to_be_focused()
    grid.keyboard.press("ArrowDown")
    grid.keyboard.press("Tab")
    expect(cell(grid, "how_to_enter", second)).to_be_focused()
    grid.keyboard.press("Home")
    grid.keyboard.press("ArrowLeft")
    expect(cell(grid, "max_age", second)).to_be_focused()
    wait_until_saved(grid, first, max_age=19)


def test_a_broken_connection_loses_nothing_not_even_over_a_new_load(
    grid: Page, services: list[UUID], invitation: Invitation
) -> None:
    grid.context.set_offline(True)
    cell(grid, "max_age", services[0]).fill("17")
    cell(grid, "how_to_enter", services[1]).fill("Ring the bell.")
    row = grid.locator(f"tr[data-row*='{services[0]}']")
    expect(row.get_by_text("not saved yet")).to_be_visible()
    grid.clock.run_for(LONGER_THAN_ITS_TURN)
    assert not AnswerDraft.objects.exists()
    grid.context.set_offline(False)
    wait_until_saved(grid, services[0], max_age=17)
    wait_until_saved(grid, services[1], how_to_enter_en="Ring the bell.")

    grid.context.set_offline(True)
    cell(grid, "max_age", services[2]).fill("16")
    grid.clock.run_for(LONGER_THAN_ITS_TURN)
    grid.on("dialog", lambda dialog: dialog.accept())
    grid.context.set_offline(False)
    grid.context.route("**/rows/*/", lambda route: route.abort())
    grid.reload()
    expect(cell(grid, "max_age", services[2])).to_have_value("16")
    grid.context.unroute("**/rows/*/")
    wait_until_saved(grid, services[2], max_age=16)


def test_two_tabs_in_one_row_see_both_values_and_lose_neither(
    grid: Page, services: list[UUID], invitation: Invitation
) -> None:
    other = grid.context.new_page()
    other.goto(grid.url)
    cell(other, "max_age", services[0]).fill("25")
    wait_until_saved(other, services[0], max_age=25)
    mine = cell(grid, "max_age", services[0])
    mine.fill("18")
    row = grid.locator(f"tr[data-row*='{services[0]}']")
    expect(row.get_by_text("Somebody else wrote: 25")).to_be_visible()
    expect(mine).to_have_value("18")
    grid.clock.run_for(LONGER_THAN_ITS_TURN)
    grid.wait_for_load_state("networkidle")
    assert saved(services[0], max_age=25), "nothing is written over it by itself"
    row.get_by_role("button", name="Keep mine").click()
    wait_until_saved(grid, services[0], max_age=18)
    row.get_by_role("button", name="Undo").click()
    wait_until_saved(grid, services[0], max_age=25)
    expect(mine).to_have_value("25")
    other.close()


def test_the_other_value_can_be_taken(grid: Page, services: list[UUID]) -> None:
    other = grid.context.new_page()
    other.goto(grid.url)
    cell(other, "max_age", services[0]).fill("25")
    wait_until_saved(other, services[0], max_age=25)
    cell(grid, "max_age", services[0]).fill("18")
    grid.get_by_role("button", name="Take this").click()
    expect(cell(grid, "max_age", services[0])).to_have_value("25")
    assert saved(services[0], max_age=25)
    other.close()


def test_without_javascript_all_of_it_works(
    open_page: Open, invitation: Invitation, services: list[UUID]
) -> None:
    page = open_page(address(invitation), scripts=False)
    page.get_by_role("button", name="All correct").first.click()
    page.get_by_role("link", name="Many rows at once").click()
    cell(page, "max_age", services[3]).fill("21")
    page.get_by_role("button", name="Save the rows").click()
    assert saved(services[3], max_age=21)
    page.get_by_role("link", name="Back to your list").click()
    page.get_by_role("button", name="Everything else is correct").click()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", name="Thank you, your answer is sent")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_axe_finds_nothing_in_any_state(
    open_page: Open, invitation: Invitation, services: list[UUID], language: str,
    size: dict[str, int],
) -> None:  # fmt: skip
    page = open_page(size=size)
    page.on("dialog", lambda dialog: dialog.accept())
    faults: dict[str, list[str]] = {}

    def look(state: str) -> None:
        if found := faults_of(page):
            faults[state] = found

    def opened(name: str = "list", **more: Any) -> None:
        page.goto(address(invitation, name, language, **more))

    opened()
    look("nothing answered")
    page.locator(".hit form button").first.click()
    look("one confirmed")
    opened("change", service_id=services[1])
    page.locator("[name=max_age]").fill("12")
    page.locator("[name=min_age]").fill("18")
    page.locator("form[data-draft] .actions button").click()
    look("wrong ages")
    opened("end", service_id=services[2])
    look("ended")
    opened("contact")
    look("contact")
    opened("grid")
    cell(page, "phones", services[3]).fill("032 20A")
    cell(page, "phones", services[3]).press("Tab")
    expect(page.locator("[data-note] .error").first).to_be_visible()
    look("grid with an error")
    opened()
    look("to correct")
    opened("grid")
    cell(page, "phones", services[3]).fill("032 200 00 02")
    wait_until_saved(page, services[3], phones=["+995322000002"])
    opened()
    page.locator("main > .actions form button").first.click()
    look("all answered")
    page.locator("main > .actions form button").first.click()
    look("thank you")
    opened()
    look("sent")
    opened("file")
    look("workbook")
    page.goto(address(invitation, "list", language).replace(token_of(invitation), "wrong"))
    look("altered")
    assert faults == {}
