"""Say how a challenge stands: something is being done, it is solved, open again, a mistake."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.directory.refusals import WrongRecord
from ertad.kernel.clock import now
from ertad.kernel.moves import NOT_IN_THIS_STATE
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent
from ertad.people.screens.reason import reason_form, reason_given
from ertad.profiles.acts.move_challenge import NOTHING, move_challenge
from ertad.profiles.rules import CHALLENGE_MOVES
from ertad.profiles.screens.institution import kept_challenge
from ertad.profiles.screens.move_challenge.form import AnswerForm
from ertad.profiles.screens.texts import refuse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: UUID, word: str) -> HttpResponse:
    """`word`: the last part of the name of a move, such as `solve`."""
    challenge = kept_challenge(request, pk)
    wanted = CHALLENGE_MOVES.get(f"challenge.{word}")
    if wanted is None:
        raise Http404("no such move")
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(challenge, data) if wanted.asks else None
    reason = reason_form(request.user, wanted.right, challenge.institution_id, data)
    version = challenge.version if data is None else number_sent(data.get("version"))
    valid = data is not None and (form is None or form.is_valid())
    if valid and (why := reason_given(reason)) is not None:
        said: Any = form.to_fields() if form else NOTHING
        by = actor_with(request.user, wanted.right, challenge.institution_id, reason=why)
        try:
            move_challenge(
                challenge_id=pk, act=wanted.act, said=said, version=version, by=by, at=now()
            )
        except WrongRecord as wrong:
            assert form is not None  # noqa: S101 (only words can be wrong)
            refuse(form, wrong.problems)
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("profiles:challenge", pk)
        except StaleEdit:
            messages.warning(request, _("Somebody changed this meanwhile. Look at it again."))
            return redirect("profiles:challenge", pk)
        else:
            messages.success(request, _("Saved."))
            return redirect("profiles:challenge", pk)
    elif data is None and challenge.state not in wanted.sources:
        messages.info(request, NOT_IN_THIS_STATE)
        return redirect("profiles:challenge", pk)
    context = {
        "challenge": challenge, "move": wanted, "form": form, "reason": reason, "version": version,
    }  # fmt: skip
    template = "profiles/screens/move_challenge/page.html"
    return render(request, template, context, status=422 if data is not None else 200)
