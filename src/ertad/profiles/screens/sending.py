"""A PDF on its way to a reader, or a page that says why there is none just now."""

from collections.abc import Callable, Hashable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ertad.files.papers import NoPaper, PaperBusy, kept_paper, pdf_available
from ertad.files.sending import send_file

COME_BACK_SECONDS = 10


def send_pdf(
    request: HttpRequest,
    make: Callable[[], bytes],
    *,
    key: Hashable,
    plain: str,
    shown: str,
    otherwise: str,
) -> HttpResponse:
    """What `make` gives, kept for a minute under `key`; where no PDF can be made, to `otherwise`.

    `otherwise` is a page that shows the same and can be printed.
    """
    if not pdf_available():
        return _sorry(request, otherwise)
    try:
        content = kept_paper(key, make)
    except PaperBusy:
        busy = render(request, "profiles/screens/busy.html", {"page": otherwise}, status=503)
        busy["Retry-After"] = str(COME_BACK_SECONDS)
        return busy
    except NoPaper:
        return _sorry(request, otherwise)
    return send_file(content, plain=plain, shown=shown, kind="pdf", inline=True)


def _sorry(request: HttpRequest, otherwise: str) -> HttpResponse:
    messages.warning(request, _("No PDF could be made. You can print this page instead."))
    return redirect(otherwise)
