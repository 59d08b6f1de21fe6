"""The addresses of my institution: list, add, change."""

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.audit.trail import StaleEdit
from ertad.directory.acts.add_location import add_location
from ertad.directory.acts.edit_location import edit_location
from ertad.directory.acts.location_fields import LOCATION_KEYS
from ertad.directory.models import Location
from ertad.directory.record.wording import place_name
from ertad.directory.refusals import WrongRecord
from ertad.directory.screens.edit_location.form import LocationForm
from ertad.directory.screens.own import own_location
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with, demand_may
from ertad.kernel.sent import number_sent, token_sent
from ertad.people.models import Institution
from ertad.people.screens.reason import reason_form, reason_given

A_PAGE = 100
TEMPLATE = "directory/screens/edit_location/page.html"


@login_required
@require_safe
def locations(request: HttpRequest, code: str) -> HttpResponse:
    institution = _own_institution(request, code)
    rows = (
        Location.objects.visible_to(request.user)
        .filter(institution=institution)
        .select_related("municipality")
        .annotate(services=Count("services_here"))
        .order_by("name_ka", "name_en", "address_ka", "id")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = [(row, place_name(row)) for row in page]
    context = {"institution": institution, "page": page, "lines": lines}
    return render(request, "directory/screens/edit_location/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    institution = _own_institution(request, code)
    data = request.POST if request.method == "POST" else None
    form = LocationForm(institution, None, data)
    reason = reason_form(request.user, "location.add", institution.pk, data)
    token = token_sent(request.POST.get("token"))
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        try:
            add_location(
                location_id=uuid5(UUID(str(request.user.pk)), token),
                institution_id=institution.pk,
                fields=form.to_fields(),
                by=actor_with(request.user, "location.add", institution.pk, reason=why),
                at=now(),
            )
        except WrongRecord as wrong:
            form.refuse(wrong.problems)
        else:
            messages.success(request, _("Added. Now it can be chosen in your services."))
            return redirect("directory:own_locations", code)
    context = {"institution": institution, "form": form, "reason": reason, "token": token}
    return render(request, TEMPLATE, context, status=422 if data is not None else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, location_id: UUID) -> HttpResponse:
    """Change a place. When somebody else did meanwhile, both are shown and nothing is saved yet."""
    location = own_location(request, location_id)
    institution = location.institution
    data = request.POST if request.method == "POST" else None
    form = LocationForm(institution, location, data)
    reason = reason_form(request.user, "location.edit", institution.pk, data)
    context = {
        "institution": institution, "location": location, "form": form, "reason": reason,
        "version": location.version,
    }  # fmt: skip
    status = 200
    if data is not None:
        status = 422
        context["version"] = version = number_sent(data.get("version"))
        if form.is_valid() and (why := reason_given(reason)) is not None:
            try:
                edit_location(
                    location_id=location.pk,
                    fields=form.to_fields(),
                    version=version,
                    by=actor_with(request.user, "location.edit", institution.pk, reason=why),
                    at=now(),
                )
            except WrongRecord as wrong:
                form.refuse(wrong.problems)
            except StaleEdit as stale:
                status = 409
                context["version"] = stale.current.version  # type: ignore[attr-defined]
                context["both"] = _both(form, stale.current)
            else:
                messages.success(request, _("Saved. Every service given there shows it now."))
                return redirect("directory:own_locations", institution.code)
    context["columns"] = [{"title": _("What you wrote")}, {"title": _("What is there now")}]
    return render(request, TEMPLATE, context, status=status)


def _both(form: LocationForm, current: object) -> list[dict[str, Any]]:
    """The fields in which what was typed differs from what somebody else saved."""
    rows = []
    fields = form.to_fields()
    for key in LOCATION_KEYS:
        typed, there = fields[key], getattr(current, key)
        if typed != there and key in form.fields:
            label = form[key].label
            rows.append({"label": label, "values": [_said(typed), _said(there)], "differs": True})
    return rows


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "–" if value in (None, "") else str(value)


def _own_institution(request: HttpRequest, code: str) -> Institution:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), code=code)
    demand_may(request.user, "location.add", institution.pk)
    return institution
