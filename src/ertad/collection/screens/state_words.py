"""States of invitations and files in the reader's words, with the kind of tag that repeats them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Word = tuple[str | Promise, str]
"""What is said, and the kind of tag."""

INVITATION: dict[str, Word] = {
    "invited": (_("Workbook not taken yet"), "plain"),
    "downloaded": (_("Workbook taken, nothing sent yet"), "plain"),
    "checked": (_("File checked, not sent yet"), "warn"),
    "sent": (_("Sent to the coordinator"), "info"),
    "returned": (_("Returned with comments"), "bad"),
    "accepted": (_("Accepted"), "ok"),
}
SUBMISSION: dict[str, Word] = {
    "waiting": (_("Being checked"), "info"),
    "columns": (_("To be said: which column is what"), "warn"),
    "refused": (_("The file was refused"), "bad"),
    "checked": (_("Checked, not sent yet"), "warn"),
    "sent": (_("Sent to the coordinator"), "info"),
    "returned": (_("Returned with comments"), "bad"),
    "accepted": (_("Accepted"), "ok"),
    "published": (_("In the directory"), "ok"),
    "replaced": (_("Replaced by a later file"), "plain"),
}
OUTCOMES: dict[str, tuple[str | Promise, str | Promise]] = {
    "new": (
        pgettext_lazy("rows of a file", "New"),
        _("The directory does not have them yet; they will be added."),
    ),
    "changed": (
        pgettext_lazy("rows of a file", "Changed"),
        _("In the directory already; what you wrote differs from what it says."),
    ),
    "same": (
        pgettext_lazy("rows of a file", "Confirmed"),
        _("Nothing differs; the services count as confirmed by you."),
    ),
    "ended": (
        pgettext_lazy("rows of a file", "Ended"),
        _("You say that the service has ended; nobody will be sent there any more."),
    ),
    "conflict": (
        pgettext_lazy("rows of a file", "To be settled"),
        _("Somebody changed the same thing meanwhile; say which value is right."),
    ),
    "suggestion": (
        pgettext_lazy("rows of a file", "Suggestions"),
        _("Run by someone else: the owner is told what you know."),
    ),
    "refused": (
        pgettext_lazy("rows of a file", "Refused"),
        _("They have errors; nothing of these rows is taken until they are corrected."),
    ),
    "left_out": (
        pgettext_lazy("rows of a file", "Left out"),
        _("They have errors; the rest of the list is taken without them."),
    ),
}
"""What becomes of rows, and why; in the order of a receipt."""
