"""The access matrix: every address and every command, for every role and scope.

Whom a door lets in is computed from the table of rights (`tests.doors`); who stands before it is in
`tests.visitors`: every role in the own institution, in another and in its parent, somebody whose
memberships have ended, whoever opened a link, and a visitor. An address or command that is not
listed fails the test.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ertad.people.models import User
from ertad.site.command_line import load_commands
from ertad.site.logs import hide_links
from tests.access_objects import Objects, make_objects
from tests.doors import COMMANDS, DOORS, SIGN_IN
from tests.visitors import browser, is_let_in, opened, wrongly_treated

UNKNOWN: dict[str, Any] = {"code": "no-such", "key": "no-such", "revision_id": 10**9, "seq": 10**9}


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
    assert set(load_commands().commands) == set(COMMANDS)


def test_no_log_line_holds_an_address_that_is_a_key() -> None:
    keys = {name: door for name, door in DOORS.items() if door.key == "key"}
    assert len(keys) > 30
    for name, door in keys.items():
        others = {word: uuid4() for word, _record in door.also}
        address = reverse(name, kwargs={"key": "secret:key", **others, **dict(door.more)})
        assert "secret" not in str(hide_links(None, "", {"event": f"Gone: {address}"})), name


@pytest.fixture
def objects(request: pytest.FixtureRequest) -> Objects:
    return make_objects(request)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DOORS))
def test_who_gets_in(name: str, objects: Objects) -> None:
    door = DOORS[name]
    address = door.address(name, objects)
    assert wrongly_treated(door, address, objects) == {}
    if not door.allowed:
        assert is_let_in(opened(browser(objects.owner), door, address, objects))


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
