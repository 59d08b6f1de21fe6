"""What a device may keep for reading without a connection: public pages of visitors, never more.

A page says that it may be kept (`kernel.offline`); here the mark is taken off for everyone who has
a session, and where an answer sets a cookie or is private. Signing out clears what was kept.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ertad.kernel.offline import KEEP_UNTIL

OF_A_SESSION = frozenset({"sessionid", "messages"})
OWN_LIST = "list"
"""The cookie of the list put together; it holds no name, but a shared computer forgets it too."""


class OnlyPublicPages:
    """Outside of sessions and of the pages kept in memory, so that it sees each answer last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if KEEP_UNTIL in response.headers and not _public(request, response):
            del response.headers[KEEP_UNTIL]
        if _signed_out(request, response):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
            response.delete_cookie(OWN_LIST, samesite="Lax")
        return response


def _public(request: HttpRequest, response: HttpResponse) -> bool:
    told = response.headers.get("Cache-Control", "")
    private = "private" in told or "no-store" in told
    session = OF_A_SESSION & request.COOKIES.keys()
    return response.status_code == 200 and not (session or response.cookies or private)


def _signed_out(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    at_the_door = match is not None and match.url_name == "account_logout"
    return at_the_door and request.method == "POST" and response.status_code == 302
