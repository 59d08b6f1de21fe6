"""Luka is the focal point of the agency; Salome reads, in the centre."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def _member(name: str, role: Role, place: Institution) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name, language="en")
    Membership.objects.create(user=user, institution=place, role=role, since="2026-01-01")
    return user


@pytest.fixture
def luka(agency: Institution) -> User:
    return _member("Luka", Role.FOCAL_POINT, agency)


@pytest.fixture
def salome(centre: Institution) -> User:
    return _member("Salome", Role.READER, centre)
