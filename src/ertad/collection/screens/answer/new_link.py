"""A new link where the old one has expired or was withdrawn, by letter to the known address."""

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ertad.audit.trail import keyed_digest
from ertad.collection.acts.renew_link import renew_link
from ertad.collection.links import LinkRefused, Why, read_link
from ertad.collection.screens.answer.door import (
    GUESSES_AN_HOUR,
    count_guess,
    guesses,
    opened_at,
    private,
)
from ertad.collection.screens.answer.refused import link_refused, too_many_guesses
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused

TEMPLATE = "collection/screens/answer/new_link.html"
LETTERS_AN_HOUR = 1


@csrf_exempt  # the link stands against forged requests, as for every address under it
@require_POST
def new_link(request: HttpRequest, key: str) -> HttpResponse:
    """The answer is the same whether a letter was put or one went out within the hour already."""
    request.user = AnonymousUser()
    at = now()
    if guesses(request, at) >= GUESSES_AN_HOUR:
        return private(too_many_guesses(request))
    try:
        invitation = read_link(key, at)
    except LinkRefused as refused:
        if refused.code is Why.ALTERED:
            count_guess(request, at)
        if refused.invitation is None or refused.code is Why.ROUND_CLOSED:
            return private(link_refused(request, key, refused))
        invitation = refused.invitation
    else:
        return private(redirect(opened_at(key)))
    place = keyed_digest(f"link.renew {invitation.pk} {at:%Y-%m-%d %H}")
    sent = True
    if cache.add(place, LETTERS_AN_HOUR, 3600):
        try:
            sent = renew_link(invitation=invitation, at=at)
        except Refused:
            sent = False
    context = {"sent": sent, "institution": invitation.institution}
    return private(render(request, TEMPLATE, context))
