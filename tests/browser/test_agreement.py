"""The town drafts an agreement, the centre comments, both sign; then the pathway works."""

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from ertad.agreements.models import AgreementVersion
from ertad.kernel.clock import local_day, now
from ertad.people.models import Institution, User
from tests.browser.conftest import PHONE, Open, faults_of


def on_day(page: Page, field: str, days: int) -> None:
    day = local_day(now()) + timedelta(days=days)
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={field}_{part}]").fill(str(number))


def write_draft(page: Page, scope: str) -> None:
    page.get_by_label("What it is about").fill(scope)
    for box in page.get_by_label("What it takes upon itself").all():
        box.fill("Answers every letter.")
    for box in page.get_by_label("Who answers for it").all():
        box.fill("Head of the social service")
    page.get_by_label("Data that may be shared").fill("Age and need.")
    page.get_by_label("Legal basis").fill("Written consent.")
    on_day(page, "starts_on", 0)
    on_day(page, "review_on", 365)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()


def sign(page: Page, name: str) -> None:
    page.get_by_role("link", name="Record the signature").click()
    page.get_by_label("Function of whoever signed").fill("Head")
    page.get_by_label("Name of whoever signed").fill(name)
    assert faults_of(page) == []
    page.get_by_role("button", name="Record the signature").click()
    expect(page.get_by_text("The signature is recorded.")).to_be_visible()


def in_libreoffice(paper: Path) -> str:
    """The words that LibreOffice reads in it."""
    out = paper.parent / "read"
    profile = f"-env:UserInstallation=file://{paper.parent}/profile"
    subprocess.run(
        ["soffice", "--headless", "--norestore", profile, "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(out), str(paper)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (out / f"{paper.stem}.txt").read_text(encoding="utf-8")


def test_drafted_commented_compared_signed_and_used(
    open_page: Open, giorgi: User, lasha: User, nino: User, centre: Institution, a_service: Any,
    tmp_path: Path,
) -> None:  # fmt: skip
    a_service()
    his = open_page("/en/plan/agreements/coverage/", as_user=giorgi)
    his.goto("/en/plan/agreements/new/")
    his.get_by_label("Title in English").fill("Working together")
    his.get_by_label("Example centre").check()
    assert faults_of(his) == []
    his.get_by_role("button", name="Begin the draft").click()
    write_draft(his, "Young people find help.")
    assert faults_of(his) == []
    his.get_by_role("link", name="Write a pathway").click()
    his.get_by_label("To which service?").select_option(label="Counselling for young people")
    his.get_by_label("Diverted juvenile").check()
    his.get_by_label("Procedure").fill("The specialist calls the reception.")
    his.get_by_label("What is passed on").fill("First name and age.")
    his.get_by_label("Who answers").fill("Programme manager")
    his.get_by_label("Within how many working days").fill("3")
    assert faults_of(his) == []
    his.get_by_role("button", name="Save the pathway").click()
    his.get_by_role("link", name="Send for review").click()
    his.get_by_role("button", name="Send for review").click()
    expect(his.get_by_text("The parties are asked to review and sign it.")).to_be_visible()

    theirs = open_page("/en/work/", as_user=lasha)
    theirs.get_by_role("link", name="Agreements to comment on or to sign").click()
    theirs.get_by_role("link", name="Working together").click()
    theirs.get_by_label("On what").select_option(label="What it is about")
    theirs.get_by_label("Comment", exact=True).fill("Say from which age.")
    theirs.get_by_role("button", name="Send the comment").click()
    expect(theirs.get_by_text("Say from which age.")).to_be_visible()
    assert faults_of(theirs) == []

    his.reload()
    his.get_by_role("link", name="Write a new version").click()
    his.get_by_role("button", name="Write a new version").click()
    expect(his.get_by_text("Say from which age.")).to_be_visible()
    write_draft(his, "Young people from 14 on find help.")
    his.get_by_role("link", name="Compare with version 1").click()
    expect(his.locator("ins", has_text="from 14 on")).to_be_visible()
    assert faults_of(his) == []
    his.go_back()
    his.get_by_role("link", name="Send for review").click()
    his.get_by_role("button", name="Send for review").click()
    sign(his, "Zaza Example")
    assert not AgreementVersion.objects.filter(state="in_force").exists()

    theirs.goto("/en/plan/agreements/")
    theirs.get_by_role("link", name="Working together").click()
    sign(theirs, "Nana Example")
    assert AgreementVersion.objects.get(state="in_force").number == 2
    expect(theirs.get_by_role("link", name="Write the draft")).to_have_count(0)
    with theirs.expect_download() as got:
        theirs.get_by_role("link", name="ქართული (docx)").click()
    paper = tmp_path / "agreement.docx"
    got.value.save_as(paper)
    words = in_libreoffice(paper)
    assert "Young people from 14 on find help." in words
    assert "ხელმოწერები" in words
    assert "Zaza Example" in words

    phone = open_page("/en/plan/agreements/pathways/", as_user=nino, size=PHONE)
    expect(phone.get_by_text("The specialist calls the reception.")).to_be_visible()
    assert faults_of(phone) == []
    for address in ("/ka/plan/agreements/", "/fr/agree/coverage/", "/ka/agree/coverage/"):
        phone.goto(address)
        assert faults_of(phone) == [], address
    his.goto("/ka/plan/agreements/")
    his.get_by_role("link", name="Working together").click()
    his.get_by_role("link", name="შეთანხმების შეწყვეტა").click()
    his.get_by_label("რატომ?").fill("პროგრამა დასრულდა.")
    assert faults_of(his) == []
    his.get_by_role("button", name="შეთანხმების შეწყვეტა").click()
    phone.goto("/en/plan/agreements/pathways/")
    expect(phone.get_by_text("No pathway works today")).to_be_visible()
