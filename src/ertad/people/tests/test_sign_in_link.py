"""Giorgi signs in by the link of a letter: once, within fifteen minutes, from any device."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.kernel.clock import now
from ertad.people.accounts.links import (
    LinkRefused,
    Why,
    read_sign_in,
    sign_in_key,
    use_sign_in,
)
from ertad.people.models import User

pytestmark = pytest.mark.django_db
ASK = "/en/account/sign-in/code/"


def letter_for(user: User, client: Client, **more: str) -> str:
    """The path of the link in the letter."""
    client.post(ASK, {"email": user.email, **more})
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_opening_the_letter_twice_and_pressing_once(client: Client, giorgi: User) -> None:
    link = letter_for(giorgi, Client())
    assert link.startswith("/ka/"), "in Giorgi's language, whatever the page was"
    for _scanner in range(2):
        assert client.get(link).status_code == 200
    assert client.get("/en/work/").status_code == 302
    assert client.post(link).status_code == 302
    assert client.get("/en/work/").status_code == 200

    assert Client().post(link).status_code == 410
    assert Client().get(link).status_code == 410


def test_the_code_of_the_letter_uses_the_link_up(client: Client, giorgi: User) -> None:
    link = letter_for(giorgi, client)
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", str(mail.outbox[-1].body), re.M)
    assert code
    client.post("/en/account/sign-in/code/enter/", {"code": code[1]})
    assert client.get("/en/work/").status_code == 200
    assert Client().post(link).status_code == 410


def test_after_fifteen_minutes_it_is_too_old(giorgi: User) -> None:
    at = now()
    key = sign_in_key(giorgi, at)
    read_sign_in(key, at + timedelta(minutes=14, seconds=59))
    with pytest.raises(LinkRefused, match=Why.EXPIRED):
        use_sign_in(key, at + timedelta(minutes=16))


def test_of_two_that_press_at_once_one_gets_in(
    giorgi: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ertad.people.accounts import links

    at = now()
    key = sign_in_key(giorgi, at)
    monkeypatch.setattr(links, "read_sign_in", lambda key, at: giorgi)
    assert use_sign_in(key, at) == giorgi
    with pytest.raises(LinkRefused, match=Why.USED):
        use_sign_in(key, at)


def test_who_asked_for_a_page_comes_to_it(client: Client, giorgi: User) -> None:
    link = letter_for(giorgi, Client(), next="/en/account/")
    assert client.post(link).headers["Location"] == "/en/account/"


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example", "//evil.example", "/\\evil.example", "http:evil.example",
     "javascript:alert(1)", "https://testserver@evil.example/", "\thttps://evil.example"],
)  # fmt: skip
def test_no_way_out_by_next(giorgi: User, evil: str) -> None:
    with override("en"):
        link = reverse("account:sign_in_link", args=[sign_in_key(giorgi, now())])
    doors = [
        Client().post(f"{link}?next={evil}"),
        Client().post(f"/en/account/sign-in/?next={evil}", {
            "login": giorgi.email, "password": "Example-pass-1", "next": evil,
        }),
    ]  # fmt: skip
    for answer in doors:
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/")
        assert "evil" not in answer.headers["Location"]
    assert "evil" not in letter_for(giorgi, Client(), next=evil)


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "localhost:80:80"])
def test_a_letter_never_names_another_host(giorgi: User, host: str) -> None:
    refused = Client(headers={"host": host}).post(ASK, {"email": giorgi.email})
    assert refused.status_code == 400
    Client(headers={"host": "localhost", "x-forwarded-host": host}).post(
        "/en/account/password/forgotten/", {"email": giorgi.email}
    )
    Client(headers={"host": "localhost", "x-forwarded-host": host}).post(
        ASK, {"email": giorgi.email}
    )
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        links = re.findall(r"https?://\S+", str(letter.body))
        assert links
        assert all(link.startswith("http://testserver/") for link in links)


def test_nobody_learns_who_has_an_account(client: Client, giorgi: User) -> None:
    pages = []
    for email in (giorgi.email, "nobody@example.org"):
        answer = Client().post(ASK, {"email": email}, follow=True).content.decode()
        pages.append(re.sub(r'value="[^"]*"|nonce-\S+', "", answer.replace(email, "x")))
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [[giorgi.email]]


def test_a_closed_account_gets_no_letter(client: Client, giorgi: User) -> None:
    key = sign_in_key(giorgi, now())
    User.objects.filter(pk=giorgi.pk).update(is_active=False)
    client.post(ASK, {"email": giorgi.email})
    assert mail.outbox == []
    with pytest.raises(LinkRefused, match=Why.ALTERED):
        use_sign_in(key, now())


def test_a_mail_server_that_is_away_is_no_broken_page(
    client: Client, giorgi: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any, **_more: Any) -> None:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
    shown = client.post(ASK, {"email": giorgi.email}, follow=True).content.decode()
    assert "could not be sent" in shown
    assert giorgi.email not in shown.split("could not be sent")[0].split("banner")[-1]
