"""The states of a challenge: one table, read by acts, screens and tests."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.profiles.models import Challenge

Text = str | Promise
State = Challenge.State


@dataclass(frozen=True)
class Move:
    """From any of `sources` to `target`, by whoever holds `right` for its institution.

    `says`: whether it needs words, a service or an institution; `help` tells what follows.
    """

    act: str
    sources: frozenset[str]
    target: str
    right: str
    label: Text
    help: Text
    says: bool = False


CHALLENGE_MOVES: Mapping[str, Move] = {
    move.act: move
    for move in (
        Move(
            "challenge.address", frozenset({State.OPEN}), State.ADDRESSED, "challenge.write",
            _("Something is being done"),
            _("Say what: in words, by naming a service, or the institution that helps."), True,
        ),
        Move(
            "challenge.solve", frozenset({State.OPEN, State.ADDRESSED}), State.SOLVED,
            "challenge.write", _("It is solved"),
            _("Say how, so that others who have this too can do the same."), True,
        ),
        Move(
            "challenge.reopen", frozenset({State.ADDRESSED, State.SOLVED, State.WITHDRAWN}),
            State.OPEN, "challenge.write", _("It is open again"),
            _("What was said about the answer is taken away; the history keeps it."),
        ),
        Move(
            "challenge.withdraw", frozenset({State.OPEN, State.ADDRESSED, State.SOLVED}),
            State.WITHDRAWN, "challenge.write", _("Withdraw it"),
            _("For what was named by mistake: it leaves the register, the profile and the paper,"
              " and only your institution still finds it. The history keeps it."),
        ),
    )
}  # fmt: skip

STATE_LABELS: Mapping[str, Text] = {
    State.OPEN: pgettext_lazy("challenge", "open"),
    State.ADDRESSED: pgettext_lazy("challenge", "being addressed"),
    State.SOLVED: pgettext_lazy("challenge", "solved"),
    State.WITHDRAWN: pgettext_lazy("challenge", "withdrawn"),
}
STATE_TAGS: Mapping[str, str] = {
    State.OPEN: "warn", State.ADDRESSED: "info", State.SOLVED: "ok", State.WITHDRAWN: "plain",
}  # fmt: skip


def moves_from(state: str) -> list[Move]:
    return [move for move in CHALLENGE_MOVES.values() if state in move.sources]
