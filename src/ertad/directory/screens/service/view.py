"""The page of a service: what to do first, who can come, where, when, and how sure this is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.screens.service.linked_data import linked_data
from ertad.directory.screens.service.query import service_page
from ertad.files.papers import qr_svg
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now
from ertad.kernel.offline import may_be_kept


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
    at = now()
    page = service_page(found, request.user, local_day(at))
    address = absolute(reverse("directory:service", args=[found.pk]))
    context = {
        "page": page,
        "service": found,
        "record": page.record,
        "ended": found.status == Status.ENDED,
        "back": results_to_return_to(request),
        "qr": qr_svg(address, address),
        "linked_data": "" if request.user.is_authenticated else linked_data(page),
        "calendar": page.freshness == "confirmed" and any(place.hours for place in page.where),
    }
    return may_be_kept(render(request, "directory/screens/service/page.html", context), at)


def results_to_return_to(request: HttpRequest) -> str:
    """The results one came from (`back`), if that is an address of our search, else the search."""
    back, find = request.GET.get("back", ""), reverse("directory:find")
    ours = url_has_allowed_host_and_scheme(back, None) and back.split("?")[0] == find
    return back if ours else find
