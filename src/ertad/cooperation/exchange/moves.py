"""The states of an offer or a request: from where to where, who may, what stands against it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.cooperation.models import Offer
from ertad.kernel.actor import Actor
from ertad.kernel.moves import Move, require

DAYS, MOST_DAYS = 60, 180
"""An offer stands so many days at first, and so many at most."""
REMINDED_DAYS = 7
_S = Offer.State
_RUNNING = frozenset({_S.OPEN.value, _S.ANSWERED.value})


def _unanswered(offer: Offer) -> Iterator[str]:
    if not offer.answers.exists():
        yield "unanswered"


OFFER_MOVES: Mapping[str, Move] = {
    move.act: move
    for move in (
        Move(
            "offer.change", _RUNNING, "", "offer.keep",
            _("Change"), _("The institution corrects what it wrote."),
        ),
        Move(
            "offer.extend", _RUNNING, "", "offer.keep",
            _("Extend"), _("It stands for 60 days more, from today."),
            limit="expires_on",
        ),
        Move(
            "offer.answer", _RUNNING, _S.ANSWERED, "offer.answer",
            _("Answer"), _("Another institution says what it can do; one answer from each."),
            limit="expires_on",
        ),
        Move(
            "offer.take_back", frozenset({_S.ANSWERED.value}), _S.OPEN, "offer.answer",
            _("Take the answer back"),
            _("Who gave an answer takes it back. While others have answered, it stays answered."),
        ),
        Move(
            "offer.agree", frozenset({_S.ANSWERED.value}), _S.AGREED, "offer.keep",
            _("Agree"), _("The institution agrees with one of those that answered."),
            _unanswered, {"unanswered": _("Nobody has answered yet.")},
        ),
        Move(
            "offer.finish", frozenset({_S.AGREED.value}), _S.DONE, "offer.keep",
            _("Done"), _("What was agreed has taken place."),
        ),
        Move(
            "offer.withdraw", _RUNNING | {_S.AGREED.value}, _S.WITHDRAWN, "offer.keep",
            _("Withdraw"), _("It is no longer meant; whoever answered is told."),
        ),
        Move(
            "offer.expire", _RUNNING, _S.EXPIRED, "offer.expire",
            _("Expire"), _("The last day has passed without an agreement."),
        ),
    )
}  # fmt: skip


def require_move(act: str, offer: Offer, *, by: Actor, institution_id: UUID | None = None) -> Move:
    """The move; `institution_id` is the one that answers, else the one that made the offer.

    Raises NotAllowed unless `by` acts for it, Refused when the move cannot be made.
    """
    move = OFFER_MOVES[act]
    require(move, offer, by=by, institution_id=institution_id or offer.institution_id)
    return move
