"""Every page that can be opened, in every language: axe finds nothing, nothing is too wide."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User
from tests.access_objects import make_objects
from tests.browser.conftest import DESKTOP, PHONE, Open, faults_of
from tests.doors import DOORS, PUBLIC, SIGN_IN, Door


def _user(role: Role, institution: Institution) -> User:
    email = f"{role}@example.org"
    if known := User.objects.filter(email=email).first():
        return known
    user = User.objects.create_user(email, name="Somebody", language="en")
    Membership.objects.create(user=user, institution=institution, role=role, since=date(2026, 1, 1))
    return user


def _pages(request: pytest.FixtureRequest) -> Iterator[tuple[str, str, User | None]]:
    """(name, address, who opens it) of every page; members see those of signing in twice."""
    objects = make_objects(request)
    own = objects.own_institution
    for name, door in DOORS.items():
        if not door.post and not door.file:
            yield (
                name,
                door.address(name, objects),
                _insider(door, own) if door.allowed else objects.owner,
            )
    for name, kwargs in SIGN_IN.items():
        if name != "mfa_download_recovery_codes":
            yield f"{name}, visitor", reverse(name, kwargs=kwargs), None
            yield f"{name}, member", reverse(name, kwargs=kwargs), _user(Role.READER, own)


def _insider(door: Door, own: Institution) -> User | None:
    """Somebody who is let in; None for a page that visitors see."""
    if PUBLIC in door.allowed:
        return None
    return _user(next(role for role in Role if role in door.allowed), own)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_axe_finds_nothing(
    open_page: Open, request: pytest.FixtureRequest, language: str, size: dict[str, int]
) -> None:
    windows = {}
    faults: dict[str, list[str]] = {}
    with override(language):
        pages = list(_pages(request))
    for name, address, user in pages:
        key = user.email if user else ""
        if key not in windows:
            windows[key] = open_page(as_user=user, size=size)
        answer = windows[key].goto(address)
        assert answer is not None
        found = faults_of(windows[key])
        if answer.status >= 500:
            found.append(f"status {answer.status}")
        if found:
            faults[name] = found
    assert faults == {}
