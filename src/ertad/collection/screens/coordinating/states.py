"""States as the coordinator reads them: words, and the kind of tag that repeats them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.collection.screens.state_words import INVITATION as AS_THE_INSTITUTION_READS
from ertad.collection.screens.state_words import OUTCOMES

Words = Mapping[str, tuple[str | Promise, str]]
"""State -> (words, kind of tag)."""

ROUND: Words = {
    "draft": (pgettext_lazy("state of a round", "In preparation"), "plain"),
    "open": (pgettext_lazy("state of a round", "Open"), "ok"),
    "closed": (pgettext_lazy("state of a round", "Closed"), "warn"),
    "published": (pgettext_lazy("state of a round", "Published"), "info"),
}
INVITATION: Words = {**AS_THE_INSTITUTION_READS, "sent": (_("Waits for your review"), "warn")}
OWN_INVITATION: Words = {
    "invited": (_("Take your workbook"), "warn"),
    "downloaded": (_("Send up your workbook"), "warn"),
    "checked": (_("Checked: look at it and send it"), "warn"),
    "sent": (_("Sent, being reviewed"), "ok"),
    "returned": (_("Returned with comments: correct it"), "bad"),
    "accepted": (_("Accepted"), "ok"),
}
"""The next thing to do, as the institution reads it in its list of rounds."""

_KINDS = {
    "new": "info",
    "changed": "warn",
    "ended": "bad",
    "same": "ok",
    "refused": "bad",
    "left_out": "bad",
}
OUTCOME: Words = {key: (words, _KINDS.get(key, "info")) for key, (words, _why) in OUTCOMES.items()}
FATE: Words = {
    "new": OUTCOME["new"],
    "changed": OUTCOME["changed"],
    "ended": OUTCOME["ended"],
    "confirmed": OUTCOME["same"],
    "left_out": (pgettext_lazy("rows of a file", "Left out"), "plain"),
}
LEFT_OUT: Mapping[str, str | Promise] = {
    "merged": _("merged into another service meanwhile"),
    "twice": _("the same service stands in another row already"),
}
