"""Public pages that were made once are given again, until the directory or the day changes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class AnonymousPages:
    """Placeholder for the page store of the search room; passes everything on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
