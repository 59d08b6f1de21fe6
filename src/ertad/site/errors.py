"""Error pages for people: what happened, what to do, and a reference that is in the log."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ertad.kernel.actor import NotAllowed
from ertad.site.logs import request_id

log = structlog.get_logger("ertad.errors")


class Refusals:
    """Answers an act that was refused for lack of rights with the page for 403."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            log.warning("not allowed", path=request.path, why=str(error))
            return forbidden(request, error)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _bare_page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404.html", 404)


def broken(request: HttpRequest) -> HttpResponse:
    return _bare_page("500.html", 500)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, {"reference": request_id.get()}, status=status)


def _bare_page(template: str, status: int) -> HttpResponse:
    """Made without the request, of which the address, account or messages may be what is broken."""
    page = render_to_string(template, {"reference": request_id.get()})
    return HttpResponse(page, status=status)
