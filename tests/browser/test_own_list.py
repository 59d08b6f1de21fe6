"""A small municipality sends its own list: by link, by keyboard, on a phone, without scripts."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ertad.collection.models import ColumnMemory, Invitation, Submission
from ertad.collection.tests.test_own_list import CHESS, DRAMA, OLD, TITLES
from ertad.collection.tests.workbooks import plain_list
from tests.browser.conftest import DESKTOP, PHONE, Open, faults_of
from tests.browser.test_answer_by_link import address, invitation

__all__ = ["invitation"]
AMISS = [*TITLES[:3], "Remarks", *TITLES[4:]]


@pytest.fixture
def own_list(tmp_path: Path) -> Path:
    path = tmp_path / "our list.xlsx"
    path.write_bytes(plain_list(AMISS, CHESS, [DRAMA[0], OLD, *DRAMA[2:]]))
    return path


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_which_column_is_what_by_keyboard_without_scripts(
    open_page: Open, invitation: Invitation, own_list: Path, size: dict[str, int]
) -> None:
    page = open_page(address(invitation, "file"), size=size, scripts=False)
    page.get_by_label("Your filled workbook").set_input_files(own_list)
    page.get_by_role("button", name="Send up and check").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which column is what")
    if folder := os.environ.get("ERTAD_PICTURES"):
        page.screenshot(path=f"{folder}/columns-{size['width']}.png", full_page=True)

    name = page.get_by_label("Activity title")
    name.select_option(label="Leave out")
    name.press("Enter")
    page.get_by_role("button", name="Check the list").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("the name of the service")
    if folder:
        page.screenshot(path=f"{folder}/columns-wrong-{size['width']}.png", full_page=True)
    page.get_by_label("Activity title").select_option(label="Name of the service")
    page.get_by_label("Remarks").select_option(label="What happens there")
    page.get_by_label("Take it in Georgian letters").check()
    page.get_by_role("button", name="Check the list").press("Enter")
    expect(page.get_by_text("The columns were read as you said.")).to_be_visible()
    submission = Submission.objects.get()
    assert submission.rows.filter(outcome="new").count() == 2
    assert ColumnMemory.objects.count() == 1
    if folder:
        page.screenshot(path=f"{folder}/columns-done-{size['width']}.png", full_page=True)


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_axe_finds_nothing_on_the_columns_of_a_list(
    open_page: Open, invitation: Invitation, own_list: Path, language: str
) -> None:
    page = open_page(address(invitation, "file", language), size=PHONE)
    page.locator("input[type=file]").set_input_files(own_list)
    page.locator("form[enctype] button").click()
    page.wait_for_url("**/workbook/columns/")
    assert page.locator("table select").count() == len(TITLES)
    assert faults_of(page) == []
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    assert faults_of(page) == []
    if folder := os.environ.get("ERTAD_PICTURES"):
        page.screenshot(path=f"{folder}/columns-{language}.png", full_page=True)
    page.locator("select").nth(1).select_option("")
    page.locator("main form button").last.click()
    page.wait_for_selector(".errors")
    assert faults_of(page) == []
