"""Where a round stands, and the one thing to do next."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.collection.queries import RoundPage
from ertad.collection.queries.rounds_list import ANSWERED
from ertad.collection.rules import ROUND_MOVES
from ertad.kernel.moves import Move

ORDER = ("draft", "open", "closed", "published")


@dataclass(frozen=True)
class NextStep:
    """`url` for a page to go to, or `act` for a move made at once; `why` says it in a sentence."""

    label: str
    why: str
    url: str = ""
    act: str = ""


def next_step(page: RoundPage) -> NextStep | None:
    """None while a coordinator only waits for answers."""
    round_, waiting = page.round, page.states["sent"]
    if waiting:
        first = next(line for line in page.invitations if line.invitation.state == "sent")
        if first.newest:
            return NextStep(
                _("Review the next file"),
                _("Sent in and not decided yet: %(number)s.") % {"number": waiting},
                reverse("collection:review", args=[first.newest.pk]),
            )
    match round_.state:
        case "draft" if not page.invitations:
            why = _("A round begins with those who are asked. Nobody hears of it until it is open.")
            url = reverse("collection:invite", args=[round_.pk])
            return NextStep(_("Choose whom to invite"), why, url)
        case "draft":
            return _made(ROUND_MOVES["round.open"])
        case "open" if page.days_left < 0 or set(page.states) <= ANSWERED:
            everybody = set(page.states) <= ANSWERED
            why = _("Everybody has answered.") if everybody else _("The day has passed.")
            return NextStep(_("Close the round"), why, act="round.close")
        case "closed":
            url = reverse("collection:publish", args=[round_.pk])
            why = _("You see first what will change, institution by institution.")
            return NextStep(_("Look at what will be published"), why, url)
        case "published":
            url = reverse("collection:publish", args=[round_.pk])
            return NextStep(_("What was published"), "", url)
    return None


def _made(move: Move) -> NextStep:
    return NextStep(str(move.label), str(move.help), act=move.act)


def steps(page: RoundPage) -> list[dict[str, Any]]:
    """The four states as steps, with their days."""
    round_ = page.round
    labels = (_("Prepare"), _("Collect"), _("Review"), _("Publish"))
    days = (None, round_.opened_at, round_.closed_at, round_.published_at)
    now = ORDER.index(round_.state)
    result = []
    for number, (label, day) in enumerate(zip(labels, days, strict=True)):
        state = "done" if number < now else "current" if number == now else "todo"
        if round_.state == "published":
            state = "done"
        result.append({"label": label, "state": state, "at": day if number <= now else None})
    return result
