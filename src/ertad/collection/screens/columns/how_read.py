"""How the columns of a list of one's own were read, in words for the page of the file."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from ertad.collection.lists.asking import ASKED, REMEMBERED, SAID, TITLES
from ertad.collection.models import Submission

State = Submission.State
CHANGEABLE = (State.COLUMNS, State.CHECKED, State.REFUSED)


def how_read(submission: Submission) -> dict[str, Any]:
    """The words, and since when it is remembered; empty where nothing can be changed."""
    read = submission.columns.get("read", "")
    if submission.state not in CHANGEABLE or read == ASKED:
        return {}
    said_at = parse_datetime(submission.columns.get("said_at") or "")
    if read == REMEMBERED and said_at and said_at >= submission.received_at:
        read = SAID
    words = {
        REMEMBERED: _("The columns were read as last time."),
        SAID: _("The columns were read as you said."),
        TITLES: _("The columns were read by their titles."),
    }
    return (
        {"words": words[read], "said_at": said_at if read == REMEMBERED else None} if read else {}
    )
