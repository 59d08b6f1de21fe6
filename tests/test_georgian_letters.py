"""No page in Georgian has a Georgian capital; Django's `capfirst` and others make them."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.kernel.roles import Role
from ertad.people.models import Membership, User
from tests.access_objects import make_objects
from tests.doors import DOORS, SIGN_IN

CAPITALS = re.compile("[\u1c90-\u1cbf]")


@pytest.mark.slow
@pytest.mark.django_db
def test_no_georgian_capitals_on_any_page(request: pytest.FixtureRequest) -> None:
    objects = make_objects(request)
    client = Client()
    user = User.objects.create_user("all@example.org", name="ნინო", language="ka")
    for role in Role:
        Membership.objects.create(
            user=user, institution=objects.own_institution, role=role, since=date(2026, 1, 1)
        )
    doors = [(name, door.kwargs(objects)) for name, door in DOORS.items() if not door.post]
    seen, wrong = 0, {}
    with override("ka"):
        addresses = [(name, reverse(name, kwargs=kwargs)) for name, kwargs in doors]
        addresses += [(name, reverse(name, kwargs=kwargs)) for name, kwargs in SIGN_IN.items()]
    for name, address in addresses:
        for visitor in (False, True):
            client.logout() if visitor else client.force_login(user)
            response = client.get(address)
            if not response.get("Content-Type", "").startswith("text/html"):
                continue
            text = response.content.decode()
            seen += response.status_code == 200
            if found := CAPITALS.findall(text):
                wrong[name] = found
    assert wrong == {}
    assert seen > len(DOORS) / 2
