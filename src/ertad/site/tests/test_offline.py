"""What may be kept on a device: public pages of visitors, never more; signing out clears it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from tests.access_objects import make_objects
from tests.doors import DOORS

from ertad.directory.list_keys import key_naming
from ertad.kernel.clock import now
from ertad.kernel.offline import KEEP_UNTIL
from ertad.people.models import User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]
KEPT = {"directory:service", "directory:shown_list", "directory:hand_out"}


@pytest.mark.slow
def test_only_services_lists_and_hand_outs_are_kept(request: pytest.FixtureRequest) -> None:
    objects = make_objects(request)
    kept = {
        name
        for name, door in DOORS.items()
        if not door.post and KEEP_UNTIL in Client().get(door.address(name, objects)).headers
    }
    assert kept == KEPT


@pytest.mark.slow
def test_no_page_of_a_member_is_kept(request: pytest.FixtureRequest, giorgi: User) -> None:
    objects = make_objects(request)
    client = Client()
    client.force_login(giorgi)
    for name, door in DOORS.items():
        if not door.post:
            answer = client.get(door.address(name, objects))
            assert KEEP_UNTIL not in answer.headers, name


def test_a_page_with_a_message_or_a_cookie_is_not_kept(client: Client, a_service: Make) -> None:
    key = a_service()
    page = f"/en/service/{key}/"
    assert KEEP_UNTIL in client.get(page).headers
    client.post("/en/list/change/", {"add": str(key), "next": page})
    told = client.get(page)
    assert "Your list has 1 service" in told.content.decode()
    assert KEEP_UNTIL not in told.headers
    del client.cookies["messages"]  # as a browser does with one that has ended
    assert KEEP_UNTIL in client.get(page).headers


def test_a_kept_page_is_the_same_whatever_list_one_has(client: Client, a_service: Make) -> None:
    key = a_service()
    page = f"/en/service/{key}/"
    before = client.get(page).content
    client.post("/en/list/change/", {"add": str(key)})
    client.get("/en/about/")
    assert client.get(page).content == before


def test_it_is_kept_for_thirty_days(client: Client, a_service: Make) -> None:
    until = int(client.get(f"/en/list/{key_naming([a_service()])}/").headers[KEEP_UNTIL])
    days = (until - now().timestamp()) / 86400
    assert 29.9 < days <= 30


def test_signing_out_clears_the_device(client: Client, giorgi: User, a_service: Make) -> None:
    client.force_login(giorgi)
    client.post("/en/list/change/", {"add": str(a_service())})
    page = reverse("account_logout")
    assert "Clear-Site-Data" not in client.get(page).headers
    answer = client.post(page)
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert answer.cookies["list"].value == ""


def test_the_worker_is_small_and_keeps_only_our_files(client: Client) -> None:
    answer = client.get("/sw.js")
    assert len(answer.content) < 3_000
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b"/ka/offline/" in answer.content
    assert b"http" not in answer.content
