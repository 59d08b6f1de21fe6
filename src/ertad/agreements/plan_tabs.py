"""The part of "Plan together" that this room holds."""

from django.utils.translation import gettext_lazy as _

PLAN_TABS = ((_("Agreements"), "agreements:register", "agreement.see"),)
