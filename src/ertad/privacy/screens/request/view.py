"""One request: who asks what until when, the pack for the answer, and the answer."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ertad.audit.reading import note_reading
from ertad.kernel.clock import local_day, now
from ertad.privacy.acts.make_pack import make_pack
from ertad.privacy.models import AccessRequest
from ertad.privacy.queries import RequestLine, days_left
from ertad.privacy.screens.acting import officer
from ertad.privacy.screens.packs import KINDS, send_pack


@login_required
@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It names a person, so reading it is noted."""
    found = request_of(request, pk)
    by, at = officer(request, "request.keep"), now()
    if found.user_id:
        note_reading("request.read", by=by, at=at, on=found, of=[found.user_id])
    line = RequestLine(found, days_left(found, local_day(at)))
    return render(request, "privacy/screens/request/page.html", {"line": line, "asked": found})


@login_required
@require_POST
def pack(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    found = request_of(request, pk)
    by, at = officer(request, "privacy.pack"), now()
    if kind not in KINDS or found.user_id is None:
        raise Http404
    return send_pack(
        request, kind, lambda: make_pack(request=found, kind=kind, by=by, at=at), at,
        reverse("privacy:request", args=[pk]),
    )  # fmt: skip


def request_of(request: HttpRequest, pk: UUID) -> AccessRequest:
    every = AccessRequest.objects.visible_to(request.user).select_related("user")
    return get_object_or_404(every, pk=pk)
