"""One breach: its clock, what is known, what was done, and what comes next."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ertad.audit.trail import history
from ertad.kernel.clock import now
from ertad.kernel.moves import moves_from
from ertad.privacy.clock import clock
from ertad.privacy.models import Breach
from ertad.privacy.papers.tables import class_words
from ertad.privacy.rules import BREACH_MOVES
from ertad.privacy.screens.acting import officer

NOTED = "breach.note"


@login_required
@require_safe
def breach(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Breach.objects.visible_to(request.user), pk=pk)
    officer(request, "breach.keep")
    moves = moves_from(found.state, BREACH_MOVES)
    context = {
        "breach": found,
        "clock": clock(found, now()),
        "data": class_words(found.data),
        "moves": [(move, move.act.partition(".")[2]) for move in moves if move.target],
        "changeable": BREACH_MOVES["breach.change"] in moves,
        "past": [
            {"at": each.at, "label": BREACH_MOVES[each.act].label if each.act != NOTED else ""}
            for each in history("privacy.breach", found.pk)
            if each.act in BREACH_MOVES or each.act == NOTED
        ],
    }
    return render(request, "privacy/screens/breach/page.html", context)
