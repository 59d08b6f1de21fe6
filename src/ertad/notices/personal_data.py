"""What this room holds about a person."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.kernel.personal_data import PersonalData
from ertad.notices.models import Letter, Notice


def _letters(user_id: UUID) -> QuerySet[Letter]:
    """By the address, which is all that a letter knows of a person."""
    users = get_user_model()._default_manager.filter(pk=user_id)
    return Letter.objects.filter(to__in=users.values("email"))


PERSONAL_DATA = (
    PersonalData("notices.notice", _("Notices"), lambda pk: Notice.objects.filter(user=pk)),
    PersonalData("notices.letter", _("Letters"), _letters),
)
