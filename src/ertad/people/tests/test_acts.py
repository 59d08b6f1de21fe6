"""Institutions are kept by the coordinator; roles are given and ended, with effect at once."""

from datetime import datetime

import pytest
from click.testing import CliRunner

from ertad.audit.models import Revision
from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.rights import actor_with
from ertad.kernel.roles import Role, roles_of
from ertad.people.acts.add_member import add_member
from ertad.people.acts.end_membership import end_membership
from ertad.people.acts.keep_institution import add_institution, change_institution
from ertad.people.commands import add_institution_command
from ertad.people.models import Institution, Membership, User

pytestmark = pytest.mark.django_db


def test_nino_adds_an_institution_and_giorgi_may_not(
    nino: User, giorgi: User, now: datetime
) -> None:
    house = add_institution(
        by=actor_with(nino, "institution.keep"),
        at=now,
        fields={"code": "house", "kind": "ngo", "name_en": "Youth house"},
        municipalities=["example-2"],
        aliases=["ახალგაზრდული სახლი"],
    )
    assert list(house.municipalities.values_list("code", flat=True)) == ["example-2"]
    assert house.aliases.get().folded

    town = giorgi.memberships.get().institution_id
    by = Actor(Role.FOCAL_POINT, giorgi.pk, town)
    with pytest.raises(NotAllowed):
        add_institution(by=by, at=now, fields={"code": "x", "kind": "ngo"})


def test_an_institution_changed_meanwhile_is_not_overwritten(
    town: Institution, now: datetime
) -> None:
    same = {"at": now, "by": SYSTEM, "municipalities": ["example-1"], "aliases": []}
    change_institution(institution=town, version=1, fields={"phone": "1"}, **same)
    with pytest.raises(StaleEdit):
        change_institution(institution=town, version=1, fields={"phone": "2"}, **same)
    assert Institution.objects.get(pk=town.pk).phone == "1"


def test_a_role_is_given_once_and_ends_at_once(town: Institution, now: datetime) -> None:
    given = [
        add_member(
            by=SYSTEM, at=now, institution=town, email="Tamar@Example.org", name="Tamar",
            role=Role.DEPUTY,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert given[0] == given[1]
    tamar = User.objects.get(email="tamar@example.org")
    assert Role.DEPUTY in roles_of(tamar)

    end_membership(by=SYSTEM, at=now, membership=given[0], version=1)
    assert roles_of(User.objects.get(pk=tamar.pk)) == {Role.PUBLIC}
    assert Membership.objects.count() == 1


def test_no_address_or_name_is_kept_in_a_trace(town: Institution, now: datetime) -> None:
    add_member(
        by=SYSTEM, at=now, institution=town, email="tamar@example.org", name="Tamar",
        role=Role.DEPUTY,
    )  # fmt: skip
    traces = str(list(Revision.objects.values_list("before", "after")))
    assert "tamar" not in traces.lower()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.SPECIALIST])
def test_an_institution_admin_gives_no_central_role(
    town: Institution, now: datetime, role: Role
) -> None:
    admin = Actor(Role.INSTITUTION_ADMIN, institution_id=town.pk)
    with pytest.raises(NotAllowed):
        add_member(by=admin, at=now, institution=town, email="a@b.ge", name="A", role=role)


def test_an_admin_gives_no_role_elsewhere(
    town: Institution, centre: Institution, now: datetime
) -> None:
    admin = Actor(Role.INSTITUTION_ADMIN, institution_id=town.pk)
    with pytest.raises(NotAllowed):
        add_member(by=admin, at=now, institution=centre, email="a@b.ge", name="A", role=Role.READER)


def test_the_command_says_what_is_wrong() -> None:
    run = CliRunner().invoke
    assert "at least one language" in run(add_institution_command, ["a", "--kind", "ngo"]).output
    wrong_kind = ["a", "--kind", "nothing", "--name-en", "A"]
    assert "no kind of institution" in run(add_institution_command, wrong_kind).output
    assert run(add_institution_command, ["a", "--kind", "ngo", "--name-en", "A"]).exit_code == 0
    assert (
        "already" in run(add_institution_command, ["a", "--kind", "ngo", "--name-en", "A"]).output
    )
