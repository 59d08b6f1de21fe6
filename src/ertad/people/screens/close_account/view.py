"""Close one's own account, or that of a member who has left."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand_may
from ertad.people.accounts.own import as_oneself, signed_in
from ertad.people.acts.close_account import close_account, left_alone
from ertad.people.models import ContactPoint, Membership, User
from ertad.people.queries import roles_held_by
from ertad.people.screens.reason import actor_away, reason_away, reason_given

RIGHT = "account.close"
PAGE = "people/screens/close_account/page.html"


@login_required
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def close_own(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    alone = left_alone(user)
    if request.method == "POST" and not alone:
        try:
            close_account(by=as_oneself(user), at=now(), user=user)
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("account:close")
        logout(request)
        messages.success(request, _("Your account is closed. Thank you for your work."))
        return redirect("site:home")
    context = {
        "alone": alone, "roles": roles_held_by(user, seen_by=user), "person": user,
        "contacts": _contact_points(user, seen_by=user),
    }  # fmt: skip
    return render(request, PAGE, context, status=409 if request.method == "POST" else 200)


@login_required
def close_member(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By way of one of the roles that the person has."""
    rows = Membership.objects.visible_to(request.user).filter(ended_on=None)
    member = get_object_or_404(rows.select_related("institution", "user"), pk=pk)
    place = member.institution_id
    demand_may(request.user, RIGHT, place)
    form = reason_away(request.user, RIGHT, place, request.POST or None)
    context = {
        "alone": left_alone(member.user), "roles": roles_held_by(member.user, seen_by=request.user),
        "person": member.user, "institution": member.institution, "form": form,
        "contacts": _contact_points(member.user, seen_by=request.user),
    }  # fmt: skip
    if request.method == "POST" and (why := reason_given(form)) is not None:
        by = actor_away(request.user, RIGHT, place, why)
        try:
            close_account(by=by, at=now(), user=member.user)
            messages.success(request, _("The account is closed."))
        except Refused as refused:
            messages.warning(request, str(refused))
        return redirect("people:members", place)
    return render(request, PAGE, context)


def _contact_points(user: User, *, seen_by: object) -> QuerySet[ContactPoint]:
    """Those that wait for a successor; from the page of each it is handed over."""
    rows = ContactPoint.objects.visible_to(seen_by).present().filter(user=user)
    return rows.select_related("institution").order_by("since", "pk")
