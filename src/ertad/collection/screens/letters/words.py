"""States of letters in the coordinator's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ertad.notices.kinds import letter_kinds
from ertad.notices.models import Letter

STATE: dict[str, tuple[str | Promise, str]] = {
    "waiting": (pgettext_lazy("state of a letter", "Waits"), "warn"),
    "sent": (pgettext_lazy("state of a letter", "Sent"), "ok"),
    "failed": (gettext_lazy("Not delivered"), "bad"),
    "dropped": (gettext_lazy("Not needed any more"), "plain"),
}


def kind_of(letter: Letter) -> str:
    return str(letter_kinds()[letter.kind].label)


def why(letter: Letter) -> str:
    """What was wrong at the last attempt; "" when nothing was."""
    error = letter.last_error
    if not error:
        return ""
    if error.startswith("recipient refused"):
        return _("the mail server does not know the address (%(code)s)") % {"code": error[-3:]}
    if error.startswith("text refused"):
        return _("the mail server refused the letter (%(code)s)") % {"code": error[-3:]}
    return _("the mail server could not be reached; it is tried again by itself")
