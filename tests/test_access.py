"""The access matrix: every address and every command, for every role, own and other institution.

An address or command that is not listed here fails the test.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User
from ertad.site.command_line import load_commands
from tests.access_objects import Objects, make_objects
from tests.doors import COMMANDS, DOORS, EVERYONE, OTHERS, PUBLIC, SIGN_IN

UNKNOWN: dict[str, Any] = {"code": "no-such", "key": "no-such", "revision_id": 10**9}


def addresses(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The full names of all addresses."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield ":".join((*spaces, pattern.name))


def test_every_address_is_listed() -> None:
    assert set(addresses()) == set(DOORS) | set(SIGN_IN)


def test_every_command_is_listed() -> None:
    assert set(load_commands().commands) == COMMANDS


@pytest.fixture
def objects(request: pytest.FixtureRequest) -> Objects:
    return make_objects(request)


def _visitor(role: str, institution: Institution, other: Institution) -> Client:
    client = Client(raise_request_exception=False)
    if role == PUBLIC:
        return client
    held, where = (Role.FOCAL_POINT, other) if role == OTHERS else (Role(role), institution)
    user = User.objects.create_user(f"{uuid4()}@example.org", name="Somebody", language="en")
    Membership.objects.create(user=user, institution=where, role=held, since=date(2026, 1, 1))
    client.force_login(user)
    return client


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DOORS))
def test_who_gets_in(name: str, objects: Objects) -> None:
    door = DOORS[name]
    address = door.address(name, objects)
    sent = {name: getattr(objects, name) for name in door.sends}
    let_in = set()
    for role in [*sorted(EVERYONE - {Role.PUBLIC.value}), PUBLIC]:
        client = _visitor(role, objects.own_institution, objects.other_institution)
        before = transaction.savepoint()
        response = client.post(address, sent) if door.post else client.get(address)
        transaction.savepoint_rollback(before)
        assert response.status_code < 500, f"{role}: {response.status_code}"
        to_sign_in = response.status_code == 302 and "/sign-in/" in response.headers["Location"]
        if response.status_code not in (403, 404) and not to_sign_in:
            let_in.add(role)
    assert let_in == set(door.allowed)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, door in DOORS.items() if door.record))
def test_an_unknown_record_is_not_found(name: str, nino: User) -> None:
    door = DOORS[name]
    client = Client(raise_request_exception=False)
    client.force_login(nino)
    address = reverse(
        name,
        kwargs={
            **{word: uuid4() for word, _record in door.also},
            **dict(door.more),
            door.key: UNKNOWN.get(door.key, uuid4()),
        },
    )
    response = client.post(address) if door.post else client.get(address)
    assert response.status_code == 404
