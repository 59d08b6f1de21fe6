"""The members of an institution are kept by its administrator; the coordinator says why first."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.audit.models import AuditRow
from ertad.kernel.roles import Role
from ertad.people.models import Institution, MemberInvitation, Membership, User

pytestmark = pytest.mark.django_db
Enter = Callable[[User], Client]
TAMAR = {"name": "Tamar", "email": "tamar@example.org", "role": "deputy", "language": "ka"}
WHY = "They asked for it by telephone"


@pytest.fixture
def enter() -> Enter:
    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return as_user


@pytest.fixture
def keti(town: Institution) -> User:
    """Administrator of the town."""
    user = User.objects.create_user("keti@example.org", name="Keti", language="en")
    Membership.objects.create(
        user=user, institution=town, role=Role.INSTITUTION_ADMIN, since=date(2026, 1, 1)
    )
    return user


def at(name: str, key: object) -> str:
    with override("en"):
        return reverse(f"people:{name}", args=[key])


def given(town: Institution) -> MemberInvitation | None:
    return MemberInvitation.objects.filter(institution=town, email=TAMAR["email"]).first()


def test_nino_invites_and_ends_a_role_for_the_town_and_says_why(
    enter: Enter, nino: User, giorgi: User, town: Institution
) -> None:
    client = enter(nino)
    assert "Why you do this" in client.get(at("members", town.pk)).content.decode()
    for missing in ({}, {"reason": "  "}, {"reason": "about 01234567890"}):
        assert client.post(at("members", town.pk), {**TAMAR, **missing}).status_code == 422
    assert given(town) is None

    assert client.post(at("members", town.pk), {**TAMAR, "reason": WHY}).status_code == 302
    assert given(town)
    assert _last() == ("member.invite", WHY, str(town.pk))

    member = Membership.objects.get(user=giorgi)
    asked = client.post(at("end_membership", member.pk), {"version": "1"})
    assert (asked.status_code, "Why you do this" in asked.content.decode()) == (200, True)
    wrong = client.post(at("end_membership", member.pk), {"version": "1", "reason": ""})
    assert wrong.status_code == 422
    member.refresh_from_db()
    assert member.ended_on is None
    client.post(at("end_membership", member.pk), {"version": "1", "reason": "She has left"})
    member.refresh_from_db()
    assert member.ended_on
    assert _last() == ("member.end", "She has left", str(town.pk))


def test_keti_keeps_her_own_members_and_is_asked_nothing(
    enter: Enter, keti: User, giorgi: User, town: Institution
) -> None:
    client = enter(keti)
    assert "Why you do this" not in client.get(at("members", town.pk)).content.decode()
    client.post(at("members", town.pk), {**TAMAR, "reason": "not asked"})
    assert given(town)
    assert _last() == ("member.invite", "", str(town.pk))
    member = Membership.objects.get(user=giorgi)
    client.post(at("end_membership", member.pk), {"version": "1"})
    member.refresh_from_db()
    assert member.ended_on


def test_keti_invites_to_no_central_role_whatever_the_form_says(
    enter: Enter, keti: User, town: Institution
) -> None:
    for role in ("coordinator", "auditor", "specialist", "operator", "link_holder", "public"):
        answer = enter(keti).post(at("members", town.pk), {**TAMAR, "role": role})
        assert answer.status_code == 422
    assert given(town) is None


def test_a_role_ended_in_another_tab_is_gone_at_once(
    enter: Enter, keti: User, nino: User, town: Institution
) -> None:
    open_page = enter(keti)
    assert open_page.get(at("members", town.pk)).status_code == 200
    own = Membership.objects.get(user=keti)
    enter(nino).post(at("end_membership", own.pk), {"version": "1", "reason": WHY})

    assert open_page.post(at("members", town.pk), TAMAR).status_code == 403
    assert open_page.get(at("members", town.pk)).status_code == 403
    assert given(town) is None


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 12, "7"])
def test_a_wrong_version_ends_nothing(enter: Enter, keti: User, giorgi: User, version: str) -> None:
    member = Membership.objects.get(user=giorgi)
    answer = enter(keti).post(at("end_membership", member.pk), {"version": version})
    assert answer.status_code == 302
    member.refresh_from_db()
    assert member.ended_on is None


def _last() -> tuple[str, str, str]:
    row = AuditRow.objects.order_by("-seq")[0]
    return row.act, row.reason, row.institution_id
