"""A list behind its link: read-only, public data only, as of now; nothing says whose it is."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ertad.directory.list_keys import OpenList, open_list
from ertad.directory.listed import Listed, listed
from ertad.directory.screens.shown_list.contacts import contacts_of
from ertad.directory.screens.shown_list.paper import send_list
from ertad.directory.screens.shown_list.table import table_of
from ertad.files.papers import pdf_available, qr_svg
from ertad.files.sending import send_file
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now
from ertad.kernel.offline import may_be_kept


def opened(key: str, today: date) -> tuple[OpenList, list[Listed]]:
    """The list of the key and its services. Raises Http404 for a key that opens nothing."""
    shown = open_list(key)
    services = listed(shown.ids, today) if shown else []
    if shown is None or not (services or shown.shared):
        raise Http404
    return shown, services


def list_address(key: str) -> str:
    """The whole address of the list, in the active language: what a code on paper says."""
    return absolute(reverse("directory:shown_list", args=[key]))


@require_safe
def shown_list(request: HttpRequest, key: str) -> HttpResponse:
    at = now()
    shown, services = opened(key, local_day(at))
    address = list_address(key)
    context = {
        "shown": shown,
        "services": services,
        "day": local_day(at),
        "address": address,
        "qr": qr_svg(address, address),
        "pdf_available": pdf_available(),
    }
    return may_be_kept(render(request, "directory/screens/shown_list/page.html", context), at)


@require_safe
def take(request: HttpRequest, key: str) -> HttpResponse:
    """`as` says which file: xlsx, vcf or pdf."""
    at = now()
    shown, services = opened(key, local_day(at))
    kind = request.GET.get("as", "")
    plain = f"ertad-list-{local_day(at):%Y-%m-%d}"
    match kind:
        case "xlsx":
            content = table_of(shown.title, services, at, get_language() or "ka")
            return send_file(content, plain=plain, shown=shown.title, kind="xlsx")
        case "vcf":
            content = contacts_of(services, at)
            return send_file(content, plain=plain, shown=shown.title, kind="vcf")
        case "pdf":
            return send_list(request, shown, services, at)
    raise Http404
