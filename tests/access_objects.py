"""One record of each kind, all of the same institution, for the walk over every address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from ertad.audit.models import Revision
from ertad.directory.acts.add_location import add_location
from ertad.directory.acts.location_fields import LOCATION_KEYS
from ertad.directory.models import MistakeReport
from ertad.kernel.actor import SYSTEM
from ertad.people.models import Institution, Membership


@dataclass
class Objects:
    """Ids of records that belong to `own_institution`."""

    own_institution: Institution
    other_institution: Institution
    institution: UUID
    code: str
    membership: UUID
    service: UUID
    location: UUID
    revision: int
    report: UUID


def make_objects(request: pytest.FixtureRequest) -> Objects:
    town: Institution = request.getfixturevalue("town")
    now: datetime = request.getfixturevalue("now")
    request.getfixturevalue("giorgi")
    service: UUID = request.getfixturevalue("a_service")(institution=town)
    report = MistakeReport.objects.create(id=uuid4(), service_id=service, what="phone", at=now)
    place = add_location(
        location_id=uuid4(), institution_id=town.pk, by=SYSTEM, at=now,
        fields={
            **dict.fromkeys(LOCATION_KEYS, ""), "municipality_id": "example-1",
            "address_en": "1 Example Street", "latitude": None, "longitude": None,
            "confidential": False,
        },
    )  # fmt: skip
    return Objects(
        own_institution=town,
        other_institution=request.getfixturevalue("centre"),
        institution=town.pk,
        code=town.code,
        membership=Membership.objects.get(institution=town).pk,
        service=service,
        location=place.pk,
        revision=Revision.objects.get(object_id=str(service)).pk,
        report=report.pk,
    )
