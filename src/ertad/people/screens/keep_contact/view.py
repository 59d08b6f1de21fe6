"""Name a contact point of an institution, or change one."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.change_contact import change_contact
from ertad.people.contacts.shown import with_all
from ertad.people.models import ContactPoint, Institution
from ertad.people.screens.keep_contact.form import ContactForm, initial_of
from ertad.people.screens.reason import reason_form, reason_given

PAGE = "people/screens/keep_contact/page.html"


@login_required
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`theme` and `place` of the address are ticked: a hole of the coverage leads here."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    actor_with(request.user, "contact.add", pk)
    start = {
        "key": uuid4(),
        "themes": request.GET.getlist("theme"),
        "municipalities": request.GET.getlist("place") or _own_places(institution),
        "nationwide": institution.nationwide,
    }
    form = ContactForm(request.POST or None, institution=institution, initial=start)
    why = reason_form(request.user, "contact.add", pk, request.POST or None)
    reason = reason_given(why) if request.method == "POST" else None
    if request.method == "POST" and form.is_valid() and reason is not None:
        try:
            made = add_contact(
                contact_id=form.contact_id, institution=institution, told=form.told(),
                by=actor_with(request.user, "contact.add", pk, reason=reason), at=now(),
                user_id=form.user_id, deputy=form.deputy_chosen,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("The contact point is named."))
            return redirect("people:contact", made.pk)
    context = {"form": form, "why": why, "institution": institution}
    return render(request, PAGE, context)


@login_required
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A stale save shows what is saved now beside what was typed, and keeps both."""
    rows = with_all(ContactPoint.objects.visible_to(request.user).present())
    contact = get_object_or_404(rows, pk=pk)
    place = contact.institution_id
    actor_with(request.user, "contact.change", place)
    known: dict[str, Any] = {"institution": contact.institution, "contact": contact}
    form = ContactForm(request.POST or None, initial=initial_of(contact), **known)
    why = reason_form(request.user, "contact.change", place, request.POST or None)
    reason = reason_given(why) if request.method == "POST" else None
    current: ContactPoint | None = None
    if request.method == "POST" and form.is_valid() and reason is not None:
        try:
            change_contact(
                contact=contact, version=form.cleaned_data["version"] or 0, told=form.told(),
                by=actor_with(request.user, "contact.change", place, reason=reason), at=now(),
                user_id=form.user_id, deputy=form.deputy_chosen,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        except StaleEdit:
            current = get_object_or_404(rows.all(), pk=pk)
            again = request.POST.copy()
            again["version"] = str(current.version)
            form = ContactForm(again, **known)
        else:
            messages.success(request, _("The contact point is saved."))
            return redirect("people:contact", pk)
    context = {
        "form": form, "why": why, "institution": contact.institution, "contact": contact,
        "saved": saved_now(current, form) if current else [],
    }  # fmt: skip
    return render(request, PAGE, context, status=409 if current else 200)


def saved_now(current: ContactPoint, form: ContactForm) -> list[dict[str, Any]]:
    """What somebody else saved meanwhile, in words."""
    start = initial_of(current)
    words = {**start, "account": current.name, "deputy": current.deputy and current.deputy.name}
    words["themes"] = "; ".join(term.label for term in current.themes.all())
    words["municipalities"] = ", ".join(place.name for place in current.municipalities.all())
    words["languages"] = ", ".join(current.languages)
    shown = [name for name in form.fields if name not in ("version", "key", "account")]
    return [
        {"key": form.fields[name].label, "value": words[name]} for name in shown if words.get(name)
    ]


def _own_places(institution: Institution) -> list[str]:
    """Ticked at once where there is only one."""
    codes = list(institution.municipalities.values_list("code", flat=True))
    return codes if len(codes) == 1 else []
