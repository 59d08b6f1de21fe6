"""The members of an institution: who has which role; giving and ending one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.roles import Role
from ertad.people.actors import actor_for
from ertad.people.acts.add_member import add_member
from ertad.people.acts.end_membership import end_membership
from ertad.people.models import Institution, Membership
from ertad.people.queries import members_of
from ertad.people.role_labels import ROLE_LABELS
from ertad.people.rules import ROLES_BY_ADMIN
from ertad.people.screens.members.form import MemberForm


@login_required
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    by = _keeper(request, institution)
    roles = frozenset(ROLE_LABELS) if by.role is Role.COORDINATOR else ROLES_BY_ADMIN
    form = MemberForm(request.POST or None, roles=roles, initial={"language": institution.language})
    if request.method == "POST" and form.is_valid():
        add_member(
            by=by,
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
    context = {"institution": institution, "lines": lines, "form": form}
    return render(request, "people/screens/members/page.html", context)


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    member = get_object_or_404(
        Membership.objects.visible_to(request.user).select_related("institution"), pk=pk
    )
    by = _keeper(request, member.institution)
    version = request.POST.get("version", "")
    try:
        end_membership(
            by=by, at=now(), membership=member, version=int(version) if version.isdigit() else 0
        )
        messages.success(request, _("The role is ended."))
    except StaleEdit:
        messages.warning(request, _("Somebody changed this meanwhile. Look again."))
    return redirect("people:members", member.institution_id)


def _keeper(request: HttpRequest, institution: Institution) -> Actor:
    return actor_for(
        request.user,
        Role.COORDINATOR,
        Role.INSTITUTION_ADMIN,
        institution_id=institution.pk,
        reason="keeps the members",
    )
