"""The page behind the link in the letter to a new address: one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.people.accounts.links import LinkRefused, Why, read_address
from ertad.people.acts.change_account import confirm_address

PAGE = "people/screens/confirm_address/page.html"


@never_cache
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    try:
        if request.method != "POST":
            return render(request, PAGE, {"person": read_address(key, now())})
        confirm_address(key=key, at=now())
    except LinkRefused as refused:
        status = 404 if refused.code is Why.ALTERED else 410
        return render(request, PAGE, {"refused": str(refused.code)}, status=status)
    except Refused as refused:
        return render(request, PAGE, {"refused": "taken", "why": str(refused)}, status=409)
    messages.success(request, _("The new address is used from now on."))
    return redirect("account:mine")
