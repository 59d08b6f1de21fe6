"""What this room's records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

RECORD_NAMES = (
    ("vocabulary.vocabulary", _("Vocabulary")),
    ("vocabulary.term", _("Word of a vocabulary")),
)
