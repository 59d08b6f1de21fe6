"""What acts of the whole installation are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (
    ("reference.load", _("Reference data loaded")),
    ("installation.backup", _("Backup made")),
    ("labels.review", _("Reviewed labels taken over")),
)
