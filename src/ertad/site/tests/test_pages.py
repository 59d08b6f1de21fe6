"""Kept pages: only for visitors, never with a cookie or token, gone when the directory changes."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from ertad.directory.models import DirectoryState
from ertad.site.pages import AnonymousPages

pytestmark = pytest.mark.django_db


def counting(**headers: str) -> tuple[AnonymousPages, list[str]]:
    """The middleware around a view that notes each call."""
    calls: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        calls.append(request.get_full_path())
        return HttpResponse(f"page {len(calls)}", headers=headers)

    return AnonymousPages(view), calls


def test_the_second_visitor_gets_the_kept_page(rf: RequestFactory) -> None:
    pages, calls = counting()
    first, second = (pages(rf.get("/en/find/?q=sport")) for _ in range(2))

    assert first.content == second.content
    assert calls == ["/en/find/?q=sport"]


def test_other_words_size_or_host_are_other_pages(rf: RequestFactory) -> None:
    pages, calls = counting()
    pages(rf.get("/en/find/?q=sport"))
    pages(rf.get("/en/find/?q=art"))
    pages(rf.get("/en/find/?q=sport", headers={"cookie": "text_size=large"}))
    pages(rf.get("/en/find/?q=sport", headers={"host": "localhost"}))

    assert len(calls) == 4


@pytest.mark.parametrize("cookie", ["sessionid=x", "messages=x"])
def test_who_has_an_account_or_a_message_gets_a_fresh_page(rf: RequestFactory, cookie: str) -> None:
    pages, calls = counting()
    for _ in range(2):
        pages(rf.get("/en/find/", headers={"cookie": cookie}))
    assert len(calls) == 2


@pytest.mark.parametrize("headers", [{"Cache-Control": "no-store"}, {"Content-Type": "text/csv"}])
def test_what_must_not_be_kept_is_not(rf: RequestFactory, headers: dict[str, str]) -> None:
    pages, calls = counting(**headers)
    for _ in range(2):
        pages(rf.get("/en/find/"))
    assert len(calls) == 2


def test_a_change_of_the_directory_is_seen(
    rf: RequestFactory, a_service: Callable[..., UUID]
) -> None:
    pages, calls = counting()
    pages(rf.get("/en/find/"))
    before = DirectoryState.objects.filter(id=1).first()
    a_service()
    pages.version_until = 0  # a second later
    pages(rf.get("/en/find/"))

    assert before is None or DirectoryState.objects.get().version > before.version
    assert len(calls) == 2
