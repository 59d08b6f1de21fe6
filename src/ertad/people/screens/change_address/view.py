"""Ask for another address; the letter that goes there confirms it."""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.people.accounts.own import as_oneself, signed_in
from ertad.people.acts.change_account import ask_for_address


class AddressForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("New e-mail address"))


@login_required
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def change_address(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST":
        too_often: HttpResponse | None = ratelimit.consume_or_429(
            request, action="manage_email", user=user
        )
        if too_often:
            return too_often
        if form.is_valid() and _asked(request, form):
            return redirect("account:mine")
    return render(request, "people/screens/change_address/page.html", {"form": form})


def _asked(request: HttpRequest, form: AddressForm) -> bool:
    email, user = form.cleaned_data["email"], signed_in(request)
    try:
        ask_for_address(by=as_oneself(user), at=now(), user=user, email=email)
    except Refused as refused:
        form.add_error("email", str(refused))
        return False
    messages.success(request, _("Look in the mailbox of the new address: a link is on its way."))
    return True
