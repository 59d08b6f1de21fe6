"""The access check adds one query to a request at most: what somebody's roles are is read once."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ertad.kernel.roles import MEMBERS
from ertad.people.models import User
from tests.access_objects import make_objects
from tests.doors import DOORS
from tests.visitors import browser, somebody

pytestmark = pytest.mark.django_db
ROLES = re.compile(r'^SELECT "people_membership"."role"[^,]*, "people_membership"."institution_id"')


def times_read(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return sum(bool(ROLES.match(query["sql"])) for query in seen)


@pytest.mark.parametrize("address", ["/en/find/?q=sport", "/en/work/", "/en/own/", "/en/collect/"])
def test_giorgi_s_roles_are_read_once(client: Client, giorgi: User, address: str) -> None:
    client.force_login(giorgi)
    assert times_read(client, address) == 1


def test_a_visitor_has_none_to_be_read(client: Client) -> None:
    assert times_read(client, "/en/find/?q=sport") == 0


@pytest.mark.slow
def test_they_are_read_once_on_every_page_and_for_every_file(
    request: pytest.FixtureRequest,
) -> None:
    objects = make_objects(request)
    client = browser(somebody(objects.own_institution, MEMBERS))
    read = {
        name: times_read(client, door.address(name, objects))
        for name, door in DOORS.items()
        if not door.post
    }
    assert {name: number for name, number in read.items() if number > 1} == {}
    assert read["collection:round"] == read["directory:edit_service"] == 1
