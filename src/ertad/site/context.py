"""What the frame of every page needs: navigation, languages, banner, directory version."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import gettext as _

from ertad.directory.models import DirectoryState, Publication
from ertad.kernel.rights import held_in, may
from ertad.notices.queries import unread
from ertad.people.accounts.idle import has_session
from ertad.site.logs import request_id


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `look/base.html`; the directory's state is read only when a page shows it."""
    here = request.get_full_path()
    return {
        "navigation": list(_navigation(request)),
        "account_links": list(_account_links(request)),
        "footer_links": [
            {"label": _("How Ertad protects data"), "url": reverse("privacy:notice")},
            {"label": _("For children: your data"), "url": reverse("privacy:child_notice")},
        ],
        "alternates": [
            {"code": code, "name": name, "url": translate_url(here, code)}
            for code, name in settings.LANGUAGES
        ],
        "unread_notices": lambda: unread(request.user),
        "invented": settings.INVENTED_DATA,
        "reference": request_id.get(),
        "text_size": request.COOKIES.get("text_size", ""),
        "directory_state": lambda: DirectoryState.objects.filter(id=1).first(),
        "idle": _idle(request),
        "publication": lambda: Publication.objects.defer("report").order_by("-number").first(),
    }


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    doors = [(_("Find"), "directory:find", True), (_("Who does what"), "directory:overview", True)]
    doors.append((_("Collect"), "collection:rounds", may(user, "round.see")))
    doors.append((_("Plan together"), "cooperation:calendar", True))
    doors.append((_("People"), "people:institutions", True))
    doors.append((_("Audit trail"), "audit:trail", may(user, "audit.read")))
    found = []
    for label, name, shown in doors:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if shown:
            found.append({"label": label, "url": url, "current": request.path.startswith(url)})
    return found


def _account_links(request: HttpRequest) -> Iterator[dict[str, str]]:
    """What belongs to this person's own institution, in the menu of the account."""
    user = getattr(request, "user", None)
    if may(user, "list.keep"):
        yield {"label": _("My lists"), "url": reverse("directory:kept_lists")}
        yield {"label": _("Searches that I follow"), "url": reverse("directory:followed_searches")}
    if held_in(user, "service.edit"):
        yield {"label": _("My services"), "url": reverse("directory:own_services")}
    for institution_id in sorted(held_in(user, "member.keep")):
        yield {"label": _("Members"), "url": reverse("people:members", args=[institution_id])}
    if may(user, "privacy.see"):
        yield {"label": _("Data protection"), "url": reverse("privacy:overview")}
    if getattr(user, "is_authenticated", False):
        yield {"label": _("What Ertad holds about me"), "url": reverse("privacy:mine")}


def _idle(request: HttpRequest) -> dict[str, Any] | None:
    """For the warning before one is signed out, of whoever is signed in by an account."""
    if not settings.IDLE_SECONDS or not has_session(request):
        return None
    return {
        "template": "people/idle.html", "whole": settings.IDLE_SECONDS,
        "warn": min(settings.IDLE_WARNING_SECONDS, settings.IDLE_SECONDS // 2),
    }  # fmt: skip
