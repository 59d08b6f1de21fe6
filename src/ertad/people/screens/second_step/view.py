"""Where somebody comes whose roles need a second step: set one up, or show the one there is."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from ertad.people.accounts.second_step import lacks_second_step

Type = Authenticator.Type


@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    after = get_next_redirect_url(request) or reverse("site:work")
    if not lacks_second_step(request):
        return redirect(after)
    factors = Authenticator.objects.filter(user_id=request.user.pk)
    types = set(factors.values_list("type", flat=True))
    context = {
        "has_app": bool(types - {Type.WEBAUTHN}),
        "has_passkey": Type.WEBAUTHN in types,
        "query": urlencode({"next": after}),
    }
    return render(request, "people/screens/second_step/page.html", context)
