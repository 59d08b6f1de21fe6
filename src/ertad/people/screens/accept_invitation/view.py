"""The page behind the link of an invitation: look at it, accept it, and begin."""

from datetime import datetime

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import now
from ertad.kernel.roles import Role, needs_two_steps
from ertad.people.accounts.links import LinkRefused, Why, read_invitation
from ertad.people.acts.accept_invitation import accept_invitation, account_of
from ertad.people.models import MemberInvitation, User
from ertad.people.role_labels import ROLE_LABELS
from ertad.people.screens.accept_invitation.form import AccountForm

PAGE = "people/screens/accept_invitation/page.html"


@never_cache
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    at = now()
    try:
        found = read_invitation(key, at)
        account = account_of(found)
        if account and account.is_active:
            return _for_an_account(request, key, found, account, at)
        return _for_a_new_account(request, key, found, at)
    except LinkRefused as refused:
        return _refused(request, refused)
    except StaleEdit:
        return _refused(request, LinkRefused(Why.USED))


def _for_a_new_account(
    request: HttpRequest, key: str, found: MemberInvitation, at: datetime
) -> HttpResponse:
    language = request.path[1:3]
    form = AccountForm(
        request.POST or None, email=found.email,
        initial={"name": found.name, "language": language},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        user = accept_invitation(key=key, at=at, **form.cleaned_data)
        return _signed_in(request, user, with_password=bool(form.cleaned_data["password"]))
    return render(request, PAGE, _context(found) | {"form": form})


def _for_an_account(
    request: HttpRequest, key: str, found: MemberInvitation, account: User, at: datetime
) -> HttpResponse:
    """A further role for somebody who has an account: one button, and no way past the sign-in."""
    if request.method == "POST":
        accept_invitation(key=key, at=at)
        messages.success(request, _("The role is yours."))
        return redirect("site:work")
    return render(request, PAGE, _context(found) | {"account": account})


def _signed_in(request: HttpRequest, user: User, *, with_password: bool) -> HttpResponse:
    """Who opened the letter has shown that the address is his or hers."""
    if request.user.is_authenticated:
        logout(request)
    method = "password" if with_password else "code"
    record_authentication(request, user, method=method, email=user.email, reauthenticated=True)
    answer: HttpResponse = perform_login(request, Login(user=user, email=user.email))
    return answer


def _context(found: MemberInvitation) -> dict[str, object]:
    role = Role(found.role)
    return {
        "invitation": found, "role": ROLE_LABELS[role], "two_steps": needs_two_steps([role]),
    }  # fmt: skip


def _refused(request: HttpRequest, refused: LinkRefused) -> HttpResponse:
    context = {"code": str(refused.code), "invitation": refused.invitation}
    page = "people/screens/accept_invitation/refused.html"
    return render(request, page, context, status=404 if refused.code is Why.ALTERED else 410)
