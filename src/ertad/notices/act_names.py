"""What this room's acts are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (("notices.choose", _("Chosen how one is told")),)
