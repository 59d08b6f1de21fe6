"""The members of an institution: who has which role, who is invited; inviting and ending."""

import re
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
from ertad.kernel.rights import demand_may, may
from ertad.kernel.roles import Role, institutions_of
from ertad.people.actors import actor_with
from ertad.people.acts.end_membership import end_membership
from ertad.people.acts.invite_member import (
    invite_member,
    send_invitation_again,
    withdraw_invitation,
)
from ertad.people.models import Institution, MemberInvitation, Membership
from ertad.people.queries import invitations_to, members_of
from ertad.people.refusals import Refused
from ertad.people.role_labels import ROLE_LABELS
from ertad.people.rules import ROLES_BY_ADMIN
from ertad.people.screens.members.form import InviteForm
from ertad.people.screens.reason import ReasonForm, reason_form, reason_given

RIGHT = "member.invite"


@login_required
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    by = actor_with(request.user, RIGHT, institution.pk)
    roles = frozenset(ROLE_LABELS) if by.role is Role.COORDINATOR else ROLES_BY_ADMIN
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, roles=roles, initial={"language": institution.language})
    reason = _reason(request, institution.pk)
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        try:
            invite_member(
                by=inviter(request.user, institution.pk, why),
                at=now(), institution=institution, email=form.cleaned_data["email"],
                name=form.cleaned_data["name"], role=Role(form.cleaned_data["role"]),
                language=form.cleaned_data["language"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("The letter with the link is on its way."))
            return redirect("people:members", institution.pk)
    return render(request, "people/screens/members/page.html", {
        "institution": institution, "form": form, "reason": reason,
        "lines": [
            (member, _label(member.role), Role(member.role) in roles)
            for member in members_of(request.user, institution)
        ],
        "invited": [
            (invitation, _label(invitation.role), invitation.expired(now()),
             Role(invitation.role) in roles)
            for invitation in invitations_to(request.user, institution)
        ],
    }, status=200 if data is None else 422)  # fmt: skip


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
    version = _version(request)
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


@login_required
@require_POST
def invite_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = _invitation(request, pk)
    by = inviter(request.user, invitation.institution_id, "sends an invitation again")
    try:
        send_invitation_again(by=by, at=now(), invitation=invitation, version=_version(request))
        messages.success(request, _("A new letter is on its way; the earlier link opens no more."))
    except StaleEdit:
        messages.warning(request, _("Somebody changed this meanwhile. Look again."))
    return redirect("people:members", invitation.institution_id)


@login_required
@require_POST
def uninvite(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = _invitation(request, pk)
    by = inviter(request.user, invitation.institution_id, "withdraws an invitation")
    try:
        withdraw_invitation(by=by, at=now(), invitation=invitation, version=_version(request))
        messages.success(request, _("The invitation is withdrawn; its link opens no more."))
    except StaleEdit:
        messages.warning(request, _("Somebody changed this meanwhile. Look again."))
    return redirect("people:members", invitation.institution_id)


def inviter(user: object, institution_id: UUID, reason: str) -> Actor:
    """Where a coordinator's own institution is meant, nothing is asked, and this is kept."""
    own = institution_id in institutions_of(user, Role.COORDINATOR)
    why = "for the own institution" if own else reason
    return actor_with(user, RIGHT, institution_id, reason=why)


def _reason(request: HttpRequest, institution_id: UUID) -> ReasonForm | None:
    """The question why, for whoever invites to an institution that is not the own one."""
    if institution_id in institutions_of(request.user, Role.COORDINATOR):
        return None
    data = request.POST if request.method == "POST" else None
    return reason_form(request.user, RIGHT, institution_id, data)


def _invitation(request: HttpRequest, pk: UUID) -> MemberInvitation:
    rows = MemberInvitation.objects.visible_to(request.user).select_related("institution")
    return get_object_or_404(rows, pk=pk)


def _right_and_roles(user: object) -> tuple[str, frozenset[Role]]:
    """The right that `user` gives roles by, and the roles that it gives."""
    if may(user, "member.appoint"):
        return "member.appoint", frozenset(ROLE_LABELS)
    return "member.keep", ROLES_BY_ADMIN


def _label(role: str) -> object:
    return ROLE_LABELS.get(Role(role), role)


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if re.fullmatch(r"\d{1,9}", version) else 0
