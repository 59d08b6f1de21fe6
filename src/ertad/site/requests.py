"""Every request has an id, in its log lines, its answer and its error page."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from ertad.site.logs import request_id

log = structlog.get_logger("ertad.request")


class RequestLog:
    """Outermost middleware: one line a request, without address, words or person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex[:12])
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-Id"] = request_id.get()
            log.info(
                "request",
                method=request.method,
                path=_path(request),
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
            return response
        finally:
            request_id.reset(token)


def _path(request: HttpRequest) -> str:
    """The address without words; of a link that is itself a key, only its pattern."""
    match = request.resolver_match
    return match.route if match and "key" in match.kwargs else request.path
