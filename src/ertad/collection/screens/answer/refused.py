"""A link that does not open: what happened, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.collection.links import LinkRefused, Why

TEMPLATE = "collection/screens/answer/refused.html"
STATUS = {Why.ALTERED: 404, Why.EXPIRED: 410, Why.WITHDRAWN: 410, Why.ROUND_CLOSED: 410}


def link_refused(request: HttpRequest, key: str, refused: LinkRefused) -> HttpResponse:
    """For a link that was altered the answer is always the same, whatever is wrong with it."""
    context = {
        "why": str(refused.code),
        "invitation": refused.invitation,
        "key": key if refused.invitation else "",
        "renewable": refused.code in (Why.EXPIRED, Why.WITHDRAWN),
    }
    return render(request, TEMPLATE, context, status=STATUS[refused.code])


def too_many_guesses(request: HttpRequest) -> HttpResponse:
    return render(request, TEMPLATE, {"why": "too_many"}, status=429)
