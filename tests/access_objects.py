"""One record of each kind, all of the same institution, for the walk over every address."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from ertad.people.models import Institution, Membership


@dataclass
class Objects:
    """Ids of records that belong to `own_institution`."""

    own_institution: Institution
    other_institution: Institution
    institution: UUID
    membership: UUID


def OBJECTS(request: pytest.FixtureRequest) -> Objects:  # noqa: N802
    town: Institution = request.getfixturevalue("town")
    request.getfixturevalue("giorgi")
    member = Membership.objects.get(institution=town)
    return Objects(
        own_institution=town,
        other_institution=request.getfixturevalue("centre"),
        institution=town.pk,
        membership=member.pk,
    )
