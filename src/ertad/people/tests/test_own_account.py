"""One's own account: name, address, devices, and closing it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils.translation import override

from ertad.audit.models import AuditRow, Revision
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.notices.acts.deliver_due import deliver_due
from ertad.people.accounts.devices import device_in_words
from ertad.people.accounts.links import LinkRefused, Why, address_key, read_address
from ertad.people.accounts.own import as_oneself
from ertad.people.acts.change_account import ask_for_address, change_account, confirm_address
from ertad.people.acts.close_account import close_account, left_alone
from ertad.people.acts.invite_member import invite_member
from ertad.people.models import Institution, MemberInvitation, Membership, User
from ertad.people.tests.conftest import as_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def sign_in(user: User, agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post(SIGN_IN, {"login": user.email, "password": "Example-pass-1"})
    return client


def test_giorgi_sees_all_of_it_on_one_page(giorgi: User) -> None:
    here, _there = sign_in(giorgi), sign_in(giorgi, PHONE)
    shown = here.get("/en/account/").content.decode()
    for said in ("giorgi@example.org", "Focal point, Example 1 city hall", "Firefox on Windows",
                 "Chrome on Android", "Sign out everywhere else"):  # fmt: skip
        assert said in shown.replace("<span lang", "<span lang"), said
    assert "127.0.0.1" not in shown, "a place is not shown"


def test_name_and_language(giorgi: User) -> None:
    as_user(giorgi).post("/en/account/change/", {"name": "Giorgi\r\nX: 1 B.", "language": "fr"})
    again = User.objects.get(pk=giorgi.pk)
    assert (again.name, again.language) == ("Giorgi X: 1 B.", "fr")
    assert "Giorgi" not in str(list(Revision.objects.values_list("before", "after")))
    refused = as_user(giorgi).post("/en/account/change/", {"name": "01234567890", "language": "fr"})
    assert "11-digit" in refused.content.decode()


def test_another_address_is_confirmed_by_its_own_mailbox(
    giorgi: User, client: Client, link_in_letter: Callable[[str], str]
) -> None:
    EmailAddress.objects.create(user=giorgi, email=giorgi.email, verified=True, primary=True)
    sign_in(giorgi).post("/en/account/address/", {"email": "G@Example.org"})
    link = link_in_letter("g@example.org")
    assert User.objects.get(pk=giorgi.pk).email == "giorgi@example.org"
    client.get(link)
    assert User.objects.get(pk=giorgi.pk).email == "giorgi@example.org"
    client.post(link)
    again = User.objects.get(pk=giorgi.pk)
    assert (again.email, again.new_email) == ("g@example.org", "")
    deliver_due(now())
    assert mail.outbox[-1].to == ["giorgi@example.org"], "the old address is told"
    assert client.post(link).status_code == 410
    old = Client()
    old.post(SIGN_IN, {"login": "giorgi@example.org", "password": "Example-pass-1"})
    assert old.get("/en/work/").status_code == 302


def test_links_to_confirm_an_address_that_open_no_more(giorgi: User, nino: User) -> None:
    at, by = now(), as_oneself(giorgi)
    ask_for_address(by=by, at=at, user=giorgi, email="one@example.org")
    one = address_key(giorgi, at)
    ask_for_address(by=by, at=at, user=giorgi, email="two@example.org")
    two = address_key(giorgi, at)
    with pytest.raises(LinkRefused, match=Why.WITHDRAWN):
        read_address(one, at)
    with pytest.raises(LinkRefused, match=Why.EXPIRED):
        read_address(two, at + timedelta(days=2))
    with pytest.raises(LinkRefused, match=Why.ALTERED):
        read_address(two[:-1], at)
    User.objects.filter(pk=nino.pk).update(email="two@example.org")
    with override("en"), pytest.raises(Refused, match="Another account"):
        confirm_address(key=two, at=at)
    assert User.objects.get(pk=giorgi.pk).email == "giorgi@example.org"
    with pytest.raises(Refused):
        ask_for_address(by=by, at=at, user=giorgi, email="TWO@example.org")


def test_only_oneself_changes_it(giorgi: User, nino: User) -> None:
    for by in (as_oneself(nino), SYSTEM, Actor(Role.COORDINATOR, None)):
        with pytest.raises(NotAllowed):
            change_account(by=by, at=now(), user=giorgi, name="X", language="ka")
        with pytest.raises(NotAllowed):
            ask_for_address(by=by, at=now(), user=giorgi, email="x@example.org")


def test_signing_out_one_device_and_all_others(giorgi: User, nino: User) -> None:
    here, phone, third = sign_in(giorgi), sign_in(giorgi, PHONE), sign_in(giorgi)
    other = sign_in(nino)
    of_the_phone = UserSession.objects.get(user_agent=PHONE)
    of_nino = UserSession.objects.get(user=nino)
    here.post(f"/en/account/devices/{of_the_phone.pk}/end/")
    assert phone.get("/en/work/").status_code == 302
    assert third.get("/en/work/").status_code == 200
    for wrong in (of_nino.pk, "0", "x", "9" * 40):
        assert here.post(f"/en/account/devices/{wrong}/end/").status_code == 404
    here.post("/en/account/devices/others/end/")
    assert third.get("/en/work/").status_code == 302
    assert here.get("/en/work/").status_code == 200
    assert other.get("/en/work/").status_code == 200


def test_a_new_password_signs_out_all_others(giorgi: User) -> None:
    here, there = sign_in(giorgi), sign_in(giorgi)
    words = {"oldpassword": "Example-pass-1", "password1": "a-lamp-and-a-river"}
    answer = here.post("/en/account/password/", words | {"password2": words["password1"]})
    assert answer.status_code == 302, answer.content.decode()
    assert here.get("/en/work/").status_code == 200
    assert there.get("/en/work/").status_code == 302
    assert UserSession.objects.filter(user=giorgi).count() == 1


def test_closing_ends_everything_at_once(giorgi: User, town: Institution) -> None:
    _another(town)
    here, there = sign_in(giorgi), sign_in(giorgi)
    Authenticator.objects.create(user=giorgi, type="totp", data={"secret": "x"})
    at = now()
    invite_member(by=SYSTEM, at=at, institution=town, email=giorgi.email, name="", role=Role.READER)
    assert here.post("/en/account/close/").status_code == 302
    assert there.get("/en/work/").status_code == 302
    again = User.objects.get(pk=giorgi.pk)
    assert not again.is_active
    assert again.closed_at is not None
    assert again.name == "Giorgi", "emptied when its time has come, not before"
    assert not Membership.objects.filter(user=giorgi, ended_on=None).exists()
    assert not Authenticator.objects.exists()
    assert not UserSession.objects.filter(user=giorgi).exists()
    assert MemberInvitation.objects.get().state == "withdrawn"
    assert AuditRow.objects.filter(act="account.close").exists()
    deliver_due(at + timedelta(minutes=1))
    assert mail.outbox[-1].to == ["giorgi@example.org"]
    refused = Client().post(SIGN_IN, {"login": giorgi.email, "password": "Example-pass-1"})
    assert "/work/" not in refused.headers.get("Location", "")


def _another(town: Institution) -> User:
    user = User.objects.create_user("maka@example.org", "Example-pass-1", name="Maka")
    Membership.objects.create(
        user=user, institution=town, role=Role.FOCAL_POINT, since=now().date()
    )
    return user


def test_the_last_focal_point_hands_over_first(giorgi: User, town: Institution) -> None:
    client = sign_in(giorgi)
    assert "Hand over first" in client.get("/en/account/close/").content.decode()
    assert client.post("/en/account/close/").status_code == 409
    with override("en"), pytest.raises(Refused, match="Hand over first"):
        close_account(by=as_oneself(giorgi), at=now(), user=giorgi)
    assert User.objects.get(pk=giorgi.pk).is_active
    maka = _another(town)
    assert not left_alone(giorgi)
    User.objects.filter(pk=maka.pk).update(is_active=False)
    assert left_alone(giorgi) == [town]


def test_the_last_coordinator_does_not_leave(nino: User) -> None:
    with pytest.raises(Refused):
        close_account(by=as_oneself(nino), at=now(), user=nino)


def test_an_administrator_closes_the_account_of_a_member(
    dato: User, giorgi: User, lasha: User, town: Institution, centre: Institution
) -> None:
    member = Membership.objects.get(user=giorgi)
    address = f"/en/people/members/{member.pk}/close/"
    assert "Giorgi" in as_user(dato).get(address).content.decode()
    assert as_user(lasha).get(address).status_code in (403, 404)
    of_lasha = Membership.objects.get(user=lasha)
    assert as_user(dato).post(f"/en/people/members/{of_lasha.pk}/close/").status_code in (403, 404)

    Membership.objects.create(user=giorgi, institution=centre, role=Role.READER, since=now().date())
    assert as_user(dato).post(address).status_code == 403, "the centre has a say too"
    Membership.objects.filter(institution=centre, user=giorgi).update(ended_on=now().date())
    as_user(dato).post(address)
    assert not User.objects.get(pk=giorgi.pk).is_active


def test_a_coordinator_says_why(nino: User, giorgi: User) -> None:
    address = f"/en/people/members/{Membership.objects.get(user=giorgi).pk}/close/"
    client = as_user(nino)
    assert client.post(address).status_code == 200
    assert User.objects.get(pk=giorgi.pk).is_active
    client.post(address, {"reason": "Left the city hall."})
    assert not User.objects.get(pk=giorgi.pk).is_active
    assert AuditRow.objects.get(act="account.close").reason == "Left the city hall."
    assert client.post(address, {"reason": "Twice"}).status_code == 404


@pytest.mark.parametrize(
    ("agent", "words"),
    [(FIREFOX, "Firefox on Windows"), (PHONE, "Chrome on Android"),
     ("Mozilla/5.0 (iPhone) Version/17.0 Safari/604.1", "Safari on iPhone"),
     ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
     ("", "A device that does not say what it is"), ("curl/8", "A device that does not")],
)  # fmt: skip
def test_devices_in_words(agent: str, words: str) -> None:
    with override("en"):
        assert device_in_words(agent).startswith(words)


def test_a_role_ended_in_another_tab_is_gone_with_the_next_request(
    giorgi: User, settings: Any
) -> None:
    client = sign_in(giorgi)
    assert client.get("/en/collect/").status_code == 200
    Membership.objects.filter(user=giorgi).update(ended_on=now().date())
    assert client.get("/en/collect/").status_code == 403
    assert Session.objects.exists()
