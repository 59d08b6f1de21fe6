"""Who stands before a door: each role in each scope, and who of them a door lets in."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from ertad.kernel.roles import MEMBERS, NO_ACCOUNT, Role
from ertad.people.models import Institution, Membership, User
from tests.access_objects import Objects
from tests.doors import ACCOUNTS, LINK_HOLDER, NO_ROLE, PUBLIC, Door, elsewhere

SINCE, ENDED_ON = date(2026, 1, 1), date(2026, 6, 30)
OTHERS_TOGETHER = "everybody else of another institution"
OTHERS_OF_PARENT = "everybody else of the parent institution"
"""One person who holds all roles there by which the door does not open."""


def somebody(place: Institution, roles: Iterable[Role], *, ended: bool = False) -> User:
    user = User.objects.create_user(f"{uuid4()}@example.org", name="Somebody", language="en")
    for role in roles:
        Membership.objects.create(
            user=user, institution=place, role=role, since=SINCE,
            ended_on=ENDED_ON if ended else None,
        )  # fmt: skip
    return user


def visitors(door: Door, objects: Objects) -> Iterator[tuple[str, Client]]:
    """By name, each with a browser of his or her own."""
    own, other = objects.own_institution, objects.other_institution
    for role in sorted(ACCOUNTS):
        yield role, browser(somebody(own, [Role(role)]))
    far = {role for role in MEMBERS if elsewhere(role.value) in door.lets_in()}
    for role in sorted(far) if door.record else ():
        yield elsewhere(role), browser(somebody(other, [role]))
    yield OTHERS_TOGETHER, browser(somebody(other, MEMBERS - far))
    yield OTHERS_OF_PARENT, browser(somebody(objects.parent_institution, MEMBERS - far))
    past = somebody(own, MEMBERS, ended=True)
    for role in NO_ACCOUNT:  # no account holds these, whatever its memberships say
        Membership.objects.create(user=past, institution=own, role=role, since=SINCE)
    yield NO_ROLE, browser(past)
    with_link = browser()
    with_link.get(f"/en/answer/{objects.link}/")
    yield LINK_HOLDER, with_link
    yield PUBLIC, browser()


def browser(user: User | None = None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def opened(client: Client, door: Door, address: str, objects: Objects) -> HttpResponse:
    """The answer of the door; what a POST does there is taken back."""
    sent = {name: getattr(objects, name) for name in door.sends}
    before = transaction.savepoint()
    response: HttpResponse = client.post(address, sent) if door.post else client.get(address)
    transaction.savepoint_rollback(before)
    return response


def is_let_in(response: HttpResponse) -> bool:
    to_sign_in = response.status_code == 302 and "/sign-in/" in response.headers["Location"]
    return response.status_code not in (403, 404) and not to_sign_in


def wrongly_treated(door: Door, address: str, objects: Objects) -> dict[str, str]:
    """Visitor -> what is wrong: let in against the table of rights, kept out, or an error."""
    expected = set(door.lets_in())
    if NO_ROLE in expected:
        expected |= {OTHERS_TOGETHER, OTHERS_OF_PARENT}
    wrong = {}
    for name, client in visitors(door, objects):
        response = opened(client, door, address, objects)
        if response.status_code >= 500:
            wrong[name] = f"status {response.status_code}"
        elif is_let_in(response) != (name in expected):
            wrong[name] = "let in" if is_let_in(response) else "kept out"
    return wrong
