"""How a person is told."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class How(StrEnum):
    """On the page of notices alone, by e-mail at once as well, or in one e-mail a day as well."""

    PAGE = "page"
    AT_ONCE = "at_once"
    DAILY = "daily"


LABELS: dict[How, str | Promise] = {
    How.AT_ONCE: _("e-mail at once"),
    How.DAILY: _("one e-mail a day"),
    How.PAGE: _("only here"),
}
