"""The members of an institution: who has which role; giving and ending one."""

import re
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import now
from ertad.kernel.rights import demand_may, may
from ertad.kernel.roles import Role
from ertad.people.actors import actor_with
from ertad.people.acts.add_member import add_member
from ertad.people.acts.end_membership import end_membership
from ertad.people.models import Institution, Membership
from ertad.people.queries import members_of
from ertad.people.role_labels import ROLE_LABELS
from ertad.people.rules import ROLES_BY_ADMIN
from ertad.people.screens.members.form import MemberForm
from ertad.people.screens.reason import reason_form, reason_given


@login_required
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    right, roles = _right_and_roles(request.user)
    demand_may(request.user, right, pk)
    data = request.POST if request.method == "POST" else None
    form = MemberForm(data, roles=roles, initial={"language": institution.language})
    reason = reason_form(request.user, right, pk, data)
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        add_member(
            by=actor_with(request.user, right, pk, reason=why),
            at=now(),
            institution=institution,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            role=Role(form.cleaned_data["role"]),
            language=form.cleaned_data["language"],
        )
        messages.success(request, _("The role is given."))
        return redirect("people:members", institution.pk)
    lines = [
        (member, ROLE_LABELS.get(Role(member.role), member.role), Role(member.role) in roles)
        for member in members_of(request.user, institution)
    ]
    context = {"institution": institution, "lines": lines, "form": form, "reason": reason}
    status = 200 if data is None else 422
    return render(request, "people/screens/members/page.html", context, status=status)


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whoever acts for the institution is asked why first."""
    seen = Membership.objects.visible_to(request.user)
    member = get_object_or_404(seen.select_related("institution", "user"), pk=pk)
    place = member.institution_id
    right, _roles = _right_and_roles(request.user)
    demand_may(request.user, right, place)
    data = request.POST if "reason" in request.POST else None
    sent = request.POST.get("version", "")
    version = int(sent) if re.fullmatch(r"\d{1,9}", sent) else 0
    reason = reason_form(request.user, right, place, data)
    why = reason_given(reason)
    if why is None:
        role = ROLE_LABELS.get(Role(member.role), member.role)
        context = {"member": member, "role": role, "version": version, "reason": reason}
        status = 200 if data is None else 422
        return render(request, "people/screens/members/end.html", context, status=status)
    by = actor_with(request.user, right, place, reason=why)
    try:
        end_membership(by=by, at=now(), membership=member, version=version)
        messages.success(request, _("The role is ended."))
    except StaleEdit:
        messages.warning(request, _("Somebody changed this meanwhile. Look again."))
    return redirect("people:members", place)


def _right_and_roles(user: object) -> tuple[str, frozenset[Role]]:
    """The right that `user` gives roles by, and the roles that it gives."""
    if may(user, "member.appoint"):
        return "member.appoint", frozenset(ROLE_LABELS)
    return "member.keep", ROLES_BY_ADMIN
