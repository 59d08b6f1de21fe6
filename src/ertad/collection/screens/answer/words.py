"""What answers are called under the link, and what is said after each of them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, tuple[str | Promise, str]]
ANSWERS: Words = {
    "same": (pgettext_lazy("answer", "Correct"), "ok"),
    "changed": (pgettext_lazy("answer", "Changed"), "info"),
    "ended": (pgettext_lazy("answer", "Ended"), "bad"),
    "new": (pgettext_lazy("answer", "New"), "info"),
}
"""Answer -> what it is called, and the kind of tag."""
SAVED: Mapping[str, str | Promise] = {
    "same": _("Noted: all correct."),
    "changed": _("Noted: your changes."),
    "ended": _("Noted: the service has ended."),
    "new": _("Noted: a new service."),
    "places": _("Noted: whether there are places."),
    "contact": _("Noted: the contact point."),
    "rest": _("Noted: everything else is correct."),
    "undone": _("Undone."),
    "rows": _("Saved."),
}
"""What was just done, as the address of the page after it names it."""
