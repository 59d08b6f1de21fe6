"""Change one's own name and language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ertad.kernel.clock import now
from ertad.people.accounts.own import as_oneself, signed_in
from ertad.people.acts.change_account import change_account
from ertad.people.screens.change_account.form import OwnForm


@login_required
def change(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = OwnForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        change_account(by=as_oneself(user), at=now(), user=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account:mine")
    return render(request, "people/screens/change_account/page.html", {"form": form})
