"""Kinds of letters that collecting writes, and when one is still wanted."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.collection.models import Invitation, Round
from ertad.notices.kinds import LetterKind
from ertad.notices.models import Letter


def _round_open(letter: Letter) -> bool:
    """A link is of use only while the round takes answers."""
    rows = Invitation.objects.filter(pk=UUID(letter.about), round__state=Round.State.OPEN)
    return rows.exists()


LETTER_KINDS = [LetterKind("link.renewed", _("A new link that was asked for"), _round_open)]
