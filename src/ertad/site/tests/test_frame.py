"""What every page carries: the policy for content, the other languages, what a reader chose."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.kernel.roles import Role
from ertad.people.models import Membership, User

pytestmark = pytest.mark.django_db
PAGES = ("", "find/", "who-does-what/", "people/", "about/", "account/sign-in/", "no-such-page/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_nothing_from_another_host_and_nothing_inline(
    client: Client, language: str, page: str
) -> None:
    policy = client.get(f"/{language}/{page}").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_other_guards_against_abuse_of_pages(client: Client) -> None:
    headers = client.get("/en/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", PAGES[:-1])
def test_each_page_names_itself_in_the_other_languages(client: Client, page: str) -> None:
    html = client.get(f"/fr/{page}").content.decode()
    for language in ("ka", "en", "fr"):
        assert f'<link rel="alternate" hreflang="{language}" href="/{language}/{page}">' in html


def test_a_search_keeps_its_words_in_another_language(client: Client) -> None:
    html = client.get("/en/find/", {"q": "sport"}).content.decode()
    assert 'hreflang="ka" href="/ka/find/?q=sport"' in html


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_the_language_is_remembered(client: Client, language: str) -> None:
    client.get(f"/{language}/find/")
    assert client.get("/").headers["Location"] == f"/{language}/"


def test_the_browsers_language_decides_until_one_is_chosen(client: Client) -> None:
    french = {"accept-language": "fr-CH,fr;q=0.9"}
    assert client.get("/", headers=french).headers["Location"] == "/fr/"
    client.get("/ka/")
    assert client.get("/", headers=french).headers["Location"] == "/ka/"


def test_the_text_size_is_remembered(client: Client) -> None:
    answer = client.post("/text-size/", {"text_size": "larger", "next": "/en/find/?q=sport"})
    assert answer.headers["Location"] == "/en/find/?q=sport"
    for page in ("/en/", "/ka/find/", "/fr/about/"):
        assert 'class="text-larger"' in client.get(page).content.decode()


@pytest.mark.parametrize("size", ["", "huge", '"><script>'])
def test_a_size_that_we_do_not_have_is_normal(client: Client, size: str) -> None:
    client.post("/text-size/", {"text_size": size})
    assert 'class="text-normal"' in client.get("/en/").content.decode()


@pytest.mark.parametrize("there", ["https://example.org/", "//example.org", "javascript:x", ""])
def test_choosing_a_size_leads_nowhere_else(client: Client, there: str) -> None:
    answer = client.post("/text-size/", {"text_size": "large", "next": there})
    assert answer.headers["Location"] == "/"


def test_the_menu_of_the_account_leads_to_what_is_ones_own(
    client: Client, giorgi: User, marie: User
) -> None:
    with override("en"):
        own = reverse("directory:own_services")
    client.force_login(giorgi)
    assert f'href="{own}"' in client.get("/en/about/").content.decode()
    client.force_login(marie)
    assert f'href="{own}"' not in client.get("/en/about/").content.decode()


def test_an_administrator_finds_the_members(client: Client, giorgi: User) -> None:
    membership = Membership.objects.get(user=giorgi)
    Membership.objects.filter(pk=membership.pk).update(role=Role.INSTITUTION_ADMIN)
    with override("en"):
        members = reverse("people:members", args=[membership.institution_id])
    client.force_login(giorgi)
    assert f'href="{members}"' in client.get("/en/about/").content.decode()
