"""The main job, as the people do it: a round is opened, a workbook filled in LibreOffice comes back
with the mess that real sheets have, is corrected, reviewed, merged, published, and found."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from ertad.collection.tests.workbooks import Filled
from ertad.collection.workbook.making import FIRST_ROW
from ertad.directory.models import Service
from ertad.people.models import Institution, User
from tests.browser.conftest import PHONE, Open
from tests.browser.libreoffice import fill

NEW: dict[str, Any] = {
    "Name of the service": "მოზარდების ადრეული მხარდაჭერა",
    "Type of service": "addiction counselling",
    "What happens there": "ფსიქოლოგი ესაუბრება ახალგაზრდას და მშობელს.",
    "For whom": "Children and juveniles; Parents / carers",
    "From age": 14,
    "To age": 18,
    "Municipalities served": "Example 1;  Example 2",
    "How to enter": "დარეკეთ მისაღებში.",
    "Phone": "'032 2 00 00 77",
}
"""A row as people type it: other case, double spaces, a number written the old way."""


def cells(workbook: Path, row: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """ "Services.C7" -> value, for LibreOffice, from the headers of our own workbook."""
    book = Filled(workbook.read_bytes())
    columns = book.headers("services")
    letter = openpyxl.utils.get_column_letter
    return {
        f"{book.sheet('services').title}.{letter(columns[header])}{FIRST_ROW + 1 + row}": value
        for header, value in values.items()
    }


def rows_filled(workbook: Path) -> int:
    """How many services the workbook came with."""
    book = Filled(workbook.read_bytes())
    name, row = book.headers("services")["Name of the service"], 0
    while book.sheet("services").cell(FIRST_ROW + 1 + row, name).value:
        row += 1
    return row


def date_in_three(page: Page, name: str, day: int, month: int, year: int) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


@pytest.fixture
def own_service(a_service: Callable[..., UUID], town: Institution) -> UUID:
    return a_service(institution=town, name_en="Football for all", types=["LEI-SPO"])


@pytest.fixture
def the_centres(a_service: Callable[..., UUID], centre: Institution) -> UUID:
    """The service that the city hall will tell of as well, in other words."""
    return a_service(
        institution=centre,
        name_ka="ადრეული მხარდაჭერა მოზარდებისთვის",
        name_en="",
        types=["ADD-CON"],
        phones=["+995322000077"],
        serves=["example-1"],
    )


@pytest.fixture
def others(a_service: Callable[..., UUID]) -> int:
    """A directory has more than one service; what is common in it says less about two records."""
    names = ("Chess", "Drawing", "Swimming", "Legal advice", "Day centre", "Language course")
    for number in range(30):
        name = f"{names[number % len(names)]} {number}"
        a_service(name_en=name, types=["LEI-SPO"], phones=[f"+9953220001{number:02}"])
    return 30


def test_from_workbook_to_search(
    open_page: Open,
    tmp_path: Path,
    nino: User,
    giorgi: User,
    lasha: User,
    own_service: UUID,
    the_centres: UUID,
    others: int,
) -> None:
    coordinator = open_page("/en/collect/", as_user=nino)
    _open_a_round(coordinator)

    focal = open_page("/en/work/", as_user=giorgi)
    workbook = _take_the_workbook(focal, tmp_path)
    assert rows_filled(workbook) == 1
    confirm = cells(workbook, 0, {"State": "correct as it is"})
    wrong = {**NEW, "From age": 18, "To age": 14, "Phone": "call us"}
    sent = fill(workbook, tmp_path / "filled.xlsx", confirm | cells(workbook, 1, wrong))
    _send_up(focal, sent)
    expect(focal.get_by_role("heading", level=1)).to_contain_text("errors to correct")
    with focal.expect_download() as download:
        focal.get_by_role("link", name="Take the workbook with marked cells").click()
    marked = tmp_path / "marked.xlsx"
    download.value.save_as(marked)

    corrected = fill(marked, tmp_path / "corrected.ods", cells(marked, 1, NEW))
    _send_up(focal, corrected)
    expect(focal.get_by_role("heading", level=1)).to_have_text("Ready to be sent")
    focal.get_by_role("button", name="Send to the coordinator").click()

    _review_merge_and_publish(coordinator)
    assert Service.objects.active().count() == others + 2

    visitor = open_page("/ka/find/", size=PHONE)
    visitor.get_by_role("searchbox").fill("narkotikebi 15 tslis")
    visitor.keyboard.press("Enter")
    visitor.locator(".hit h2 a").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("ადრეული მხარდაჭერა")
    expect(visitor.get_by_role("link", name="+995 32 200 00 77")).to_be_visible()
    visitor.emulate_media(media="print")
    expect(visitor.locator("nav.nav")).to_be_hidden()
    assert visitor.pdf().startswith(b"%PDF-")


def _open_a_round(page: Page) -> None:
    page.get_by_role("link", name="Open a new round").first.click()
    page.get_by_label("Title (English)").fill("Winter 2026")
    date_in_three(page, "period_start", 1, 11, 2026)
    date_in_three(page, "period_end", 31, 12, 2026)
    date_in_three(page, "due_on", 15, 12, 2026)
    page.get_by_role("button", name="Save and choose whom to invite").click()
    page.get_by_label("Example 1 city hall").check()
    page.get_by_role("button", name="Invite those ticked").first.click()
    page.get_by_role("button", name="Open the round").click()
    expect(page.locator("main .tag").first).to_have_text("Open")


def _take_the_workbook(page: Page, folder: Path) -> Path:
    page.get_by_role("link", name="Rounds to answer").click()
    page.get_by_role("link", name="Winter 2026").click()
    page.get_by_label("English").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the workbook").click()
    path = folder / "workbook.xlsx"
    download.value.save_as(path)
    page.reload()
    return path


def _send_up(page: Page, file: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name="Send up and check").first.click()


def _review_merge_and_publish(page: Page) -> None:
    page.goto("/en/work/")
    page.get_by_role("link", name="Lists to review").click()
    page.get_by_role("link", name="Winter 2026").click()
    page.get_by_role("link", name="Review").first.click()
    page.get_by_role("button", name="Accept").first.click()

    page.goto("/en/collect/pairs/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this one service or two?")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Records that may be the same")

    page.goto("/en/collect/")
    page.get_by_role("link", name="Winter 2026").click()
    page.get_by_role("button", name="Close the round").click()
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ublished")
