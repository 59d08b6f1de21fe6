"""The directory of contacts: functions and institution numbers for all, persons for members."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.audit.reading import note_reading
from ertad.files.papers import pdf_available
from ertad.files.papers.giving import send_paper
from ertad.files.sending import send_file
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with
from ertad.people.contacts.exporting import MOST_ON_PAPER, cards_of, paper_of, sheet_of
from ertad.people.contacts.finding import Wanted, found, page_of, wanted_from
from ertad.people.contacts.lists import places, themes
from ertad.people.contacts.shown import ShownContact, read_of, sees_persons, shown, with_all
from ertad.people.models import Institution
from ertad.people.rights import SEE_PERSONS
from ertad.people.screens.contacts.adding import may_add_for
from ertad.people.screens.tabs import people_tabs
from ertad.vocabulary.spoken import SPOKEN

A_PAGE = 40
KINDS = ("xlsx", "vcf", "pdf")


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    at, wanted = now(), wanted_from(request.GET.dict())
    today = local_day(at)
    rows = found(request.user, wanted, today)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * A_PAGE
    lines = shown(page_of(rows, start, start + A_PAGE), request.user, today)
    persons = sees_persons(request.user)
    if persons and lines:
        _note(request, "contacts.read", at, lines, page=page.number)
    context = {
        "page": page,
        "lines": lines,
        "persons": persons,
        "wanted": wanted,
        "query": urlencode(wanted.query),
        "choices": _choices(),
        "institution": _institution(request, wanted),
        "adds": may_add_for(request.user, wanted.institution),
        "pdf": pdf_available(),
        "tabs": people_tabs("contacts"),
    }
    return render(request, "people/screens/contacts/page.html", context)


@require_safe
def contacts_file(request: HttpRequest, kind: str) -> HttpResponse:
    """All that fit, as a file; for members an act that leaves its trace."""
    if kind not in KINDS:
        raise Http404
    at, wanted = now(), wanted_from(request.GET.dict())
    today, persons = local_day(at), sees_persons(request.user)
    rows = found(request.user, wanted, today)
    if kind == "pdf" and rows.count() > MOST_ON_PAPER:
        messages.warning(request, _("That is too much for one paper. Choose a place or a theme."))
        return redirect(_page_of(wanted))
    all_of_it = shown(with_all(rows), request.user, today)
    if persons:
        _note(request, "contacts.export", at, all_of_it, **{"as": kind})
    return _sent(request, kind, all_of_it, wanted, at, persons)


def _sent(
    request: HttpRequest, kind: str, lines: list[ShownContact], wanted: Wanted, at: datetime,
    persons: bool,
) -> HttpResponse:  # fmt: skip
    plain, called = f"ertad-contacts-{local_day(at):%Y-%m-%d}", _("Contacts")
    if kind == "pdf":
        key = ("contacts", get_language(), wanted, persons, tuple(map(repr, lines)))
        return send_paper(
            request, lambda: paper_of(lines, at, persons=persons), key=key, plain=plain,
            shown=called, otherwise=_page_of(wanted),
        )  # fmt: skip
    made = cards_of(lines, at) if kind == "vcf" else sheet_of(lines, at, persons=persons)
    return send_file(made, plain=plain, shown=called, kind=kind)


def _note(
    request: HttpRequest, act: str, at: datetime, lines: list[ShownContact], **details: Any
) -> None:
    by = actor_with(request.user, SEE_PERSONS)
    note_reading(act, by=by, at=at, details={"number": len(lines), **details}, of=read_of(lines))


def _page_of(wanted: Wanted) -> str:
    return f"{reverse('people:contacts')}?{urlencode(wanted.query)}"


def _institution(request: HttpRequest, wanted: Wanted) -> Institution | None:
    if not wanted.institution:
        return None
    visible = Institution.objects.visible_to(request.user)
    return visible.filter(code=wanted.institution).first()


def _choices() -> dict[str, Any]:
    return {
        "themes": themes(),
        "places": places(),
        "languages": [(code, str(name)) for code, name in SPOKEN.items()],
        "states": [
            ("unconfirmed", _("unconfirmed")),
            ("unheard", _("no answer for four weeks")),
            ("away", _("away")),
            ("leaving", _("leaves; a successor is sought")),
        ],
    }
