"""Nobody is sent to another host, and no other host's name gets into a page or a letter."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.people.models import User

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in/"
AWAY = [
    "https://evil.example/", "//evil.example", "///evil.example", "http:///evil.example",
    "https:evil.example", "/\\evil.example", "\\\\evil.example", "\t//evil.example",
    "/%09/evil.example", "javascript:alert(1)", "data:text/html,x", "//testserver@evil.example",
    "https://testserver.evil.example/", "/en/work/\r\nLocation: https://evil.example",
]  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def stays_here(location: str) -> bool:
    """Whether a browser goes on at this host: one slash, and then something else."""
    return re.match(r"^/(?![/\\\t])[^\r\n]*$", location) is not None


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_leads_nowhere_else(client: Client, giorgi: User, away: str) -> None:
    sent = {"login": giorgi.email, "password": "Example-pass-1", "next": away}
    answer = client.post(SIGN_IN, sent)
    assert answer.status_code == 302
    assert stays_here(answer.headers["Location"]), answer.headers["Location"]

    already = client.get(SIGN_IN, {"next": away})
    assert already.status_code != 302 or stays_here(already.headers["Location"])


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize(
    ("address", "field"),
    [("/text-size/", "next"), ("/en/list/change/", "next"), ("/en/account/sign-out/", "next")],
)
def test_our_own_ways_back_lead_nowhere_else(
    client: Client, giorgi: User, address: str, field: str, away: str
) -> None:
    client.force_login(giorgi)
    answer = client.post(address, {field: away})
    assert answer.status_code == 302
    assert stays_here(answer.headers["Location"]), answer.headers["Location"]


def test_the_page_asked_for_is_where_one_goes(client: Client, giorgi: User) -> None:
    sent = {"login": giorgi.email, "password": "Example-pass-1", "next": "/en/reports/"}
    assert client.post(SIGN_IN, sent).headers["Location"] == "/en/reports/"


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil"])
def test_a_foreign_host_header_is_refused(client: Client, host: str) -> None:
    for address in ("/en/", "/en/find/", SIGN_IN, "/text-size/"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 400
        assert b"evil" not in answer.content
    assert b"evil" not in client.get("/en/find/").content


def test_a_forwarded_host_is_not_believed(client: Client, giorgi: User) -> None:
    forged = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    assert b"evil" not in client.get("/en/find/", headers=forged).content
    with override("en"):
        addresses = reverse("account_reset_password"), reverse("account_request_login_code")
    for address in addresses:
        client.post(address, {"email": giorgi.email}, headers=forged)
    assert len(mail.outbox) == 2
    assert not any("evil" in str(letter.message()) for letter in mail.outbox)
