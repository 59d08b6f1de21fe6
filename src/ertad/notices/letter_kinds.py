"""The letter of this room: notices, by e-mail."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from ertad.notices.kinds import LetterKind
from ertad.notices.models import Letter, Notice

LETTER_OF_NOTICES = "notices"


def _unread(letter: Letter) -> bool:
    """Whoever has read them on the page, or has left, needs no letter."""
    there = get_user_model()._default_manager.filter(pk=letter.about, is_active=True).exists()
    told = Notice.objects.filter(user=UUID(letter.about), letter_at=letter.created_at, read_at=None)
    return there and told.exists()


LETTER_KINDS = (LetterKind(LETTER_OF_NOTICES, _("Notices to a person"), _unread),)
