"""Public pages that were made once are given again, from this process's memory.

A page of the directory is at most a second behind the directory, and a minute behind what else it
shows (names of institutions, labels). Only visitors without an account get kept pages; a page that
sets a cookie (so every page with a form's token) or says `no-store` is never kept.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from ertad.directory.models import DirectoryState
from ertad.kernel.clock import local_day, now
from ertad.look.text_size import COOKIE

MOST_PAGES = 2000
LARGEST_BYTES = 200_000
VERSION_SECONDS = 1.0
PAGE_SECONDS = 60.0
PERSONAL_COOKIES = frozenset({"sessionid", "messages"})


@dataclass(frozen=True)
class Kept:
    until: float
    content: bytes
    headers: tuple[tuple[str, str], ...]


class AnonymousPages:
    """Outside of compression, so that what is kept is ready to be sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
        self.lock = Lock()
        self.version = 0
        self.version_until = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or PERSONAL_COOKIES & request.COOKIES.keys():
            return self.get_response(request)
        key = (
            self._version(),
            request.META.get("HTTP_HOST"),
            request.get_full_path(),
            request.COOKIES.get(COOKIE),
            "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
            "HTTP_HX_REQUEST" in request.META,
        )
        kept = self.pages.get(key)
        if kept and kept.until > time.monotonic():
            return HttpResponse(kept.content, headers=dict(kept.headers))
        response = self.get_response(request)
        if _may_be_kept(response):
            headers = tuple(response.headers.items())
            page = Kept(time.monotonic() + PAGE_SECONDS, response.content, headers)
            with self.lock:
                self.pages[key] = page
                while len(self.pages) > MOST_PAGES:
                    self.pages.popitem(last=False)
        return response

    def _version(self) -> tuple[int, object]:
        """The directory's version as of a second ago at most, and the day in Georgia.

        While the database cannot be asked, the version is what it was.
        """
        if time.monotonic() > self.version_until:
            state = DirectoryState.objects.filter(id=1).values_list("version", flat=True)
            with suppress(DatabaseError):
                self.version = state.first() or 0
            self.version_until = time.monotonic() + VERSION_SECONDS
        return self.version, local_day(now())


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
        and response.headers.get("Content-Type", "").startswith("text/html")
        and len(response.content) <= LARGEST_BYTES
    )
