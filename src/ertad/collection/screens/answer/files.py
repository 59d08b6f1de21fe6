"""The last file that was sent up for an invitation, as whoever holds its link may see it."""

from ertad.collection.models import Submission
from ertad.collection.screens.answer.door import Opened


def last_file(opened: Opened) -> Submission | None:
    """None when no file was sent up that still counts."""
    files = Submission.objects.visible_to(opened.viewer).filter(invitation=opened.invitation)
    newest = files.exclude(state=Submission.State.REPLACED).filter(source=Submission.Source.FILE)
    found = newest.defer("content").order_by("-received_at").first()
    if found is not None:
        found.invitation = opened.invitation
    return found
