"""An administrator invites a deputy, who accepts by the link and begins."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.clock import now as clock_now
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role, roles_of
from ertad.notices.acts.deliver_due import deliver_due
from ertad.notices.models import Letter
from ertad.people.accounts.links import LinkRefused, Why, invitation_key, read_invitation
from ertad.people.acts.accept_invitation import accept_invitation
from ertad.people.acts.add_member import add_member
from ertad.people.acts.close_account import close_account
from ertad.people.acts.invite_member import (
    invite_member,
    send_invitation_again,
    withdraw_invitation,
)
from ertad.people.due import forget_invitations
from ertad.people.models import Institution, MemberInvitation, User
from ertad.people.tests.conftest import as_user

pytestmark = pytest.mark.django_db
Find = Callable[[str], str]
ANA = {"email": "Ana@example.org", "name": "Ana", "role": "deputy", "language": "fr"}


def members(place: Institution) -> str:
    return f"/en/people/institutions/{place.pk}/members/"


def test_dato_invites_ana_who_accepts_and_is_in(
    dato: User, town: Institution, client: Client, link_in_letter: Find
) -> None:
    answer = as_user(dato).post(members(town), ANA, follow=True)
    assert "ana@example.org" in answer.content.decode()
    assert not User.objects.filter(email="ana@example.org").exists()

    link = link_in_letter("ana@example.org")
    assert link.startswith("/fr/"), "in the language of the invitee"
    shown = client.get(link).content.decode()
    assert 'value="Ana"' in shown
    assert MemberInvitation.objects.get().state == "waiting", "looking at it uses nothing up"

    chosen = {"name": "Ana A.", "language": "fr", "password": "a-lamp-and-a-river"}
    assert client.post(link, chosen).status_code == 302
    ana = User.objects.get(email="ana@example.org")
    assert (ana.name, ana.language) == ("Ana A.", "fr")
    assert ana.check_password("a-lamp-and-a-river")
    assert Role.DEPUTY in roles_of(ana)
    assert client.get("/fr/work/").status_code == 200
    accepted = MemberInvitation.objects.get()
    assert (accepted.state, accepted.email, accepted.name) == ("accepted", "", "")


def test_without_a_password_one_comes_in_too(
    dato: User, town: Institution, client: Client, link_in_letter: Find
) -> None:
    as_user(dato).post(members(town), ANA)
    link = link_in_letter("ana@example.org")
    client.post(link, {"name": "Ana", "language": "ka", "password": ""})
    assert client.get("/ka/work/").status_code == 200
    assert not User.objects.get(email="ana@example.org").has_usable_password()


def test_a_link_that_was_used_says_so(
    dato: User, town: Institution, client: Client, link_in_letter: Find
) -> None:
    as_user(dato).post(members(town), ANA)
    link = link_in_letter("ana@example.org")
    client.post(link, {"name": "Ana", "language": "ka", "password": ""})
    again = Client().post(link, {"name": "Mallory", "language": "ka", "password": ""})
    assert again.status_code == 410
    assert "sign-in" in again.content.decode()
    assert User.objects.get(email="ana@example.org").name == "Ana"


@pytest.fixture
def invitation(town: Institution) -> MemberInvitation:
    return invite_member(
        by=SYSTEM, at=clock_now(), institution=town, email="ana@example.org", name="Ana",
        role=Role.DEPUTY, language="en",
    )  # fmt: skip


def test_a_new_letter_ends_the_earlier_link(invitation: MemberInvitation, client: Client) -> None:
    old, at = invitation_key(invitation), clock_now()
    send_invitation_again(by=SYSTEM, at=at, invitation=invitation, version=1)
    with pytest.raises(LinkRefused, match=Why.WITHDRAWN):
        read_invitation(old, at)
    assert read_invitation(invitation_key(invitation), at) == invitation
    deliver_due(at)
    assert len(mail.outbox) == 1, "the letter with the old link is not sent any more"

    with pytest.raises(StaleEdit):
        withdraw_invitation(by=SYSTEM, at=at, invitation=invitation, version=1)
    withdraw_invitation(by=SYSTEM, at=at, invitation=invitation, version=2)
    shown = client.get(reverse("account:invitation", args=[invitation_key(invitation)]))
    assert shown.status_code == 410


def test_an_old_link_has_expired(invitation: MemberInvitation) -> None:
    key, week = invitation_key(invitation), invitation.sent_at + timedelta(days=7)
    read_invitation(key, week - timedelta(seconds=1))
    with pytest.raises(LinkRefused, match=Why.EXPIRED):
        accept_invitation(key=key, at=week, name="Ana")
    assert not User.objects.filter(email="ana@example.org").exists()


def test_what_nobody_accepted_is_forgotten(invitation: MemberInvitation) -> None:
    assert forget_invitations(invitation.expires_at + timedelta(days=29)) == {}
    late = invitation.expires_at + timedelta(days=31)
    assert forget_invitations(late) == {"invitations forgotten": 1}
    assert forget_invitations(late) == {}
    assert MemberInvitation.objects.get().email == ""


@pytest.mark.parametrize("change", ["x", "cut", "", "long", "other"])
def test_an_altered_link_tells_nothing(
    invitation: MemberInvitation, client: Client, change: str, giorgi: User
) -> None:
    from ertad.people.accounts.links import sign_in_key

    key = invitation_key(invitation)
    wrong = {
        "x": "x" + key[1:], "cut": key[:-4], "": "no-such", "long": "a" * 5000,
        "other": sign_in_key(giorgi, clock_now()),
    }[change]  # fmt: skip
    answer = client.get(f"/en/account/invitation/{wrong}/")
    assert answer.status_code == 404
    assert "city hall" not in answer.content.decode()


def test_two_that_press_at_once_make_one_account(
    invitation: MemberInvitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ertad.people.acts import accept_invitation as act

    key, at = invitation_key(invitation), clock_now()
    stale = read_invitation(key, at)
    accept_invitation(key=key, at=at, name="Ana")
    monkeypatch.setattr(act, "read_invitation", lambda key, at: stale)
    with pytest.raises(StaleEdit):
        accept_invitation(key=key, at=at, name="Ana")
    assert User.objects.filter(email="ana@example.org").count() == 1


def test_who_has_an_account_gets_the_role_and_is_not_signed_in_by_it(
    giorgi: User, centre: Institution, client: Client
) -> None:
    found = invite_member(
        by=SYSTEM, at=clock_now(), institution=centre, email=giorgi.email, name="",
        role=Role.READER,
    )  # fmt: skip
    address = reverse("account:invitation", args=[invitation_key(found)])
    assert 'name="password"' not in client.get(address).content.decode()
    client.post(address, {"name": "Mallory", "password": "a-lamp-and-a-river"})
    again = User.objects.get(pk=giorgi.pk)
    assert again.held_roles() >= {(Role.READER, centre.pk)}
    assert again.name == "Giorgi"
    assert again.check_password("Example-pass-1")
    assert client.get("/en/work/").status_code == 302


def test_whoever_left_can_be_invited_anew(giorgi: User, town: Institution) -> None:
    at = clock_now()
    close_account(by=SYSTEM, at=at, user=giorgi)
    found = invite_member(
        by=SYSTEM, at=at, institution=town, email=giorgi.email, name="", role=Role.READER
    )
    accept_invitation(key=invitation_key(found), at=at, name="Giorgi")
    again = User.objects.get(pk=giorgi.pk)
    assert again.is_active
    assert again.closed_at is None
    assert roles_of(again) == {Role.PUBLIC, Role.READER}
    assert not again.has_usable_password()


def test_the_same_is_not_invited_twice(town: Institution, invitation: MemberInvitation) -> None:
    again: dict[str, Any] = {"by": SYSTEM, "at": clock_now(), "institution": town, "name": "Ana"}
    with override("en"), pytest.raises(Refused, match="waits"):
        invite_member(**again, email="ANA@example.org", role=Role.DEPUTY)
    invite_member(**again, email="ana@example.org", role=Role.READER)
    add_member(
        by=SYSTEM, at=clock_now(), institution=town, email="b@example.org", name="B",
        role=Role.READER,
    )  # fmt: skip
    with override("en"), pytest.raises(Refused, match="already"):
        invite_member(**again, email="b@example.org", role=Role.READER)


def test_a_coordinator_says_why_for_another_institution_only(
    nino: User, town: Institution, agency: Institution
) -> None:
    client = as_user(nino)
    assert 'name="reason"' in client.get(members(town)).content.decode()
    assert 'name="reason"' not in client.get(members(agency)).content.decode()
    refused = client.post(members(town), ANA).content.decode()
    assert "error" in refused
    assert not MemberInvitation.objects.exists()

    client.post(members(town), ANA | {"reason": "The town has no administrator yet."})
    assert MemberInvitation.objects.get().institution == town
    assert AuditRow.objects.get(act="member.invite").reason == "The town has no administrator yet."
    client.post(members(agency), ANA | {"role": "auditor"})
    assert MemberInvitation.objects.filter(institution=agency).exists()


def test_a_coordinator_says_why_to_send_again_and_to_withdraw(
    nino: User, town: Institution, now: datetime
) -> None:
    waiting = invite_member(
        by=SYSTEM, at=now, institution=town, email="x@example.org", name="", role=Role.READER
    )
    client = as_user(nino)
    for door, act in (("again", "member.invite_again"), ("withdraw", "member.uninvite")):
        address = f"/en/people/invitations/{waiting.pk}/{door}/"
        version = str(MemberInvitation.objects.get().version)
        asked = client.post(address, {"version": version})
        assert (asked.status_code, "Why you do this" in asked.content.decode()) == (200, True)
        empty = client.post(address, {"version": version, "reason": " "})
        assert empty.status_code == 422
        assert not AuditRow.objects.filter(act=act).exists()
        client.post(address, {"version": version, "reason": "The town asked for it."})
        assert AuditRow.objects.get(act=act).reason == "The town asked for it."
    assert MemberInvitation.objects.get().state == "withdrawn"


def test_nobody_invites_beyond_his_right(
    dato: User, giorgi: User, town: Institution, centre: Institution
) -> None:
    assert as_user(giorgi).post(members(town), ANA).status_code == 403
    assert as_user(dato).post(members(centre), ANA).status_code == 403
    as_user(dato).post(members(town), ANA | {"role": "coordinator"})
    assert not MemberInvitation.objects.exists()
    admin = Actor(Role.INSTITUTION_ADMIN, dato.pk, town.pk)
    for role in (Role.COORDINATOR, Role.AUDITOR, Role.SPECIALIST, Role.LINK_HOLDER):
        with pytest.raises(NotAllowed):
            invite_member(
                by=admin, at=clock_now(), institution=town, email="a@b.ge", name="", role=role
            )


def test_of_other_institutions_not_even_the_id_is_known(
    dato: User, centre: Institution, now: datetime
) -> None:
    other = invite_member(
        by=SYSTEM, at=now, institution=centre, email="x@example.org", name="", role=Role.READER
    )
    for door in ("again", "withdraw"):
        answer = as_user(dato).post(f"/en/people/invitations/{other.pk}/{door}/", {"version": "1"})
        assert answer.status_code == 404
    assert MemberInvitation.objects.get().state == "waiting"


def test_names_that_would_break_a_letter(town: Institution, now: datetime) -> None:
    invite_member(
        by=SYSTEM, at=now, institution=town, email="x@example.org",
        name="Ana\r\nBcc: all@example.org\u202e =1+1", role=Role.READER,
    )  # fmt: skip
    deliver_due(now)
    (letter,) = mail.outbox
    assert letter.to == ["x@example.org"]
    assert "Bcc" not in letter.message()
    assert "\n" not in MemberInvitation.objects.get().name


@pytest.mark.parametrize(
    "wrong", [{"email": "no"}, {"email": ""}, {"role": "public"}, {"name": "01234567890"},
              {"name": "a" * 500}, {"language": "xx"}]
)  # fmt: skip
def test_what_is_wrong_is_said(dato: User, town: Institution, wrong: dict[str, str]) -> None:
    answer = as_user(dato).post(members(town), ANA | wrong)
    assert answer.status_code == 422
    assert 'class="error' in answer.content.decode()
    assert not MemberInvitation.objects.exists()


def test_no_address_or_name_is_kept_in_a_trace(
    invitation: MemberInvitation, client: Client
) -> None:
    accept_invitation(key=invitation_key(invitation), at=clock_now(), name="Ana Secret")
    kept = str(list(Revision.objects.values_list("before", "after")))
    kept += str(list(AuditRow.objects.values_list("details", "reason")))
    assert "ana@" not in kept
    assert "Secret" not in kept


def test_links_name_the_installation_whatever_the_host(
    invitation: MemberInvitation, settings: Any
) -> None:
    assert "http://testserver/" in Letter.objects.get().text
    settings.ERTAD_ADDRESS = "https://ertad.example.org"
    send_invitation_again(by=SYSTEM, at=clock_now(), invitation=invitation, version=1)
    assert "https://ertad.example.org/" in Letter.objects.get(key__endswith=":2").text


def test_many_invitations_cost_no_more_queries(
    dato: User, town: Institution, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        invite_member(
            by=SYSTEM, at=clock_now(), institution=town, email=f"x{number}@example.org", name="",
            role=Role.READER,
        )  # fmt: skip
    client = as_user(dato)
    client.get(members(town))
    with django_assert_max_num_queries(14):
        client.get(members(town))
