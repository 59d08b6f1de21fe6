"""The letters of this room, and when one is still wanted."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.notices.kinds import LetterKind
from ertad.notices.models import Letter
from ertad.people.accounts.letters import ADDRESS_CHANGED, CLOSED, INVITATION, NEW_ADDRESS
from ertad.people.contacts.letters import ASKED, LEAVING, UNCONFIRMED, UNHEARD
from ertad.people.models import ContactPoint, MemberInvitation, User


def _waits(letter: Letter) -> bool:
    """With the link that is in this letter."""
    number = letter.key.rpartition(":")[2]
    rows = MemberInvitation.objects.waiting().filter(pk=UUID(letter.about))
    return rows.filter(link_number=number).exists()


def _unconfirmed(letter: Letter) -> bool:
    return bool(User.objects.filter(pk=UUID(letter.about), new_email=letter.to).exists())


def _still_asked(letter: Letter) -> bool:
    """Nobody is asked who has answered, or who is no contact point any more."""
    asked = ContactPoint.objects.unanswered().filter(pk=UUID(letter.about), leaving_on=None)
    return asked.exists()


def _still_unconfirmed(letter: Letter) -> bool:
    present = ContactPoint.objects.present().exclude(asked_on=None)
    return present.filter(institution_id=letter.about).exists()


def _always(letter: Letter) -> bool:
    return True


LETTER_KINDS = (
    LetterKind(INVITATION, _("Invitation to an account"), _waits),
    LetterKind(NEW_ADDRESS, _("Asks to confirm a new address"), _unconfirmed),
    LetterKind(ADDRESS_CHANGED, _("Says that the address was changed"), _always),
    LetterKind(CLOSED, _("Says that the account is closed"), _always),
    LetterKind(ASKED, _("Is the contact point still right?"), _still_asked),
    LetterKind(UNCONFIRMED, _("Contact points that are not confirmed"), _still_unconfirmed),
    LetterKind(UNHEARD, _("Contact points without an answer"), _always),
    LetterKind(LEAVING, _("A contact point needs a successor"), _always),
)
