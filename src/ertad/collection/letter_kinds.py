"""Kinds of letters that collecting writes, and when one is still wanted."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.collection.letters.putting import (
    ACCEPTED,
    ASKED,
    LINK,
    MORE_TIME,
    REMINDER,
    RETURNED,
    UNANSWERED,
)
from ertad.collection.models import Invitation, Round
from ertad.collection.models.rounds import InvitationQuerySet
from ertad.notices.kinds import LetterKind
from ertad.notices.models import Letter


def _while(
    condition: Callable[[InvitationQuerySet], InvitationQuerySet],
) -> Callable[[Letter], bool]:
    """Wanted as long as the invitation that the letter is about meets the condition."""
    return lambda letter: condition(Invitation.objects.filter(pk=UUID(letter.about))).exists()


def _open(rows: InvitationQuerySet) -> InvitationQuerySet:
    """A link is of use only while the round takes answers."""
    return rows.filter(round__state=Round.State.OPEN)


def _unanswered(rows: InvitationQuerySet) -> InvitationQuerySet:
    """Nobody is asked whose answer is in."""
    return rows.unanswered()


def _returned(rows: InvitationQuerySet) -> InvitationQuerySet:
    return rows.unanswered().filter(state=Invitation.State.RETURNED)


def _accepted(rows: InvitationQuerySet) -> InvitationQuerySet:
    return rows.filter(state=Invitation.State.ACCEPTED)


def _somebody_missing(letter: Letter) -> bool:
    return Invitation.objects.filter(round=UUID(letter.about)).unanswered().exists()


LETTER_KINDS = [
    LetterKind(ASKED, _("Asks for an answer"), _while(_unanswered)),
    LetterKind(REMINDER, _("Reminder"), _while(_unanswered)),
    LetterKind(RETURNED, _("Returned with comments"), _while(_returned)),
    LetterKind(ACCEPTED, _("Accepted"), _while(_accepted)),
    LetterKind(MORE_TIME, _("Answer to a request for more time"), _while(_unanswered)),
    LetterKind(LINK, _("A new link that was asked for"), _while(_open)),
    LetterKind(UNANSWERED, _("Who has not answered"), _somebody_missing),
]
