"""One record of each kind, all of the same institution, for the walk over every address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from ertad.audit.models import Revision
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.models import Pair, SourceRow, Submission
from ertad.collection.tests.a_round import actor, checked, opened, record_of
from ertad.directory.acts.add_location import add_location
from ertad.directory.acts.location_fields import LOCATION_KEYS
from ertad.directory.acts.merge_services import Merging, merge_services
from ertad.directory.models import MistakeReport
from ertad.kernel.actor import SYSTEM
from ertad.kernel.roles import Role
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
    round: UUID
    invitation: UUID
    submission: UUID
    pair: UUID
    merge: UUID
    suggestion: UUID


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
        **_of_collecting(request, service),
    )


def _of_collecting(request: pytest.FixtureRequest, service: UUID) -> dict[str, UUID]:
    """A round that is open, a file that was sent in it, a pair, a merge and a suggestion."""
    town: Institution = request.getfixturevalue("town")
    now: datetime = request.getfixturevalue("now")
    make_service = request.getfixturevalue("a_service")
    nino, giorgi = request.getfixturevalue("nino"), request.getfixturevalue("giorgi")
    agency: Institution = request.getfixturevalue("agency")
    coordinator = actor(nino, Role.COORDINATOR, agency)
    round_, (invitation, of_the_agency) = opened(coordinator, now, town, agency)
    file = checked(invitation, now, (None, record_of(town, "A club of the town")))
    told = checked(of_the_agency, now, (None, record_of(town, "Another club of the town")))
    told.rows.update(outcome=SourceRow.Outcome.SUGGESTION, run_by="Example 1 city hall")
    Submission.objects.filter(pk=told.pk).update(state=Submission.State.SENT)
    suggestion = told.rows.get()
    send_submission(submission=file, by=actor(giorgi, Role.FOCAL_POINT, town), at=now)
    left, right = sorted((service, make_service(institution=town, name_en="Counselling")))
    pair = Pair.objects.create(
        left=left, right=right, left_institution=town, right_institution=town, score=0.8,
        band="ask", evidence=[["name", "close", 3.0, "Counselling", "Counselling"]], found_at=now,
    )  # fmt: skip
    kept, absorbed = (make_service(institution=town, name_en=name) for name in ("Chess", "Chess!"))
    merging = Merging(uuid4(), kept, absorbed)
    merge_services(merging=merging, by=coordinator, at=now)
    return {
        "round": round_.pk,
        "invitation": invitation.pk,
        "submission": file.pk,
        "pair": pair.pk,
        "merge": merging.merge_id,
        "suggestion": suggestion.pk,
    }
