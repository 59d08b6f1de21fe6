"""The template of the impact assessment, filled in from the dictionary and the rules."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.files.sending import send_file
from ertad.kernel.clock import now
from ertad.privacy.papers.dpia import dpia_docx
from ertad.privacy.screens.acting import officer


@login_required
@require_safe
def dpia(request: HttpRequest) -> HttpResponse:
    officer(request, "privacy.see")
    content = dpia_docx(now())
    plain = f"ertad-impact-assessment-{get_language()}"
    return send_file(content, plain=plain, shown=_("Impact assessment"), kind="docx")
