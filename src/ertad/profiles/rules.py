"""The states of a challenge: one table, read by acts, screens and tests."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.kernel.moves import Move, Text
from ertad.profiles.models import Challenge

State = Challenge.State


ANSWER = ("answer_ka", "answer_en", "answer_fr", "service_id", "helper_id")
"""By what or whom, or how: one of them is needed where a move asks for it."""

CHALLENGE_MOVES: Mapping[str, Move] = {
    move.act: move
    for move in (
        Move(
            "challenge.address", frozenset({State.OPEN}), State.ADDRESSED, "challenge.write",
            _("Something is being done"),
            _("Say what: in words, by naming a service, or the institution that helps."),
            asks=ANSWER,
        ),
        Move(
            "challenge.solve", frozenset({State.OPEN, State.ADDRESSED}), State.SOLVED,
            "challenge.write", _("It is solved"),
            _("Say how, so that others who have this too can do the same."), asks=ANSWER,
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
