"""The table of states and moves of a breach; screens, acts and the docs read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.privacy.models import Breach

Text = str | Promise
S = Breach.State


@dataclass(frozen=True)
class Move:
    """One line of the table: `asks` names the fields that it writes, `needs` those among them
    that cannot stay empty. `target` is "" where the state stays as it is."""

    act: str
    sources: frozenset[str]
    target: str
    label: Text
    help: Text
    asks: tuple[str, ...]
    needs: tuple[str, ...] = ()
    reasons: Mapping[str, Text] | None = None
    right: str = "breach.keep"
    limit: str = ""


_FACTS = ("what", "kind", "began_on", "data", "people", "measures")
_WHY_LATE = _("It was notified more than 72 hours after it was found: say why.")

BREACH_MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move(
            "breach.change", frozenset({S.FOUND, S.ASSESSED, S.NOTIFIED, S.NOT_NOTIFIABLE}), "",
            _("Add to what is known"), _("What is learned later is written down as it comes."),
            _FACTS, ("what", "kind"),
        ),
        Move(
            "breach.assess", frozenset({S.FOUND, S.NOT_NOTIFIABLE}), S.ASSESSED,
            _("Assess the risk"),
            _("Which data, how many persons, and what it may mean for them."),
            ("data", "people", "risk"), ("data", "risk"), limit="found_at + 72 h",
        ),
        Move(
            "breach.notify", frozenset({S.ASSESSED}), S.NOTIFIED,
            _("Note that the authority was notified"),
            _("The notification itself is sent to the Personal Data Protection Service; here stands"
              " when and under which number."),
            ("notified_at", "reference", "why_late"), ("notified_at",),
            {"late": _WHY_LATE}, limit="found_at + 72 h",
        ),
        Move(
            "breach.spare", frozenset({S.ASSESSED}), S.NOT_NOTIFIABLE,
            _("Decide that no notification is due"),
            _("Only where harm to persons is hardly to be expected; say why."),
            ("why_not",), ("why_not",), limit="found_at + 72 h",
        ),
        Move(
            "breach.close", frozenset({S.NOTIFIED, S.NOT_NOTIFIABLE}), S.CLOSED,
            _("Close the breach"),
            _("When the measures are taken and it is decided whether persons are told."),
            ("measures", "telling"), ("measures", "telling"),
            {"telling": _("Decide first whether the persons concerned are told.")},
        ),
    )
}  # fmt: skip


def moves_from(state: str) -> list[Move]:
    """In the order of the table."""
    return [move for move in BREACH_MOVES.values() if state in move.sources]
