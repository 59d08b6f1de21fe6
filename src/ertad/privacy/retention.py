"""How long the registers of data protection name a person."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.kernel.retention import YEAR, Retention
from ertad.privacy.models import AccessRequest

_OFFICER = _("data protection officer")


def _answered() -> QuerySet[AccessRequest]:
    return AccessRequest.objects.exclude(answered_on=None)


RETENTION = (
    Retention(
        "requests", "privacy.accessrequest", _("What you asked about your data"),
        _("so that it can be shown that you were answered in time"), _OFFICER,
        days=3 * YEAR, since="answered_on", rows=_answered, empty={"user": None, "reference": ""},
    ),
    Retention(
        "breaches", "privacy.breach", _("Who noted a breach, as a number of the account"),
        _("so that it stays known who was responsible"), _OFFICER, covers="noted_by",
        until=_("until the account is emptied; then the number leads to nobody"),
    ),
)  # fmt: skip
