"""The signed paper of a party; who took it is kept."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ertad.agreements.models import Signature
from ertad.audit.reading import note_reading
from ertad.files.sending import send_file
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with


@login_required
@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Signature.objects.visible_to(request.user).select_related("party__text__agreement")
    signature = get_object_or_404(rows, pk=pk)
    if not signature.scan:
        raise Http404("no paper was added, or its time has passed")
    text = signature.party.text
    by = actor_with(request.user, "agreement.drafts_see")
    note_reading(
        "agreement.scan.read", by=by, at=now(), on=text.agreement,
        details={"signature": str(signature.pk)}, of=[signature.recorded_by],
    )  # fmt: skip
    return send_file(
        bytes(signature.scan), plain=f"ertad-signed-{text.number}", shown=text.title,
        kind=signature.scan_kind,
    )  # fmt: skip
