"""My institution's services: how fresh each is, what to do next, confirm one, some or all due."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ertad.directory.acts.confirm_services import confirm_services
from ertad.directory.models.services import Status
from ertad.directory.own_work import (
    counted,
    due_to_confirm,
    kept_institutions,
    own_lines,
    own_services,
)
from ertad.kernel.actor import NotAllowed
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with, demand_may, everywhere, may
from ertad.people.models import Institution
from ertad.people.screens.reason import ReasonForm, reason_form, reason_given

A_PAGE = 50


@login_required
@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    """Whose services I keep; straight to the list when it is one institution's only."""
    kept = kept_institutions(request.user)
    if not everywhere(request.user, "service.edit"):
        own = list(kept[:2])
        if not own:
            raise NotAllowed("none of your roles keeps services")
        if len(own) == 1:
            return redirect("directory:own_services_of", own[0].code)
    words = request.GET.get("q", "").strip()
    if words:
        in_a_name = Q(name_ka__icontains=words) | Q(name_en__icontains=words)
        kept = kept.filter(in_a_name | Q(name_fr__icontains=words) | Q(code__icontains=words))
    rows = counted(kept, local_day(now())).order_by("code")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words}
    return render(request, "directory/screens/own_services/institutions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def services(request: HttpRequest, code: str) -> HttpResponse:
    """The list; a POST confirms those named by `only`, ticked as `service`, or all that are due."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), code=code)
    demand_may(request.user, "service.edit", institution.pk)
    reason = reason_form(request.user, "service.confirm", institution.pk, request.POST or None)
    if request.method == "POST":
        why = reason_given(reason)
        if why is not None:
            _confirm(request, institution, why)
            return redirect("directory:own_services_of", code)
    return _list(request, institution, reason)


def _confirm(request: HttpRequest, institution: Institution, why: str) -> None:
    at = now()
    mine = own_services(institution).values_list("pk", flat=True)
    if "due" in request.POST:
        mine = due_to_confirm(institution, local_day(at)).values_list("pk", flat=True)
    else:
        named = request.POST.getlist("only") or request.POST.getlist("service")
        mine = mine.filter(pk__in=_ids(named))
    actor = actor_with(request.user, "service.confirm", institution.pk, reason=why)
    confirmed = len(confirm_services(service_ids=list(mine), by=actor, at=at).confirmed)
    said = ngettext("%(number)s service confirmed.", "%(number)s services confirmed.", confirmed)
    messages.success(request, said % {"number": confirmed})


def _list(
    request: HttpRequest, institution: Institution, reason: ReasonForm | None
) -> HttpResponse:
    today = local_day(now())
    everything = own_services(institution)
    ended = request.GET.get("show") == "ended"
    shown = (
        everything.exclude(status=Status.ACTIVE)
        if ended
        else everything.filter(status=Status.ACTIVE)
    )
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "lines": own_lines(list(page.object_list), request.user, today),
        "page": page,
        "ended": ended,
        "due": due_to_confirm(institution, today).count(),
        "may_add": may(request.user, "service.add", institution.pk),
        "may_end": may(request.user, "service.end", institution.pk),
        "reason": reason,
        "form": reason,
    }
    status = 422 if reason is not None and reason.is_bound else 200
    return render(request, "directory/screens/own_services/services.html", context, status=status)


def _ids(texts: list[str]) -> list[UUID]:
    """The ids among what was sent; the rest was never offered."""
    ids = []
    for text in texts:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
