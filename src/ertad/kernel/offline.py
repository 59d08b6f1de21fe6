"""Public pages that a reader's own device may keep for reading without a connection."""

from datetime import datetime, timedelta

from django.http import HttpResponse

KEEP_UNTIL = "X-Keep-Until"
"""Seconds since 1970; the service worker (site/screens/offline) keeps only what has this header."""
KEPT_FOR = timedelta(days=30)


def may_be_kept(response: HttpResponse, at: datetime) -> HttpResponse:
    """Mark a page that is the same for everyone; for members the mark is taken off on its way."""
    response.headers[KEEP_UNTIL] = str(int((at + KEPT_FOR).timestamp()))
    return response
