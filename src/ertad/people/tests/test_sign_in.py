"""Signing in: with a password, with a code by e-mail, and never by making an account oneself."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from ertad.people.models import User

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in/"


@pytest.fixture(autouse=True)
def fresh_limits(settings: object) -> None:
    from django.core.cache import cache

    cache.clear()


def test_giorgi_signs_in_with_his_password(client: Client, giorgi: User) -> None:
    shown = client.get(SIGN_IN).content.decode()
    assert 'name="password"' in shown
    answer = client.post(SIGN_IN, {"login": giorgi.email, "password": "Example-pass-1"})
    assert answer.status_code == 302
    assert client.get("/en/work/").status_code == 200


def test_each_thing_is_said_once(client: Client) -> None:
    shown = client.get(SIGN_IN).content.decode()
    assert shown.count(reverse("account_reset_password")) == 1
    assert "placeholder" not in shown


def test_a_wrong_password_says_so_and_does_not_tell_who_has_an_account(
    client: Client, giorgi: User
) -> None:
    answers = [
        client.post(SIGN_IN, {"login": email, "password": "wrong"}).content.decode()
        for email in (giorgi.email, "nobody@example.org")
    ]
    errors = [re.findall(r'class="error[^"]*"[^>]*>(.*?)</', page, re.S) for page in answers]
    assert errors[0]
    assert errors[0] == errors[1]


def test_a_code_by_e_mail_is_enough(client: Client, giorgi: User) -> None:
    client.post("/en/account/sign-in/code/", {"email": giorgi.email})
    (letter,) = mail.outbox
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", letter.body, re.M)
    assert found, letter.body
    answer = client.post("/en/account/sign-in/code/enter/", {"code": found[1]})
    assert answer.status_code == 302
    assert client.get("/en/work/").status_code == 200


def test_nobody_makes_an_account_oneself(client: Client) -> None:
    address = "/en/account/new/"
    assert "Accounts are given by" in client.get(address).content.decode()
    client.post(address, {"email": "new@example.org", "password1": "Example-pass-1"})
    assert not User.objects.filter(email="new@example.org").exists()


def test_guessing_is_slowed_down(client: Client, giorgi: User) -> None:
    for _ in range(12):
        last = client.post(SIGN_IN, {"login": giorgi.email, "password": "wrong"})
    right = client.post(SIGN_IN, {"login": giorgi.email, "password": "Example-pass-1"})
    assert right.status_code != 302
    assert last.status_code in (200, 429)


def test_an_ended_account_is_told_so(client: Client, giorgi: User) -> None:
    User.objects.filter(pk=giorgi.pk).update(is_active=False)
    answer = client.post(SIGN_IN, {"login": giorgi.email, "password": "Example-pass-1"})
    assert client.get("/en/work/").status_code == 302
    assert answer.headers["Location"].endswith("/account/closed/")
