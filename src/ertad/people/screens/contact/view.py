"""One contact point: who it is, about what, where; the deputy, and what can be done."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ertad.audit.reading import note_reading
from ertad.audit.trail import StaleEdit
from ertad.files.sending import send_file
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with, may
from ertad.kernel.sent import number_sent
from ertad.people.accounts.own import as_oneself
from ertad.people.acts.confirm_contact import confirm_contact
from ertad.people.acts.end_contact import end_contact
from ertad.people.contacts.exporting import cards_of
from ertad.people.contacts.shown import ShownContact, read_of, sees_persons, shown, with_all
from ertad.people.models import ContactPoint, User
from ertad.people.rights import SEE_PERSONS
from ertad.people.screens.contact.past import past_of
from ertad.people.screens.reason import reason_form, reason_given


@require_safe
def contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Members read of a person; that leaves its trace."""
    at = now()
    row, each = _found(request, pk)
    if sees_persons(request.user):
        by = actor_with(request.user, SEE_PERSONS)
        note_reading("contact.read", by=by, at=at, on=row, of=read_of([each]))
    place = row.institution_id
    keeps = row.ended_on is None and may(request.user, "contact.change", place)
    context = {
        "contact": row,
        "each": each,
        "persons": sees_persons(request.user),
        "keeps": keeps,
        "oneself": is_own(request.user, row),
        "confirms": row.ended_on is None and _may_confirm(request.user, row),
        "reason": reason_form(request.user, "contact.confirm", place) if keeps else None,
        "past": past_of(row) if keeps else [],
    }
    return render(request, "people/screens/contact/page.html", context)


@require_safe
def contact_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One vCard: of the person for members, else of the function."""
    at = now()
    row, each = _found(request, pk)
    if row.ended_on:
        return redirect("people:contact", pk)
    if sees_persons(request.user):
        by = actor_with(request.user, SEE_PERSONS)
        note_reading(
            "contact.export", by=by, at=at, on=row, details={"as": "vcf"}, of=read_of([each])
        )
    name = each.person or each.function.text
    return send_file(cards_of([each], at), plain=f"ertad-{pk.hex[:8]}", shown=name, kind="vcf")


@login_required
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, _each = _found(request, pk)
    by = answering(request, row, "contact.confirm")
    if by is None:
        messages.error(request, _("Say why you do this for the institution."))
        return redirect("people:contact", pk)
    confirm_contact(contact=row, by=by, at=now())
    messages.success(request, _("It is confirmed. Thank you."))
    return redirect("people:contact", pk)


@login_required
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks first; with a successor, the hand-over is the better way."""
    row, each = _found(request, pk)
    place = row.institution_id
    form = reason_form(request.user, "contact.end", place, request.POST or None)
    reason = reason_given(form) if request.method == "POST" else ""
    by = actor_with(request.user, "contact.end", place, reason=reason or "")
    if request.method == "POST" and reason is not None and row.ended_on is None:
        version = number_sent(request.POST.get("version"))
        try:
            end_contact(contact=row, version=version, by=by, at=now())
            messages.success(request, _("The contact point is ended. The past stays."))
        except StaleEdit:
            messages.warning(request, _("Somebody changed this meanwhile. Look again."))
        return redirect("people:contact", pk)
    context = {"contact": row, "each": each, "form": form}
    return render(request, "people/screens/contact/end.html", context)


def answering(request: HttpRequest, row: ContactPoint, right: str) -> Actor | None:
    """The person, or who keeps the institution; None when a reason is missing."""
    if is_own(request.user, row):
        return replace(as_oneself(request.user), institution_id=row.institution_id)
    form = reason_form(request.user, right, row.institution_id, request.POST)
    reason = reason_given(form)
    if reason is None:
        return None
    return actor_with(request.user, right, row.institution_id, reason=reason)


def is_own(user: object, row: ContactPoint) -> bool:
    return isinstance(user, User) and row.user_id == user.pk


def _may_confirm(user: object, row: ContactPoint) -> bool:
    return is_own(user, row) or may(user, "contact.confirm", row.institution_id)


def _found(request: HttpRequest, pk: UUID) -> tuple[ContactPoint, ShownContact]:
    rows = with_all(ContactPoint.objects.visible_to(request.user))
    row = get_object_or_404(rows, pk=pk)
    return row, shown([row], request.user, local_day(now()))[0]
