"""The list that a reader puts together, with or without an account: order, take off, go on."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ertad.directory.acts.keep_list import MOST_SERVICES
from ertad.directory.list_keys import key_naming
from ertad.directory.listed import listed
from ertad.directory.models import Service
from ertad.directory.screens.current_list.cookie import current_ids, from_here, remember
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import may


@never_cache
def current(request: HttpRequest) -> HttpResponse:
    services = listed(current_ids(request), local_day(now()))
    context = {
        "services": services,
        "key": key_naming([each.service_id for each in services]),
        "member": may(request.user, "list.keep"),
    }
    return render(request, "directory/screens/current_list/page.html", context)


@csrf_exempt
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """`add`, `remove`, `up` or `down` name a service; `clear` empties the list."""
    if not from_here(request):
        raise PermissionDenied
    ids = current_ids(request)
    for move in ("add", "remove", "up", "down"):
        if key := _uuid(request.POST.get(move, "")):
            ids = _moved(request, ids, move, key)
    if "clear" in request.POST:
        ids = []
    response = redirect(_next(request, ids))
    remember(response, request, ids)
    return response


def moved(ids: list[UUID], move: str, key: UUID) -> list[UUID]:
    """The list after one move of `key`: remove, up, down or add (at the end)."""
    at = ids.index(key) if key in ids else None
    rest = [each for each in ids if each != key]
    match move:
        case "add" if at is None:
            return [*ids, key]
        case "remove":
            return rest
        case "up" if at:
            return [*rest[: at - 1], key, *rest[at - 1 :]]
        case "down" if at is not None:
            return [*rest[: at + 1], key, *rest[at + 1 :]]
    return ids


def _moved(request: HttpRequest, ids: list[UUID], move: str, key: UUID) -> list[UUID]:
    if move != "add" or key in ids:
        return moved(ids, move, key)
    if not Service.objects.visible_to(request.user).filter(pk=key).exists():
        return ids
    if len(ids) >= MOST_SERVICES:
        full = _("The list is full: %(most)s services. Take one off first.")
        messages.warning(request, full % {"most": MOST_SERVICES})
        return ids
    said = ngettext(
        "Added. Your list has %(count)s service.", "Added. Your list has %(count)s services.",
        len(ids) + 1,
    )  # fmt: skip
    messages.success(request, said % {"count": len(ids) + 1})
    return [*ids, key]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _next(request: HttpRequest, ids: list[UUID]) -> str:
    """The page of ours from which it was sent, at the service that was added; else the list."""
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        return reverse("directory:list")
    key = _uuid(request.POST.get("add", ""))
    return f"{there.split('#')[0]}#s-{key}" if key in ids else there
