"""The language of the last page is remembered, so that the bare address opens in it.

What is made to be read by other sites sets no cookie.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CODES = frozenset(code for code, _ in settings.LANGUAGES)


class RememberLanguage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = request.path[1:3]
        here = request.path[3:4] == "/" and language in CODES
        for_other_sites = "Access-Control-Allow-Origin" in response.headers
        if for_other_sites:
            return response
        if here and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return response
