"""What this room's records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

RECORD_NAMES = (
    ("places.region", _("Region")),
    ("places.municipality", _("Municipality")),
)
