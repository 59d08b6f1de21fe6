"""A focal point changes a service: live at once, nothing of anybody lost."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from ertad.audit.models import AuditRow, Revision
from ertad.audit.verify import verify
from ertad.directory.acts.edit_service import BothChanged, edit_service
from ertad.directory.models import Location, Service
from ertad.directory.record import read_record
from ertad.directory.refusals import NotRunning, WrongRecord
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.rights import actor_with
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]


@pytest.fixture
def key(a_service: Make) -> UUID:
    return a_service(min_age=14, max_age=18, assured_on=date(2026, 6, 1))


def record_of(key: UUID) -> dict[str, object]:
    return read_record(Service.objects.get(pk=key))


def lashas(lasha: User, centre: Institution) -> Actor:
    return actor_with(lasha, "service.edit", centre.pk)


def test_lasha_raises_the_age_and_so_confirms_the_service(
    key: UUID, lasha: User, centre: Institution, now: datetime
) -> None:
    sent = {**record_of(key), "max_age": 20}

    edit_service(service_id=key, record=sent, base_version=1, by=lashas(lasha, centre), at=now)

    service = Service.objects.get(pk=key)
    assert service.max_age == 20
    assert service.assured_on == now.date()
    assert service.assured_by == centre
    assert service.sources["max_age"][0] == "edit"
    revision = Revision.objects.latest("id")
    assert (revision.role, revision.actor_id) == ("focal_point", str(lasha.pk))
    assert revision.before["max_age"] == 18
    assert AuditRow.objects.latest("seq").act == "service.edit"
    assert verify().whole


def test_sent_twice_is_one_change(
    key: UUID, lasha: User, centre: Institution, now: datetime
) -> None:
    sent = {**record_of(key), "max_age": 20}
    for _ in range(2):
        edit_service(service_id=key, record=sent, base_version=1, by=lashas(lasha, centre), at=now)

    assert Service.objects.get(pk=key).version == 2
    assert Revision.objects.filter(object_id=str(key)).count() == 2


def test_two_people_change_different_fields_and_both_stand(
    key: UUID, lasha: User, centre: Institution, now: datetime
) -> None:
    shown, by = record_of(key), lashas(lasha, centre)
    edit_service(
        service_id=key, record={**shown, "email": "a@example.org"}, base_version=1, by=by, at=now
    )
    edited = edit_service(
        service_id=key, record={**shown, "max_age": 20}, base_version=1, by=by, at=now
    )

    service = Service.objects.get(pk=key)
    assert (service.email, service.max_age) == ("a@example.org", 20)
    assert edited.kept == ["email"]


def test_two_people_change_the_same_field_and_both_values_are_kept_until_one_is_chosen(
    key: UUID, lasha: User, centre: Institution, now: datetime
) -> None:
    shown, by = record_of(key), lashas(lasha, centre)
    edit_service(service_id=key, record={**shown, "max_age": 20}, base_version=1, by=by, at=now)

    with pytest.raises(BothChanged) as both:
        edit_service(
            service_id=key, record={**shown, "max_age": 21, "min_age": 15}, base_version=1,
            by=by, at=now,
        )  # fmt: skip

    assert both.value.keys == ["max_age"]
    assert both.value.record["max_age"] == 20
    assert both.value.merged["min_age"] == 15
    assert Service.objects.get(pk=key).min_age == 14


def test_two_halves_that_do_not_fit_together_are_refused(
    key: UUID, lasha: User, centre: Institution, now: datetime
) -> None:
    shown, by = record_of(key), lashas(lasha, centre)
    edit_service(service_id=key, record={**shown, "max_age": 15}, base_version=1, by=by, at=now)

    with pytest.raises(WrongRecord) as wrong:
        edit_service(service_id=key, record={**shown, "min_age": 17}, base_version=1, by=by, at=now)

    assert [problem.code for problem in wrong.value.problems] == ["ages_reversed"]


@pytest.mark.parametrize("role", [Role.READER, Role.SPECIALIST, Role.AUDITOR, Role.EXPERT])
def test_other_roles_of_the_institution_may_not(
    key: UUID, lasha: User, centre: Institution, now: datetime, role: Role
) -> None:
    Membership.objects.filter(user=lasha).update(role=role)
    with pytest.raises(NotAllowed):
        actor_with(lasha, "service.edit", centre.pk)
    with pytest.raises(NotAllowed):
        edit_service(
            service_id=key, record=record_of(key), base_version=1,
            by=Actor(role, lasha.pk, centre.pk), at=now,
        )  # fmt: skip


def test_the_focal_point_of_another_institution_may_not(
    key: UUID, giorgi: User, town: Institution, centre: Institution, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        actor_with(giorgi, "service.edit", centre.pk)
    with pytest.raises(NotAllowed):
        edit_service(
            service_id=key, record={**record_of(key), "max_age": 20}, base_version=1,
            by=Actor(Role.FOCAL_POINT, giorgi.pk, town.pk), at=now,
        )  # fmt: skip
    assert Service.objects.get(pk=key).max_age == 18


def test_the_coordinator_gives_a_reason_and_does_not_confirm(
    key: UUID, nino: User, centre: Institution, now: datetime
) -> None:
    sent = {**record_of(key), "max_age": 20}
    without = actor_with(nino, "service.edit", centre.pk)
    with pytest.raises(NotAllowed):
        edit_service(service_id=key, record=sent, base_version=1, by=without, at=now)

    by = actor_with(nino, "service.edit", centre.pk, reason="They asked by phone")
    edit_service(service_id=key, record=sent, base_version=1, by=by, at=now)

    assert Service.objects.get(pk=key).assured_on == date(2026, 6, 1)
    assert AuditRow.objects.latest("seq").reason == "They asked by phone"


def test_owner_and_state_are_not_changed_by_editing(
    key: UUID, lasha: User, centre: Institution, town: Institution, now: datetime
) -> None:
    sent = {**record_of(key), "institution": str(town.pk), "status": "ended", "max_age": 20}
    edit_service(service_id=key, record=sent, base_version=1, by=lashas(lasha, centre), at=now)

    service = Service.objects.get(pk=key)
    assert (service.institution, service.status, service.max_age) == (centre, "active", 20)


def test_what_cannot_be_is_refused_with_every_reason(
    key: UUID, lasha: User, centre: Institution, town: Institution, now: datetime
) -> None:
    elsewhere = Location.objects.create(institution=town, municipality_id="example-1")
    sent = {
        **record_of(key),
        "name_en": "", "types": ["NOPE"], "description_en": "Ask for 01001012345",
        "min_age": 130, "max_age": None, "serves": ["atlantis"], "places": "maybe",
        "at": [
            {"location": str(elsewhere.pk), "hours": [["MO", "17:00", "09:00"]]},
            {"location": str(uuid4()), "hours": []},
        ],
    }  # fmt: skip

    with pytest.raises(WrongRecord) as wrong:
        edit_service(service_id=key, record=sent, base_version=1, by=lashas(lasha, centre), at=now)

    codes = sorted((problem.key, problem.code) for problem in wrong.value.problems)
    assert codes == [
        ("at", "hours_reversed"), ("at", "unknown_code"), ("at", "unknown_code"),
        ("description_en", "personal_number"), ("min_age", "age_range"), ("name_ka", "no_name"),
        ("places", "unknown_code"), ("serves", "unknown_code"), ("types", "unknown_code"),
    ]  # fmt: skip
    assert Revision.objects.filter(object_id=str(key)).count() == 1


def test_a_place_of_others_that_the_record_had_already_stays(
    a_service: Make, lasha: User, centre: Institution, town: Institution, now: datetime
) -> None:
    elsewhere = Location.objects.create(institution=town, municipality_id="example-1")
    key = a_service(at=[{"location": str(elsewhere.pk), "hours": []}])
    sent = {**record_of(key), "max_age": 20}
    edit_service(service_id=key, record=sent, base_version=1, by=lashas(lasha, centre), at=now)
    assert Service.objects.get(pk=key).at_locations.get().location == elsewhere


def test_an_ended_service_is_not_edited(
    a_service: Make, lasha: User, centre: Institution, now: datetime
) -> None:
    key = a_service(status="ended", ended_on="2026-10-01")
    with pytest.raises(NotRunning):
        edit_service(
            service_id=key, record=record_of(key), base_version=1,
            by=lashas(lasha, centre), at=now + timedelta(days=1),
        )  # fmt: skip
