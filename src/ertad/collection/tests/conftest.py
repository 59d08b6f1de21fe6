"""Who acts in the tests of collecting."""

import pytest

from ertad.collection.tests.a_round import actor
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User


@pytest.fixture
def coordinator(nino: User, agency: Institution) -> Actor:
    return actor(nino, Role.COORDINATOR, agency)


@pytest.fixture
def focal(giorgi: User, town: Institution) -> Actor:
    return actor(giorgi, Role.FOCAL_POINT, town)


@pytest.fixture
def ngo_focal(lasha: User, centre: Institution) -> Actor:
    return actor(lasha, Role.FOCAL_POINT, centre)
