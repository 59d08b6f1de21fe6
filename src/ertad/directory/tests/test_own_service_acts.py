"""Add, confirm, end, say places: the short acts of those who keep services."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from ertad.audit.models import Revision
from ertad.audit.verify import verify
from ertad.directory.acts.add_service import add_service
from ertad.directory.acts.confirm_services import confirm_services
from ertad.directory.acts.end_service import end_service
from ertad.directory.acts.set_places import set_places
from ertad.directory.models import SearchEntry, Service
from ertad.directory.record import Record, blank_record, read_record
from ertad.directory.refusals import AlreadyAdded, NotRunning, WrongRecord
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.rights import actor_with
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]


@pytest.fixture
def by(lasha: User, centre: Institution) -> Actor:
    return actor_with(lasha, "service.edit", centre.pk)


def a_record(institution: Institution, **fields: object) -> Record:
    return blank_record(
        institution=str(institution.pk), name_ka="სამეზობლო კლუბი", types=["PSY-IND"], **fields
    )


class TestAdd:
    def test_lasha_adds_a_service_and_it_is_found_at_once(
        self, by: Actor, centre: Institution, now: datetime
    ) -> None:
        key = uuid4()
        add_service(service_id=key, record=a_record(centre), by=by, at=now)

        service = Service.objects.get(pk=key)
        assert (service.assured_on, service.assured_by) == (now.date(), centre)
        assert service.invented
        assert SearchEntry.objects.filter(service=key).exists()
        assert verify().whole

    def test_sent_twice_is_one_service(self, by: Actor, centre: Institution, now: datetime) -> None:
        key = uuid4()
        for _ in range(2):
            add_service(service_id=key, record=a_record(centre), by=by, at=now)
        assert Service.objects.filter(institution=centre).count() == 1
        assert Revision.objects.filter(object_id=str(key)).count() == 1

    def test_an_id_in_use_is_never_overwritten(
        self, by: Actor, centre: Institution, town: Institution, a_service: Make, now: datetime
    ) -> None:
        theirs = a_service(institution=town)
        with pytest.raises(AlreadyAdded):
            add_service(service_id=theirs, record=a_record(centre), by=by, at=now)
        assert Service.objects.get(pk=theirs).institution == town

    def test_not_for_another_institution_and_not_by_staff(
        self, by: Actor, lasha: User, centre: Institution, town: Institution, now: datetime
    ) -> None:
        with pytest.raises(NotAllowed):
            add_service(service_id=uuid4(), record=a_record(town), by=by, at=now)
        Membership.objects.filter(user=lasha).update(role=Role.PROVIDER_STAFF)
        with pytest.raises(NotAllowed):
            actor_with(User.objects.get(pk=lasha.pk), "service.add", centre.pk)
        staff = Actor(Role.PROVIDER_STAFF, lasha.pk, centre.pk)
        with pytest.raises(NotAllowed):
            add_service(service_id=uuid4(), record=a_record(centre), by=staff, at=now)

    def test_it_needs_a_name_and_a_type(
        self, by: Actor, centre: Institution, now: datetime
    ) -> None:
        empty = blank_record(institution=str(centre.pk))
        with pytest.raises(WrongRecord) as wrong:
            add_service(service_id=uuid4(), record=empty, by=by, at=now)
        assert [problem.code for problem in wrong.value.problems] == ["no_name", "no_type"]
        assert not Service.objects.exists()


class TestConfirm:
    def test_one_click_confirms_many(
        self, by: Actor, centre: Institution, a_service: Make, now: datetime
    ) -> None:
        keys = [a_service(assured_on=date(2026, 1, 1)) for _ in range(3)]

        outcome = confirm_services(service_ids=keys, by=by, at=now)

        assert sorted(outcome.confirmed) == sorted(keys)
        days = Service.objects.values_list("assured_on", flat=True)
        assert set(days) == {now.date()}
        assert Service.objects.get(pk=keys[0]).assured_by == centre

    def test_confirmed_twice_on_one_day_is_once(
        self, by: Actor, a_service: Make, now: datetime
    ) -> None:
        key = a_service(assured_on=date(2026, 1, 1))
        for _ in range(2):
            confirm_services(service_ids=[key], by=by, at=now)
        assert Revision.objects.filter(object_id=str(key)).count() == 2

    def test_one_service_of_others_and_nothing_is_confirmed(
        self, by: Actor, town: Institution, a_service: Make, now: datetime
    ) -> None:
        mine, theirs = a_service(assured_on=None), a_service(institution=town, assured_on=None)
        with pytest.raises(NotAllowed):
            confirm_services(service_ids=[mine, theirs], by=by, at=now)
        assert Service.objects.get(pk=mine).assured_on is None

    def test_what_has_ended_is_left_alone(self, by: Actor, a_service: Make, now: datetime) -> None:
        key = a_service(status="ended", ended_on="2026-10-01", assured_on=None)
        assert confirm_services(service_ids=[key], by=by, at=now).confirmed == []

    def test_queries_do_not_grow_with_the_list(
        self, by: Actor, a_service: Make, now: datetime, django_assert_num_queries: object
    ) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counts = []
        for number in (2, 20):
            keys = [a_service(assured_on=date(2026, 1, 1)) for _ in range(number)]
            with CaptureQueriesContext(
                connection,
            ) as queries:
                confirm_services(service_ids=keys, by=by, at=now)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestEnd:
    def test_an_ended_service_leaves_search_and_its_address_answers(
        self, by: Actor, a_service: Make, now: datetime
    ) -> None:
        key = a_service()
        end_service(service_id=key, ended_on=date(2026, 11, 1), by=by, at=now)

        service = Service.objects.get(pk=key)
        assert (service.status, service.ended_on) == ("ended", date(2026, 11, 1))
        assert not SearchEntry.objects.filter(service=key).exists()

        end_service(service_id=key, ended_on=date(2026, 11, 2), by=by, at=now)
        assert Service.objects.get(pk=key).ended_on == date(2026, 11, 1)

    def test_not_tomorrow(self, by: Actor, a_service: Make, now: datetime) -> None:
        key = a_service()
        with pytest.raises(WrongRecord):
            end_service(service_id=key, ended_on=now.date() + timedelta(days=1), by=by, at=now)

    def test_staff_may_not(
        self, lasha: User, centre: Institution, a_service: Make, now: datetime
    ) -> None:
        staff = Actor(Role.PROVIDER_STAFF, lasha.pk, centre.pk)
        with pytest.raises(NotAllowed):
            end_service(service_id=a_service(), ended_on=now.date(), by=staff, at=now)


class TestPlaces:
    def test_places_are_said_with_todays_date(
        self, by: Actor, a_service: Make, now: datetime
    ) -> None:
        key = a_service()
        set_places(service_id=key, state="waiting", by=by, at=now)
        record = read_record(Service.objects.get(pk=key))
        assert (record["places"], record["places_as_of"]) == ("waiting", "2026-11-20")

        set_places(service_id=key, state="unknown", by=by, at=now)
        record = read_record(Service.objects.get(pk=key))
        assert (record["places"], record["places_as_of"]) == ("unknown", "")

    def test_only_known_states_of_running_services(
        self, by: Actor, a_service: Make, now: datetime
    ) -> None:
        with pytest.raises(WrongRecord):
            set_places(service_id=a_service(), state="maybe", by=by, at=now)
        ended = a_service(status="ended", ended_on="2026-10-01")
        with pytest.raises(NotRunning):
            set_places(service_id=ended, state="open", by=by, at=now)
