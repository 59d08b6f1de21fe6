"""The auditor signs in, finds who saw a record, and takes it out as a file."""

import os
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from ertad.audit.acts.check_chain import check_chain
from ertad.audit.models import AuditRow
from ertad.kernel.clock import now as clock_now
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User
from tests.browser.conftest import DESKTOP, PHONE, Open, faults_of


@pytest.fixture
def irakli(agency: Institution) -> User:
    user = User.objects.create_user(
        "irakli@example.org", password="Example-pass-1", name="Irakli", language="en"
    )
    since = date(2026, 1, 1)
    Membership.objects.create(user=user, institution=agency, role=Role.AUDITOR, since=since)
    return user


def test_who_saw_the_members_of_the_town(
    open_page: Open, irakli: User, nino: User, giorgi: User, town: Institution
) -> None:
    with translation.override("en"):
        members = reverse("people:members", args=[town.pk])
    seen = open_page(members, as_user=nino)
    expect(seen.get_by_role("rowheader", name="Giorgi")).to_be_visible()
    address = seen.url
    check_chain(clock_now())

    page = open_page("/en/account/sign-in/", scripts=True)
    page.get_by_label("E-mail").fill("irakli@example.org")
    page.get_by_label("Password").fill("Example-pass-1")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Audit trail").click()
    expect(page.get_by_text("Chain whole")).to_be_visible()
    page.get_by_label("Who saw or changed a record").fill(address)
    page.get_by_role("button", name="Find out").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who saw or changed this record")
    expect(page.get_by_role("row", name="Nino Coordinator 1 0")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the acts on it as a file").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    assert AuditRow.objects.filter(act="audit.export", actor_id=str(irakli.pk)).exists()
    page.get_by_role("link", name="Members of an institution read").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Members of an institution read")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_axe_finds_nothing(
    open_page: Open, irakli: User, town: Institution, language: str, size: dict[str, int]
) -> None:
    check_chain(clock_now())
    row = AuditRow.objects.order_by("seq")[0]
    record = f"record/?kind={row.kind}&id={row.object_id}"
    page = open_page(f"/{language}/audit/", as_user=irakli, size=size)
    for number, path in enumerate(("", "record/", f"act/{row.seq}/", record)):
        page.goto(f"/{language}/audit/{path}")
        if folder := os.environ.get("ERTAD_PICTURES"):
            name = f"{folder}/audit-{number}-{language}-{size['width']}.png"
            page.screenshot(path=name, full_page=True)
        assert faults_of(page) == [], path
