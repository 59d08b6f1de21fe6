"""A list as a PDF."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from ertad.directory.list_keys import OpenList
from ertad.directory.listed import Listed
from ertad.files.papers import print_pdf, qr_picture
from ertad.files.papers.giving import send_paper
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day


def send_list(
    request: HttpRequest, shown: OpenList, services: Sequence[Listed], at: datetime
) -> HttpResponse:
    """The list on as many pages as it needs."""
    language, page = get_language() or "ka", reverse("directory:shown_list", args=[shown.key])
    address = absolute(page)

    def make() -> bytes:
        context = {
            "language": language,
            "title": shown.title,
            "standing": {"day": local_day(at)},
            "services": services,
            "address": address,
            "qr": qr_picture(address, address),
            "invented": any(each.invented for each in services),
        }
        return print_pdf([render_to_string("directory/screens/shown_list/paper.html", context)])

    return send_paper(
        request, make, key=("list", language, shown.key, tuple(services)),
        plain=f"ertad-list-{local_day(at):%Y-%m-%d}", shown=shown.title, otherwise=page,
    )  # fmt: skip
