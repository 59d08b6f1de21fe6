"""Contact points in a browser: confirmed by the letter's link, handed over to a successor."""

from uuid import uuid4

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day, now
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.ask_contacts import ask_contacts
from ertad.people.contacts.links import key_of
from ertad.people.contacts.writing import Told
from ertad.people.models import ContactPoint, Institution, User
from tests.browser.conftest import PHONE, Open, faults_of


def named(town: Institution, name: str, **more: object) -> ContactPoint:
    told = Told({"name": name, "position_en": "Social worker"}, ["ADD", "LEG"], ["example-1"])
    return add_contact(contact_id=uuid4(), institution=town, told=told, by=SYSTEM, at=now(), **more)


def address(name: str, *args: object) -> str:
    with override("en"):
        return reverse(f"people:{name}", args=args)


def test_tamar_confirms_by_the_link_on_her_telephone(open_page: Open, town: Institution) -> None:
    contact = named(town, "Tamar")
    ask_contacts(now())
    contact.refresh_from_db()
    page = open_page(address("contact_by_link", key_of(contact)), size=PHONE, scripts=False)
    expect(page.locator("h1")).to_have_text("Are you still the contact point?")
    assert "Tamar" not in page.content()
    page.get_by_role("link", name="Change something").click()
    page.get_by_label("When one can call").fill("Mon-Fri 9-13")
    page.get_by_role("button", name="Save and confirm").click()
    expect(page.locator("h1")).to_have_text("Thank you, it is confirmed")
    expect(page.get_by_text("Mon–Fri 09:00–13:00")).to_be_visible()
    contact.refresh_from_db()
    assert contact.confirmed_on == local_day(now())
    page.get_by_role("link", name="I am no longer this").click()
    page.locator("main").get_by_role("button", name="I am no longer this").click()
    expect(page.get_by_role("button", name="I am still this")).to_be_visible()


def test_giorgi_hands_over_and_the_answer_follows(
    open_page: Open, town: Institution, giorgi: User
) -> None:
    deputy = named(town, "Eka")
    old = named(town, "Giorgi", user_id=giorgi.pk, deputy=deputy)
    page = open_page(address("contact", old.pk), as_user=giorgi)
    assert faults_of(page) == []
    page.get_by_role("link", name="Hand over", exact=True).click()
    assert faults_of(page) == []
    page.get_by_label("Somebody else, named below").check()
    page.get_by_role("button", name="Show what will move").click()
    expect(page.locator(".error-summary, [role=alert]").first).to_be_visible()
    page.locator("input[name=name]").fill("Nana Beridze")
    page.get_by_role("button", name="Show what will move").click()
    expect(page.get_by_text("From: Giorgi. To: Nana Beridze.")).to_be_visible()
    assert faults_of(page) == []
    assert ContactPoint.objects.get(pk=old.pk).ended_on is None
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator("h1")).to_have_text("Nana Beridze")
    page.goto(address("call_about") + "?theme=LEG&place=example-1")
    assert faults_of(page) == []
    expect(page.get_by_role("heading", name="Nana Beridze")).to_be_visible()
    expect(page.get_by_role("heading", name="Giorgi")).to_have_count(0)
    page.goto(address("coverage"))
    assert faults_of(page) == []
    page.goto(address("contacts"))
    assert faults_of(page) == []
    page.goto(address("contact", old.pk))
    expect(page.get_by_role("link", name="The successor")).to_be_visible()
