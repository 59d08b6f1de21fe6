"""The letters of this room."""

from django.utils.translation import gettext_lazy as _

from ertad.cooperation.acts.send_weekly import LETTER
from ertad.cooperation.models import CalendarFollow
from ertad.notices.kinds import LetterKind
from ertad.notices.models import Letter


def _still_wanted(letter: Letter) -> bool:
    """Whoever stopped the letters gets none that waited."""
    return CalendarFollow.objects.filter(pk=letter.about, weekly=True).exists()


LETTER_KINDS = (LetterKind(LETTER, _("The calendar on Mondays"), _still_wanted),)
