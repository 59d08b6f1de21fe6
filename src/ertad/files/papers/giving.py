"""A PDF on its way to a reader; where none can be made, the page that can be printed instead."""

from collections.abc import Callable, Hashable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ertad.files.papers import NoPaper, PaperBusy, kept_paper, pdf_available
from ertad.files.sending import send_file

COME_BACK_SECONDS = 10


def send_paper(
    request: HttpRequest,
    make: Callable[[], bytes],
    *,
    key: Hashable,
    plain: str,
    shown: str,
    otherwise: str,
    busy: str = "",
) -> HttpResponse:
    """What `make` gives, kept for a minute under `key`; else a message on the page `otherwise`,
    which shows the same and can be printed.

    `busy`: template of a page that asks to come back when too many papers are being made.
    """
    try:
        if pdf_available():
            content = kept_paper(key, make)
            return send_file(content, plain=plain, shown=shown, kind="pdf", inline=True)
        messages.warning(request, _("No PDF could be made. You can print this page instead."))
    except PaperBusy:
        if busy:
            page = render(request, busy, {"page": otherwise}, status=503)
            page["Retry-After"] = str(COME_BACK_SECONDS)
            return page
        messages.warning(request, _("Many papers are being made. Try again in a few seconds."))
    except NoPaper:
        messages.warning(request, _("No PDF could be made. You can print this page instead."))
    return redirect(otherwise)
