"""Whose request it is when a web server stands in front: limits are counted by address."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class AddressBehindProxies:
    """Sets REMOTE_ADDR to what the outermost of our own `ERTAD_PROXIES` web servers saw.

    Whatever stands further left in X-Forwarded-For was written by the visitor and is not believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.PROXIES:
            told = request.headers.get("X-Forwarded-For", "").split(",")
            if len(told) >= settings.PROXIES:
                _set_address(request, told[-settings.PROXIES].strip())
        return self.get_response(request)


def _set_address(request: HttpRequest, told: str) -> None:
    try:
        request.META["REMOTE_ADDR"] = str(ip_address(told))
    except ValueError:
        return
