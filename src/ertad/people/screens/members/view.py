"""The members of an institution: who has which role, who is invited; inviting and ending."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ertad.audit.reading import note_reading
from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with, demand_may, may
from ertad.kernel.roles import Role
from ertad.kernel.sent import number_sent
from ertad.people.acts.end_membership import end_membership
from ertad.people.acts.invite_member import (
    invite_member,
    send_invitation_again,
    withdraw_invitation,
)
from ertad.people.models import Institution, MemberInvitation, Membership
from ertad.people.queries import invitations_to, members_of
from ertad.people.role_labels import ROLE_LABELS
from ertad.people.rules import ROLES_BY_ADMIN
from ertad.people.screens.members.form import InviteForm
from ertad.people.screens.reason import (
    ReasonForm,
    actor_away,
    reason_away,
    reason_form,
    reason_given,
)

RIGHT = "member.invite"


@login_required
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    by = actor_with(request.user, RIGHT, institution.pk)
    roles = frozenset(ROLE_LABELS) if by.role is Role.COORDINATOR else ROLES_BY_ADMIN
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, roles=roles, initial={"language": institution.language})
    reason = reason_away(request.user, RIGHT, institution.pk, data)
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        try:
            invite_member(
                by=actor_away(request.user, RIGHT, institution.pk, why),
                at=now(), institution=institution, email=form.cleaned_data["email"],
                name=form.cleaned_data["name"], role=Role(form.cleaned_data["role"]),
                language=form.cleaned_data["language"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("The letter with the link is on its way."))
            return redirect("people:members", institution.pk)
    found = list(members_of(request.user, institution))
    of = [member.user_id for member in found]
    note_reading("members.read", by=by, at=now(), on=institution, of=of)
    return render(request, "people/screens/members/page.html", {
        "institution": institution, "form": form, "reason": reason,
        "lines": [
            (member, _label(member.role), Role(member.role) in roles) for member in found
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
    reason = reason_form(request.user, right, place, data)
    if (why := reason_given(reason)) is None:
        title = _("End the role of %(name)s?") % {"name": member.user.name}
        role = str(_label(member.role))
        return _ask(request, reason, member.institution, title, role, _("End the role"))
    by = actor_with(request.user, right, place, reason=why)
    try:
        end_membership(by=by, at=now(), membership=member, version=_version(request))
        messages.success(request, _("The role is ended."))
    except StaleEdit:
        messages.warning(request, _("Somebody changed this meanwhile. Look again."))
    return redirect("people:members", place)


@login_required
@require_POST
def invite_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = _("A new letter is on its way; the earlier link opens no more.")
    title, button = _("Send the invitation again?"), _("Send again")
    return _settled(request, pk, send_invitation_again, said, title, button)


@login_required
@require_POST
def uninvite(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = _("The invitation is withdrawn; its link opens no more.")
    title, button = _("Withdraw the invitation?"), _("Withdraw the invitation")
    return _settled(request, pk, withdraw_invitation, said, title, button)


def _settled(
    request: HttpRequest, pk: UUID, act: Callable[..., None], said: str, title: str, button: str
) -> HttpResponse:
    """Whoever acts for the institution is asked why first."""
    invitation = _invitation(request, pk)
    place = invitation.institution_id
    data = request.POST if "reason" in request.POST else None
    reason = reason_away(request.user, RIGHT, place, data)
    if (why := reason_given(reason)) is None:
        about = f"{invitation.email} · {_label(invitation.role)}"
        return _ask(request, reason, invitation.institution, title, about, button)
    by = actor_away(request.user, RIGHT, place, why)
    try:
        act(by=by, at=now(), invitation=invitation, version=_version(request))
        messages.success(request, said)
    except StaleEdit:
        messages.warning(request, _("Somebody changed this meanwhile. Look again."))
    return redirect("people:members", place)


def _ask(
    request: HttpRequest, reason: ReasonForm | None, institution: Institution, title: str,
    about: str, button: str,
) -> HttpResponse:  # fmt: skip
    """Why? The form goes to where this request went, with all that it brought."""
    context = {
        "institution": institution, "reason": reason, "title": title, "about": about,
        "button": button, "version": _version(request),
    }  # fmt: skip
    status = 422 if reason and reason.is_bound else 200
    return render(request, "people/screens/members/why.html", context, status=status)


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
    return number_sent(request.POST.get("version"))
