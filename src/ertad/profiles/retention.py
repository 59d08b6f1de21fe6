"""How long what specialists write of themselves is kept."""

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ertad.kernel.retention import Retention
from ertad.profiles.models import SpecialistProfile


def _of_nobody() -> QuerySet[SpecialistProfile]:
    """Those of accounts that were emptied, since they were written (`at`)."""
    rows = SpecialistProfile.objects.filter(user__name="", user__is_active=False)
    dated: QuerySet[SpecialistProfile] = rows.annotate(
        at=Coalesce(F("agreed_at"), F("user__date_joined"))
    )
    return dated


RETENTION = (
    Retention(
        "specialists", "profiles.specialistprofile",
        _("What you wrote of your work as a specialist"),
        _("so that colleagues know whom to ask"), _("members of the network, while you agree"),
        days=0, since="at", rows=_of_nobody,
        until=_("until you withdraw it; at the latest until the account is emptied"),
    ),
)  # fmt: skip
