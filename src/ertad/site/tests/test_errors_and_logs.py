"""Error pages carry a reference that is in the log; the log is JSON and names no one."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from django.test import Client
from django.urls import reverse

from ertad.people.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("ertad.site.tests.addresses_that_break"),
]
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def log() -> Iterator[Lines]:
    """Everything logged since the test began, as the console would have got it."""
    written = StringIO()
    console = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
        and isinstance(handler, logging.StreamHandler)
    )
    before = console.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    console.setStream(before)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


ADDRESSES = {404: "no-such-page/", 500: "breaks/", 403: "people/institutions/new/"}


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
@pytest.mark.parametrize("status", sorted(ADDRESSES))
def test_an_error_page_in_each_language_has_a_reference_that_is_in_the_log(
    status: int, language: str, visitor: Client, giorgi: User, log: Lines
) -> None:
    if status == 403:
        visitor.force_login(giorgi)
    answer = visitor.get(f"/{language}/{ADDRESSES[status]}")
    page = answer.content.decode()

    assert answer.status_code == status
    assert f'<html lang="{language}"' in page
    reference = answer.headers["X-Request-Id"]
    assert reference in page
    assert "Traceback" not in page
    assert "RuntimeError" not in page
    told = [line for line in log() if line.get("request") == reference]
    assert {line["status"] for line in told if "status" in line} == {status}
    if status == 500:
        assert any("the page broke" in line.get("exception", "") for line in told)


def test_a_host_that_is_not_ours_is_a_bad_request(visitor: Client, log: Lines) -> None:
    answer = visitor.get("/en/", headers={"host": "elsewhere.example.org"})

    assert answer.status_code == 400
    assert answer.headers["X-Request-Id"] in answer.content.decode()
    assert answer.headers["X-Request-Id"] in {line["request"] for line in log()}


def test_the_languages_differ(visitor: Client) -> None:
    pages = {
        language: visitor.get(f"/{language}/no-such-page/").content.decode()
        for language in ("ka", "en", "fr")
    }
    headings = {page.split("<h1>")[1].split("</h1>")[0] for page in pages.values()}
    assert len(headings) == 3


def test_a_form_without_its_token_has_a_reference_too(log: Lines) -> None:
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post("/en/account/sign-in/", {"login": "nino@example.org"})

    assert answer.status_code == 403
    assert answer.headers["X-Request-Id"] in answer.content.decode()


def test_every_request_is_one_line_of_json(visitor: Client, log: Lines) -> None:
    visitor.get("/en/")
    (line,) = log()
    assert line["event"] == "request"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/en/", 200)
    assert line["timestamp"].endswith("Z")
    assert set(line) == {
        "event", "method", "path", "status", "ms", "logger", "level", "request", "timestamp",
    }  # fmt: skip


def test_each_request_has_an_id_of_its_own(visitor: Client) -> None:
    assert len({visitor.get("/health/").headers["X-Request-Id"] for _ in range(5)}) == 5


def test_words_people_and_keys_stay_out_of_the_log(
    visitor: Client, giorgi: User, log: Lines
) -> None:
    visitor.get("/en/find/", {"q": "narkotikebi"}, headers={"user-agent": "Browser of Giorgi"})
    for password in ("Example-pass-wrong", "Example-pass-1"):
        visitor.post("/en/account/sign-in/", {"login": giorgi.email, "password": password})
    visitor.get("/en/work/", REMOTE_ADDR="192.0.2.44")
    key = {"uidb36": "1", "key": "abc-secret-key"}
    visitor.get(reverse("account_reset_password_from_key", kwargs=key))

    text = json.dumps(log(), ensure_ascii=False)
    assert "/en/work/" in text
    for never in (
        "narkotikebi", giorgi.email, giorgi.name, "Example-pass", "192.0.2.44", "secret-key",
        str(giorgi.pk),
    ):  # fmt: skip
        assert never not in text
