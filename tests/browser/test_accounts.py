"""From the invitation to the first sign-in; a passkey; the warning before one is signed out."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect

from ertad.kernel.clock import now
from ertad.kernel.roles import Role
from ertad.notices.acts.deliver_due import deliver_due
from ertad.people.accounts.links import address_key, invitation_key, sign_in_key
from ertad.people.accounts.own import as_oneself
from ertad.people.acts.change_account import ask_for_address
from ertad.people.acts.invite_member import invite_member, withdraw_invitation
from ertad.people.models import Institution, Membership, User
from tests.browser.conftest import DESKTOP, PHONE, Open, faults_of

PASSWORD = "a-lamp-and-a-river"
LOCKED = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def as_in_real_use(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    cache.clear()


@pytest.fixture
def dato(town: Institution) -> User:
    user = User.objects.create_user("dato@example.org", PASSWORD, name="Dato", language="en")
    Membership.objects.create(
        user=user, institution=town, role=Role.INSTITUTION_ADMIN, since=now().date()
    )
    return user


def link_to(address: str) -> str:
    deliver_due(now())
    letter = next(each for each in reversed(mail.outbox) if each.to == [address])
    found = re.search(r"http://testserver(/\S+)", str(letter.body))
    assert found
    return found[1]


def code_now(secret: str, later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def set_up_app(page: Page) -> str:
    """The secret that the app has now."""
    secret = page.locator("main code").inner_text()
    page.get_by_label("code").fill(code_now(secret))
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    return secret


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/en/account/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_from_the_invitation_to_the_first_sign_in_with_an_app(
    open_page: Open, nino: User, town: Institution
) -> None:
    settings_page = open_page()
    sign_in(settings_page, nino.email, "Example-pass-1")
    expect(settings_page.get_by_role("heading", name="One more step")).to_be_visible()
    settings_page.get_by_role("link", name="Set up an app").click()
    set_up_app(settings_page)
    settings_page.get_by_role("link", name="I have kept them; go on").click()

    settings_page.goto(f"/en/people/institutions/{town.pk}/members/")
    settings_page.get_by_label("E-mail").fill("ana@example.org")
    settings_page.get_by_label("Role").select_option("institution_admin")
    settings_page.get_by_label("Language of the letter").select_option("en")
    settings_page.get_by_label("Why you do this").fill("The town has no administrator yet.")
    settings_page.get_by_role("button", name="Send the invitation").click()
    expect(settings_page.get_by_text("The letter with the link is on its way.")).to_be_visible()

    ana = open_page(link_to("ana@example.org"))
    ana.get_by_label("Your name").fill("Ana")
    ana.get_by_label("Password").fill("giorgi2020!")
    ana.get_by_role("button", name="Accept and go on").click()
    expect(ana.get_by_text("Many would guess this").first).to_be_visible()
    ana.get_by_label("Password").fill(PASSWORD)
    ana.get_by_role("button", name="Accept and go on").click()
    expect(ana.get_by_role("heading", name="One more step")).to_be_visible()
    ana.get_by_role("link", name="Set up an app").click()
    secret = set_up_app(ana)
    with ana.expect_download() as file:
        ana.get_by_role("link", name="Take the file").click()
    assert len(file.value.path().read_text().split()) == 10
    ana.get_by_role("link", name="I have kept them; go on").click()
    expect(ana).to_have_url(re.compile("/en/work/"))

    again = open_page()
    sign_in(again, "ana@example.org")
    expect(again.get_by_role("heading", name="Second step")).to_be_visible()
    again.get_by_label("Code").fill(code_now(secret, later=1))
    again.get_by_role("button", name="Sign in", exact=True).click()
    expect(again).to_have_url(re.compile("/en/work/"))


def test_a_passkey_alone_signs_in(open_page: Open, dato: User, live_server: Any) -> None:
    here = live_server.url.replace("127.0.0.1", "localhost")
    page = open_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": LOCKED})
    page.goto(f"{here}/en/account/sign-in/")
    page.get_by_label("E-mail").fill(dato.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Make a passkey").click()
    page.get_by_label("Name of the passkey").fill("Office computer")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{here}/en/account/")
    expect(page.get_by_text("Office computer")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{here}/en/account/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/en/work/"))


def test_without_a_passkey_on_the_device_one_is_told(
    open_page: Open, live_server: Any, lasting: None
) -> None:
    page = open_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": LOCKED})
    page.goto(live_server.url.replace("127.0.0.1", "localhost") + "/en/account/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("[data-passkey-failed]")).to_be_visible()
    assert faults_of(page) == []


def test_warned_before_one_is_signed_out_and_going_on(
    open_page: Open, giorgi: User, settings: Any
) -> None:
    settings.IDLE_SECONDS, settings.IDLE_WARNING_SECONDS = 6, 3
    page = open_page("/en/account/change/", as_user=giorgi)
    box = page.get_by_role("alertdialog")
    expect(box).to_be_visible(timeout=10_000)
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert faults_of(page) == []
    page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    page.get_by_label("Name").fill("Giorgi B.")
    expect(box).to_be_visible(timeout=10_000)
    expect(page).to_have_url(re.compile(r"/sign-in/\?next="), timeout=15_000)
    expect(page.get_by_text("nothing was done for a while")).to_be_visible()
    settings.IDLE_SECONDS = 0
    page.get_by_label("E-mail").fill(giorgi.email)
    page.get_by_label("Password").fill("Example-pass-1")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/en/account/change/"))


def test_a_link_to_sign_in_without_javascript(open_page: Open, giorgi: User) -> None:
    User.objects.filter(pk=giorgi.pk).update(language="en")
    page = open_page("/en/account/sign-in/", scripts=False)
    page.get_by_role("link", name="Send me a link to sign in by e-mail").click()
    page.get_by_label("Email").fill(giorgi.email)
    page.get_by_role("button", name="Send the letter").click()
    expect(page.get_by_role("heading", name="Look in your mailbox")).to_be_visible()
    other = open_page(link_to(giorgi.email), scripts=False)
    other.get_by_role("button", name="Sign in now").click()
    expect(other).to_have_url(re.compile("/en/work/"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_axe_finds_nothing_in_any_state(
    open_page: Open, giorgi: User, dato: User, town: Institution, language: str,
    size: dict[str, int],
) -> None:  # fmt: skip
    at, faults = now(), {}
    invited = invite_member(
        by=as_admin(dato, town), at=at, institution=town, email="ana@example.org", name="Ana",
        role=Role.INSTITUTION_ADMIN,
    )  # fmt: skip
    ask_for_address(by=as_oneself(giorgi), at=at, user=giorgi, email="g@example.org")
    page = open_page(size=size)

    def look(state: str, name: str = "", **words: Any) -> None:
        if name:
            with override(language):
                page.goto(reverse(name, kwargs=words))
        if found := faults_of(page):
            faults[state] = found

    look("invitation", "account:invitation", key=invitation_key(invited))
    page.locator("[name=name]").fill("")
    page.locator("main form .button").click()
    look("invitation with errors")
    look("altered", "account:invitation", key="no-such")
    look("sign-in link", "account:sign_in_link", key=sign_in_key(giorgi, at))
    look("address", "account:confirm_address", key=address_key(giorgi, at))
    look("address altered", "account:confirm_address", key="no-such")
    page.goto(f"/{language}/account/sign-in/")
    look("sign in")
    page.locator("[name=login]").fill(dato.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form .button").first.click()
    look("one more step")
    look("app", "mfa_activate_totp")
    page.locator("[name=code]").fill(code_now(page.locator("main code").inner_text()))
    page.locator("main form .button").click()
    look("codes")
    look("codes again", "mfa_view_recovery_codes")
    look("two steps", "mfa_index")
    look("app off", "mfa_deactivate_totp")
    look("passkey", "mfa_add_webauthn")
    look("account", "account:mine")
    look("members", "people:members", pk=town.pk)
    member = Membership.objects.get(user=giorgi)
    look("close", "people:close_account", pk=member.pk)
    withdraw_invitation(by=as_admin(dato, town), at=at, invitation=invited, version=1)
    look("withdrawn", "account:invitation", key=invitation_key(invited))
    assert faults == {}


def as_admin(user: User, place: Institution) -> Any:
    from ertad.kernel.actor import Actor

    return Actor(Role.INSTITUTION_ADMIN, user.pk, place.pk)
