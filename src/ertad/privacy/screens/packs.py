"""A pack on its way to whoever may have it, or back to a page that says why there is none."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ertad.files.papers import NoPaper, PaperBusy, pdf_available
from ertad.files.sending import send_file

KINDS = ("json", "pdf")


def send_pack(
    request: HttpRequest, kind: str, make: Callable[[], bytes], at: datetime, otherwise: str
) -> HttpResponse:
    """Where no PDF can be made, `otherwise` says so; the JSON can always be had."""
    if kind == "pdf" and not pdf_available():
        messages.warning(request, _("No PDF can be made here. Take the JSON file."))
        return redirect(otherwise)
    try:
        content = make()
    except PaperBusy:
        messages.warning(request, _("Other papers are being made just now. Try again in a minute."))
        return redirect(otherwise)
    except NoPaper:
        messages.warning(request, _("No PDF can be made here. Take the JSON file."))
        return redirect(otherwise)
    plain = f"ertad-about-you-{at:%Y-%m-%d}"
    return send_file(content, plain=plain, shown=_("What Ertad holds about you"), kind=kind)
