"""One list that a member keeps: order, share by a link, withdraw the link, add, delete."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from ertad.audit.trail import StaleEdit
from ertad.directory.acts.change_list import arrange_list, delete_list, share_list, withdraw_list
from ertad.directory.acts.keep_list import MOST_SERVICES
from ertad.directory.list_keys import key_naming, services_of
from ertad.directory.listed import listed
from ertad.directory.models import SavedList
from ertad.directory.refusals import TooMany
from ertad.directory.screens.current_list.cookie import current_ids, remember
from ertad.directory.screens.current_list.view import moved
from ertad.kernel.actor import Actor
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent


def _own(request: HttpRequest, pk: UUID) -> SavedList:
    return get_object_or_404(SavedList.objects.visible_to(request.user), pk=pk)


@login_required
def kept_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    kept = _own(request, pk)
    actor_with(request.user, "list.keep")
    services = listed(services_of(kept), local_day(now()))
    context = {
        "kept": kept,
        "services": services,
        "key": kept.shared_key or key_naming([each.service_id for each in services]),
        "link": _link(kept) if kept.shared_key else "",
        "current": len(current_ids(request)),
    }
    return render(request, "directory/screens/kept_list/page.html", context)


def _link(kept: SavedList) -> str:
    with override(kept.language):
        return absolute(reverse("directory:shown_list", args=[kept.shared_key]))


@login_required
@require_POST
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`up`, `down` and `remove` name a service; `act` is add, share, withdraw or delete."""
    kept, by = _own(request, pk), actor_with(request.user, "list.keep")
    match request.POST.get("act", ""):
        case "share":
            share_list(kept=kept, key=secrets.token_hex(16), by=by, at=now())
            messages.success(request, _("Whoever has the link sees the list."))
        case "withdraw":
            withdraw_list(kept=kept, by=by, at=now())
            messages.success(request, _("The link opens nothing any more."))
        case "delete":
            delete_list(kept=kept, by=by, at=now())
            messages.success(request, _("The list is deleted."))
            return redirect("directory:kept_lists")
        case "add":
            return _add_current(request, kept, by)
        case _:
            _move(request, kept, by)
    return redirect("directory:kept_list", pk)


def _move(request: HttpRequest, kept: SavedList, by: Actor) -> None:
    ids = services_of(kept)
    for move in ("up", "down", "remove"):
        key = next((each for each in ids if str(each) == request.POST.get(move)), None)
        if key:
            ids = moved(ids, move, key)
            _arrange(request, kept, ids, by)
            return


def _add_current(request: HttpRequest, kept: SavedList, by: Actor) -> HttpResponse:
    response = redirect("directory:kept_list", kept.pk)
    ids = list(dict.fromkeys([*services_of(kept), *current_ids(request)]))
    if _arrange(request, kept, ids, by):
        remember(response, request, [])
    return response


def _arrange(request: HttpRequest, kept: SavedList, ids: list[UUID], by: Actor) -> bool:
    number = number_sent(request.POST.get("version"), digits=8)
    try:
        arrange_list(kept=kept, service_ids=ids, version=number, by=by, at=now())
    except StaleEdit:
        messages.warning(request, _("The list was changed meanwhile. Look again."))
        return False
    except TooMany:
        full = _("The list is full: %(most)s services. Take one off first.")
        messages.warning(request, full % {"most": MOST_SERVICES})
        return False
    return True
