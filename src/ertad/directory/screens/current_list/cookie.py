"""The list that a reader is putting together: ids of services in a signed cookie, nothing else.

It works without an account and is gone when the browser is closed. No token guards the forms that
change it, so that public pages with such a form are the same for everyone and may be kept; what
another site sends is refused.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from ertad.directory.list_keys import pack, unpack

COOKIE = "list"
_signer = Signer(salt="directory.list")


def current_ids(request: HttpRequest) -> list[UUID]:
    """The reader's list; empty when there is none, or the cookie is not of our making."""
    try:
        return unpack(_signer.unsign(request.COOKIES.get(COOKIE, "")))
    except BadSignature:
        return []


def remember(response: HttpResponse, request: HttpRequest, ids: Sequence[UUID]) -> None:
    """Keep the list until the browser is closed; an empty one leaves nothing behind."""
    if not ids:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    value = _signer.sign(pack(ids))
    secure = request.is_secure()
    response.set_cookie(COOKIE, value, httponly=True, samesite="Lax", secure=secure)


def from_here(request: HttpRequest) -> bool:
    """Whether a form of our own pages was sent; an old browser that says nothing is believed."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host()
