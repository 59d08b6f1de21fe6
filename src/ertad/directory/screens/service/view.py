"""The page of a service: what to do first, who can come, where, when, and how sure this is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.screens.service.query import service_page
from ertad.kernel.clock import local_day, now


def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A merged service leads to what it became; an ended one says so and offers the search."""
    found = get_object_or_404(
        Service.objects.visible_to(request.user).select_related(
            "institution", "programme", "assured_by"
        ),
        pk=pk,
    )
    if found.status == Status.MERGED and found.merged_into_id:
        return redirect("directory:service", found.merged_into_id, permanent=False)
    page = service_page(found, request.user, local_day(now()))
    context = {
        "page": page,
        "service": found,
        "record": page.record,
        "ended": found.status == Status.ENDED,
        "back": results_to_return_to(request),
    }
    return render(request, "directory/screens/service/page.html", context)


def results_to_return_to(request: HttpRequest) -> str:
    """The results one came from (`back`), if that is an address of our search, else the search."""
    back, find = request.GET.get("back", ""), reverse("directory:find")
    ours = url_has_allowed_host_and_scheme(back, None) and back.split("?")[0] == find
    return back if ours else find
