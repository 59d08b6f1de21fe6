"""The access matrix: every address and every command, for every role, own and other institution.

An address or command that is not listed here fails the test.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User
from ertad.site.command_line import load_commands
from tests.access_objects import Objects, make_objects

PUBLIC = "public"
OTHERS = "others"
"""A focal point of another institution than the one whose record is asked for."""

EVERYONE = frozenset({PUBLIC, OTHERS, *(role.value for role in Role)})
SIGNED_IN = EVERYONE - {PUBLIC}
COORDINATOR = frozenset({Role.COORDINATOR.value})
FOCAL = frozenset({Role.FOCAL_POINT.value, Role.DEPUTY.value})
EDITORS = FOCAL | {Role.PROVIDER_STAFF.value}
ADMIN = frozenset({Role.INSTITUTION_ADMIN.value})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Door:
    """Who gets in. `record` names the object of the address in Objects, `key` the word for it."""

    allowed: frozenset[str]
    record: str = ""
    key: str = "pk"
    post: bool = False

    def kwargs(self, objects: Objects) -> dict[str, Any]:
        return {self.key: getattr(objects, self.record)} if self.record else {}


DOORS: dict[str, Door] = {
    "health": Door(EVERYONE),
    "text_size": Door(EVERYONE, post=True),
    "look_gallery": Door(EVERYONE),
    "site:home": Door(EVERYONE),
    "site:about": Door(EVERYONE),
    "site:credits": Door(EVERYONE),
    "site:accessibility": Door(EVERYONE),
    "site:contact": Door(EVERYONE),
    "site:work": Door(SIGNED_IN),
    "site:first_day": Door(COORDINATOR),
    "people:institutions": Door(EVERYONE),
    "people:add_institution": Door(COORDINATOR),
    "people:change_institution": Door(COORDINATOR, "institution"),
    "people:members": Door(COORDINATOR | ADMIN, "institution"),
    "people:end_membership": Door(COORDINATOR | ADMIN, "membership", post=True),
    "directory:find": Door(EVERYONE),
    "directory:service": Door(EVERYONE, "service"),
    "directory:report": Door(EVERYONE, "service"),
    "directory:institution": Door(EVERYONE, "institution"),
    "directory:overview": Door(EVERYONE),
    "directory:own_services": Door(EDITORS | COORDINATOR | {OTHERS}),
    "directory:own_services_of": Door(EDITORS | COORDINATOR, "code", "code"),
    "directory:add_service": Door(FOCAL | COORDINATOR, "code", "code"),
    "directory:own_locations": Door(EDITORS | COORDINATOR, "code", "code"),
    "directory:add_location": Door(EDITORS | COORDINATOR, "code", "code"),
    "directory:edit_service": Door(EDITORS | COORDINATOR, "service", "service_id"),
    "directory:set_places": Door(EDITORS | COORDINATOR, "service", "service_id"),
    "directory:end_service": Door(FOCAL | COORDINATOR, "service", "service_id"),
    "directory:service_history": Door(EDITORS | COORDINATOR, "service", "service_id"),
    "directory:edit_location": Door(EDITORS | COORDINATOR, "location", "location_id"),
    "directory:location_history": Door(EDITORS | COORDINATOR, "location", "location_id"),
    "directory:undo_revision": Door(EDITORS | COORDINATOR, "revision", "revision_id"),
    "directory:reports": Door(EDITORS | COORDINATOR | {OTHERS}),
    "directory:report_to_settle": Door(EDITORS | COORDINATOR, "report", "report_id"),
}
"""Addresses of ours; those of signing in are allauth's and listed in SIGN_IN."""

UNKNOWN: dict[str, Any] = {"code": "no-such", "revision_id": 10**9}

SIGN_IN = frozenset(
    {
        "account_login", "account_request_login_code", "account_confirm_login_code",
        "account_reauthenticate", "account_logout", "account_signup", "account_inactive",
        "account_change_password", "account_set_password", "account_reset_password",
        "account_reset_password_done", "account_reset_password_from_key",
        "account_reset_password_from_key_done", "mfa_authenticate", "mfa_reauthenticate",
        "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    }
)  # fmt: skip
"""Doors of signing in; those for members answer a visitor with the sign-in page."""

COMMANDS = {
    "add-coordinator", "add-institution", "audit", "demo", "export", "import", "load-reference",
    "manage", "reindex", "search",
}  # fmt: skip
"""The command line is for the operator of the machine; acts run as SYSTEM and leave their trace."""


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
    assert set(addresses()) == set(DOORS) | SIGN_IN


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


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DOORS))
def test_who_gets_in(name: str, objects: Objects) -> None:
    door = DOORS[name]
    address = reverse(name, kwargs=door.kwargs(objects))
    let_in = set()
    for role in [*sorted(EVERYONE - {Role.PUBLIC.value}), PUBLIC]:
        client = _visitor(role, objects.own_institution, objects.other_institution)
        response = client.post(address) if door.post else client.get(address)
        assert response.status_code < 500, f"{role}: {response.status_code}"
        to_sign_in = response.status_code == 302 and "/sign-in/" in response.headers["Location"]
        if response.status_code not in (403, 404) and not to_sign_in:
            let_in.add(role)
    assert let_in == set(door.allowed)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, door in DOORS.items() if door.record))
def test_an_unknown_record_is_not_found(name: str, nino: User) -> None:
    door = DOORS[name]
    client = Client(raise_request_exception=False)
    client.force_login(nino)
    address = reverse(name, kwargs={door.key: UNKNOWN.get(door.key, uuid4())})
    response = client.post(address) if door.post else client.get(address)
    assert response.status_code == 404
