"""Letters of a round: sent, waiting, not delivered; send one again, answer a request for time."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ertad.audit.reading import note_reading
from ertad.audit.trail import StaleEdit
from ertad.collection.acts.answer_extension import answer_extension
from ertad.collection.acts.ask_again import ask_again
from ertad.collection.acts.set_letters_aside import set_letters_aside
from ertad.collection.models import Extension, Round
from ertad.collection.queries.round_letters import round_letters
from ertad.collection.screens.coordinating.states import INVITATION
from ertad.collection.screens.letters.words import STATE, kind_of, why
from ertad.collection.screens.own import own_invitation
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent
from ertad.people.queries import accounts_at


@login_required
@require_safe
def letters(request: HttpRequest, pk: UUID) -> HttpResponse:
    by = actor_with(request.user, "round.run")
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    found = round_letters(request.user, round_)
    note_reading("letters.read", by=by, at=now(), on=round_, of=accounts_at(found.shown_addresses))
    lines = [
        {
            "line": line,
            "state": INVITATION[line.invitation.state],
            "letters": [
                {"letter": each, "kind": kind_of(each), "state": STATE[each.state],
                 "why": why(each)}
                for each in line.letters
            ],
        }
        for line in found.lines
    ]  # fmt: skip
    context = {"round": round_, "found": found, "lines": lines, "open": round_.state == "open"}
    return render(request, "collection/screens/letters/page.html", context)


@login_required
@require_POST
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter that asks, once more; `number` keeps a double click from sending two."""
    by = actor_with(request.user, "round.run")
    invitation = own_invitation(request, pk)
    sent = request.POST.get("number", "")
    number = number_sent(sent, digits=4)
    try:
        put = ask_again(invitation=invitation, number=number, by=by, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext(
            "The letter goes to %(number)s address.",
            "The letter goes to %(number)s addresses.",
            put,
        )
        messages.success(request, said % {"number": put} if put else _("It is on its way already."))
    return redirect("collection:letters", invitation.round_id)


@login_required
@require_POST
def aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Letters to an institution that could not be delivered leave "My work"."""
    by = actor_with(request.user, "round.run")
    invitation = own_invitation(request, pk)
    set_letters_aside(invitation=invitation, by=by, at=now())
    messages.success(request, _("Set aside. They are not tried again."))
    return redirect("collection:letters", invitation.round_id)


@login_required
@require_POST
def more_time(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Grant or refuse what the institution asked for."""
    by = actor_with(request.user, "round.run")
    invitation = own_invitation(request, pk)
    answer = request.POST.get("act", "")
    if answer not in ("grant", "refuse"):
        raise BadRequest("no such answer")
    rows = Extension.objects.visible_to(request.user).filter(invitation=invitation, state="asked")
    extension = rows.first()
    if extension is None:
        messages.warning(request, _("This request was answered already."))
        return redirect("collection:round", invitation.round_id)
    try:
        answer_extension(extension=extension, grant=answer == "grant", by=by, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    except StaleEdit:
        messages.warning(request, _("This request was answered already."))
    else:
        granted = _("Granted. The institution gets a letter.")
        refused_text = _("Refused. The institution gets a letter.")
        messages.success(request, granted if answer == "grant" else refused_text)
    return redirect("collection:round", invitation.round_id)
