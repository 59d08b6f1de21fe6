"""A version as a document for Word: to be read, discussed, printed and signed."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ertad.agreements.papers.memorandum import memorandum_docx
from ertad.agreements.queries.one import shown
from ertad.audit.reading import note_reading
from ertad.files.sending import send_file
from ertad.kernel.clock import local_day, now
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.rights import actor_with


@login_required
@require_safe
def page(request: HttpRequest, pk: UUID, number: int, language: str) -> HttpResponse:
    """`language` is that of the headings; the text stays as it was written."""
    if language not in LANGUAGES:
        raise Http404
    at = now()
    found = shown(request.user, pk, number, local_day(at))
    named = [line.signature for line in found.parties if line.signature]
    if named:
        by = actor_with(request.user, "agreement.drafts_see")
        note_reading(
            "agreement.paper.read", by=by, at=at, on=found.text.agreement,
            details={"number": number}, of=[each.recorded_by for each in named],
        )  # fmt: skip
    content = memorandum_docx(found, language, at)
    return send_file(
        content, plain=f"ertad-agreement-{found.text.number}-{language}", shown=found.text.title,
        kind="docx",
    )  # fmt: skip
