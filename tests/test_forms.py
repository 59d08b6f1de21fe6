"""Whatever a form is made to say, nothing of another institution changes or is shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client

from ertad.audit.models import AuditRow, Revision
from ertad.collection.models import Invitation, Pair, SourceRow, Submission
from ertad.collection.tests.a_round import actor, checked, opened, record_of
from ertad.cooperation.acts.answer_offer import answer_offer
from ertad.cooperation.acts.make_offer import make_offer
from ertad.cooperation.acts.write_entry import add_entry
from ertad.cooperation.models import CalendarEntry, OfferAnswer
from ertad.cooperation.tests.conftest import entry_fields, offer_fields
from ertad.directory.acts.keep_list import ListTitle, keep_list
from ertad.directory.models import Location, MistakeReport, SavedList, Service, ServiceAtLocation
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import now as clock_now
from ertad.kernel.roles import MEMBERS, Role
from ertad.people.models import Institution, Membership, User
from tests.access_objects import Objects, make_objects
from tests.doors import DOORS
from tests.forms import Form, forms_on
from tests.story import keeper
from tests.visitors import browser, somebody

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SECRET = "Zsecret street 5"
ANYBODYS = "directory:report"
"""Anybody reports a mistake in any service."""
LOCAL = MEMBERS - {Role.COORDINATOR, Role.AUDITOR, Role.OPERATOR}


@dataclass
class Theirs:
    """What belongs to the other institution; `ids` by what they are ids of."""

    place: Institution
    ids: dict[str, UUID]

    def state(self) -> list[Any]:
        """All that could have changed."""
        key = self.place.pk
        rows = [
            Institution.objects.filter(pk=key),
            Service.objects.filter(institution=key),
            Location.objects.filter(institution=key),
            ServiceAtLocation.objects.filter(location__institution=key),
            MistakeReport.objects.filter(service__institution=key),
            Invitation.objects.filter(institution=key),
            Submission.objects.filter(invitation__institution=key),
            SourceRow.objects.filter(submission__invitation__institution=key),
            Pair.objects.filter(left_institution=key),
            SavedList.objects.filter(pk=self.ids["list"]),
            CalendarEntry.objects.filter(institution=key),
            OfferAnswer.objects.filter(institution=key),
            Membership.objects.filter(institution=key),
            Membership.objects.filter(role=Role.COORDINATOR),
            User.objects.filter(pk=self.ids["user"]),
            Revision.objects.filter(institution_id=str(key)),
            AuditRow.objects.filter(institution_id=str(key)),
        ]
        return [list(found.order_by("pk").values()) for found in rows]

    def more(self) -> dict[str, str]:
        """Columns that are on no form of those who may not write them."""
        place, service = str(self.place.pk), str(self.ids["service"])
        return {
            "institution": place, "institution_id": place, "assured_by": place, "id": service,
            "pk": service, "service_id": service, "merged_into": service, "state": "accepted",
            "user": str(self.ids["user"]), "owner": str(self.ids["user"]), "is_active": "",
            "membership": str(self.ids["membership"]), "role": "coordinator", "status": "ended",
            "invitation": str(self.ids["invitation"]), "location": str(self.ids["location"]),
        }  # fmt: skip


@pytest.fixture
def objects(request: pytest.FixtureRequest) -> Objects:
    made = make_objects(request)
    # So that its form names a place.
    ServiceAtLocation.objects.create(service_id=made.service, location_id=made.location)
    return made


@pytest.fixture
def theirs(
    objects: Objects, nino: User, lasha: User, agency: Institution, centre: Institution,
    now: datetime, a_service: Callable[..., UUID],
) -> Theirs:  # fmt: skip
    location = Location.objects.create(
        institution=centre, municipality_id="example-1", address_en=SECRET, confidential=True
    )
    at = [{"location": str(location.pk), "hours": []}]
    service = a_service(institution=centre, confidential=True, at=at)
    report = MistakeReport.objects.create(service_id=service, what="phone", text=SECRET, at=now)
    _round, (invitation,) = opened(actor(nino, Role.COORDINATOR, agency), now, centre)
    file = checked(invitation, now, (None, record_of(centre, SECRET)))
    left, right = sorted((service, a_service(institution=centre)))
    pair = Pair.objects.create(
        left=left, right=right, left_institution=centre, right_institution=centre, score=0.8,
        band="ask", found_at=now,
    )  # fmt: skip
    kept = keep_list(
        list_id=uuid4(), title=ListTitle("family"), service_ids=[service], by=keeper(lasha),
        at=clock_now(),
    )  # fmt: skip
    return Theirs(
        centre,
        {
            "institution": centre.pk, "service": service, "location": location.pk,
            "report": report.pk, "invitation": invitation.pk, "submission": file.pk,
            "row": file.rows.get().pk, "pair": pair.pk, "list": kept.pk, "user": lasha.pk,
            "membership": Membership.objects.get(user=lasha).pk,
            **_planned_together(centre, agency, now),
        },
    )  # fmt: skip


def _planned_together(centre: Institution, agency: Institution, at: datetime) -> dict[str, UUID]:
    """What the centre announces, and what it answered the agency."""
    entry = add_entry(
        entry_id=uuid4(), institution_id=centre.pk, fields=entry_fields(), terms=(), by=SYSTEM,
        at=at,
    )  # fmt: skip
    offer = make_offer(
        offer_id=uuid4(), institution_id=agency.pk, fields=offer_fields(), by=SYSTEM, at=at
    )
    answer = answer_offer(
        answer_id=uuid4(), offer=offer, institution_id=centre.pk, text=SECRET, contact="reception",
        by=SYSTEM, at=at,
    )  # fmt: skip
    return {"entry": entry.pk, "answer": answer.pk}


def all_forms(client: Client, objects: Objects) -> Iterator[tuple[str, Form]]:
    """(door, form) of every page that opens; those that only answer a POST are on other pages."""
    for name, door in DOORS.items():
        if door.post or door.file:
            continue
        address = door.address(name, objects)
        response = client.get(address)
        if response.status_code == 200:
            for form in forms_on(response.content.decode(), address):
                if not form.action.endswith(("/text-size/", "/sign-out/")):
                    yield name, form


def test_ids_of_another_institution_in_any_form(objects: Objects, theirs: Theirs) -> None:
    client = browser(somebody(objects.own_institution, LOCAL))
    before, tried = theirs.state(), set()
    for name, form in all_forms(client, objects):
        for what, key in theirs.ids.items():
            if form.ids():
                tried.add(name)
                sent = form.with_ids(key)
                assert _changed_nothing(client, form.action, sent, theirs, before), (name, what)
    assert {"directory:own_services_of", "directory:edit_service", "answer:list"} <= tried


def test_fields_that_are_not_on_the_form(objects: Objects, theirs: Theirs) -> None:
    client = browser(somebody(objects.own_institution, LOCAL))
    before = theirs.state()
    for name, form in all_forms(client, objects):
        sent = form.with_more(theirs.more())
        assert _changed_nothing(client, form.action, sent, theirs, before), name


def test_their_addresses_with_our_form(objects: Objects, theirs: Theirs) -> None:
    """A form as it is, sent to the same address with the other institution's id in it."""
    client = browser(somebody(objects.own_institution, LOCAL))
    before, own = theirs.state(), {str(value) for value in vars(objects).values()}
    for name, form in all_forms(client, objects):
        parts = form.action.split("/")
        for key in theirs.ids.values():
            action = "/".join(str(key) if part in own else part for part in parts)
            if action != form.action and name != ANYBODYS:
                assert _changed_nothing(client, action, form.fields, theirs, before), name


def _changed_nothing(
    client: Client, action: str, sent: dict[str, list[str]], theirs: Theirs, before: list[Any]
) -> bool:
    point = transaction.savepoint()
    response = client.post(action, sent)
    same = theirs.state() == before
    transaction.savepoint_rollback(point)
    assert response.status_code < 500, f"{action}: {response.status_code}"
    assert SECRET not in response.getvalue().decode("utf-8", "ignore"), action
    return same
