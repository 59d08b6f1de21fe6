"""The letters of this room, and when one is still wanted."""

from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ertad.notices.kinds import LetterKind
from ertad.notices.models import Letter
from ertad.people.contacts.letters import ASKED, LEAVING, UNCONFIRMED, UNHEARD
from ertad.people.models import ContactPoint


def _still_asked(letter: Letter) -> bool:
    """Nobody is asked who has answered, or who is no contact point any more."""
    waiting = ContactPoint.objects.present().filter(pk=UUID(letter.about), leaving_on=None)
    return waiting.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=F("asked_on"))).exists()


def _still_unconfirmed(letter: Letter) -> bool:
    present = ContactPoint.objects.present().exclude(asked_on=None)
    return present.filter(institution_id=letter.about).exists()


def _always(letter: Letter) -> bool:
    return True


LETTER_KINDS = (
    LetterKind(ASKED, _("Is the contact point still right?"), _still_asked),
    LetterKind(UNCONFIRMED, _("Contact points that are not confirmed"), _still_unconfirmed),
    LetterKind(UNHEARD, _("Contact points without an answer"), _always),
    LetterKind(LEAVING, _("A contact point needs a successor"), _always),
)
