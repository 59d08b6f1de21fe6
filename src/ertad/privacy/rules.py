"""The table of states and moves of a breach; screens, acts and the docs read it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ertad.kernel.moves import Move
from ertad.privacy.models import Breach

S = Breach.State
_KEEP = "breach.keep"
_FACTS = ("what", "kind", "began_on", "data", "people", "measures")
_WHY_LATE = _("It was notified more than 72 hours after it was found: say why.")

BREACH_MOVES: Mapping[str, Move] = {
    move.act: move
    for move in (
        Move(
            "breach.change", frozenset({S.FOUND, S.ASSESSED, S.NOTIFIED, S.NOT_NOTIFIABLE}), "",
            _KEEP, _("Add to what is known"),
            _("What is learned later is written down as it comes."),
            asks=_FACTS, needs=("what", "kind"),
        ),
        Move(
            "breach.assess", frozenset({S.FOUND, S.NOT_NOTIFIABLE}), S.ASSESSED, _KEEP,
            _("Assess the risk"),
            _("Which data, how many persons, and what it may mean for them."),
            asks=("data", "people", "risk"), needs=("data", "risk"), limit="found_at + 72 h",
        ),
        Move(
            "breach.notify", frozenset({S.ASSESSED}), S.NOTIFIED, _KEEP,
            _("Note that the authority was notified"),
            _("The notification itself is sent to the Personal Data Protection Service; here stands"
              " when and under which number."),
            asks=("notified_at", "reference", "why_late"), needs=("notified_at",),
            reasons={"late": _WHY_LATE}, limit="found_at + 72 h",
        ),
        Move(
            "breach.spare", frozenset({S.ASSESSED}), S.NOT_NOTIFIABLE, _KEEP,
            _("Decide that no notification is due"),
            _("Only where harm to persons is hardly to be expected; say why."),
            asks=("why_not",), needs=("why_not",), limit="found_at + 72 h",
        ),
        Move(
            "breach.close", frozenset({S.NOTIFIED, S.NOT_NOTIFIABLE}), S.CLOSED, _KEEP,
            _("Close the breach"),
            _("When the measures are taken and it is decided whether persons are told."),
            asks=("measures", "telling"), needs=("measures", "telling"),
            reasons={"telling": _("Decide first whether the persons concerned are told.")},
        ),
    )
}  # fmt: skip
