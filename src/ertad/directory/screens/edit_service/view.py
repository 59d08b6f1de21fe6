"""Add or change a service of my institution; what others changed meanwhile is never lost."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.directory.acts.add_service import add_service
from ertad.directory.acts.edit_service import BothChanged, edit_service
from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.record import Record, blank_record
from ertad.directory.record.checking import warnings_in
from ertad.directory.record.known import known_terms
from ertad.directory.record.problem_words import in_words
from ertad.directory.record.wording import label_of
from ertad.directory.refusals import AlreadyAdded, NotRunning, WrongRecord
from ertad.directory.screens.edit_service.page import (
    MINE,
    THEIRS,
    Page,
    both_rows,
    page_for,
    page_of,
)
from ertad.kernel.clock import now
from ertad.kernel.languages import more_languages
from ertad.kernel.rights import actor_with, demand_may
from ertad.people.models import Institution

TEMPLATE = "directory/screens/edit_service/page.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A new service; its id comes from the user and a token of the form, so sent twice is once."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), code=code)
    demand_may(request.user, "service.add", institution.pk)
    own = sorted(institution.municipalities.values_list("pk", flat=True))
    page = page_for(
        request, institution, None, blank_record(institution=str(institution.pk), serves=own), 0
    )
    if request.method != "POST" or "narrow" in request.POST:
        return _shown(request, page)
    if not page.is_right():
        return _shown(request, page, 422)
    at, sent = now(), page.to_record()
    actor = actor_with(request.user, "service.add", institution.pk, reason=page.why())
    key = uuid5(UUID(str(request.user.pk)), page.token)
    try:
        add_service(service_id=key, record=sent, by=actor, at=at)
    except AlreadyAdded:
        # The same form, sent again after going back and changing it: a change of what it added.
        service = Service.objects.visible_to(request.user).select_related("institution").get(pk=key)
        return _save(request, replace(page, service=service, version=1), service, sent, at)
    except WrongRecord as wrong:
        page.form.refuse(wrong.problems)
        return _shown(request, page, 422)
    return _saved(request, page, sent, _("Added. It is in the directory now."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Change a service. The form carries the version it shows."""
    services = Service.objects.visible_to(request.user).select_related("institution")
    service = get_object_or_404(services, pk=service_id)
    demand_may(request.user, "service.edit", service.institution_id)
    if service.status != Status.ACTIVE:
        return _not_running(request, service)
    page = page_of(request, service, _version(request, service))
    if request.method != "POST" or "narrow" in request.POST:
        return _shown(request, page)
    asked = [key for key in request.POST.getlist("both") if key in page.form.record]
    if not page.is_right():
        page.both = both_rows(request, asked, None, page.form.record)
        return _shown(request, page, 422)
    sent = page.to_record()
    answers = {key: request.POST.get(f"keep-{key}") for key in asked}
    sent.update({key: page.form.record[key] for key in asked if answers[key] == THEIRS})
    if unanswered := [key for key in asked if answers[key] not in (MINE, THEIRS)]:
        page.both = both_rows(request, unanswered, sent, page.form.record)
        return _shown(request, page, 409)
    return _save(request, page, service, sent, now())


def _save(
    request: HttpRequest, page: Page, service: Service, sent: Record, at: datetime
) -> HttpResponse:
    actor = actor_with(request.user, "service.edit", service.institution_id, reason=page.why())
    try:
        edited = edit_service(
            service_id=service.pk, record=sent, base_version=page.version, by=actor, at=at
        )
    except BothChanged as both:
        return _ask(request, service, sent, both)
    except NotRunning:
        return _not_running(request, service)
    except WrongRecord as wrong:
        page.form.refuse(wrong.problems)
        return _shown(request, page, 422)
    return _saved(request, page, sent, _("Saved. It is in the directory now."), edited.kept)


def _ask(request: HttpRequest, service: Service, sent: Record, both: BothChanged) -> HttpResponse:
    """Both values of each field side by side, and the form with mine in it, at their version."""
    mine = {**both.merged, **{key: sent[key] for key in both.keys}}
    page = page_for(request, service.institution, service, mine, both.version, typed=False)
    page.both = both_rows(request, both.keys, mine, both.record)
    return _shown(request, page, 409)


def _saved(
    request: HttpRequest, page: Page, record: Record, text: str, kept: Sequence[str] = ()
) -> HttpResponse:
    messages.success(request, text)
    if kept:
        labels = ", ".join(label_of(key) for key in kept)
        text = _("Somebody else changed these meanwhile, and they stay: %(fields)s.")
        messages.info(request, text % {"fields": labels})
    for problem in warnings_in(record, known_terms()):
        messages.warning(request, in_words(problem))
    own = reverse("directory:own_services_of", args=[page.institution.code])
    return redirect(f"{own}?saved={page.draft()}")


def _not_running(request: HttpRequest, service: Service) -> HttpResponse:
    text = _("This service has ended or was merged. To change it, undo that first.")
    messages.warning(request, text)
    return redirect("directory:service_history", service.pk)


def _shown(request: HttpRequest, page: Page, status: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "form": page.form,
        "institution": page.institution,
        "service": page.service,
        "more_languages": more_languages(),
        "columns": [{"title": _("What you wrote")}, {"title": _("What is there now")}],
    }
    return render(request, TEMPLATE, context, status=status)


def _version(request: HttpRequest, service: Service) -> int:
    text = request.POST.get("version", "")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else service.version
