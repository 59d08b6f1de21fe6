"""The letters of this room."""

from django.utils.translation import gettext_lazy as _

from ertad.directory.acts.send_new_services import LETTER
from ertad.directory.models import SearchSubscription
from ertad.notices.kinds import LetterKind
from ertad.notices.models import Letter


def _still_wanted(letter: Letter) -> bool:
    """Whoever stopped the letters gets none that waited."""
    return SearchSubscription.objects.filter(pk=letter.about).exists()


LETTER_KINDS = (LetterKind(LETTER, _("New services for a search"), _still_wanted),)
