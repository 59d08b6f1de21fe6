"""What waits in agreements: to be signed, to be reviewed, to be finished."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.agreements.models import AgreementVersion, Party
from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.work import WorkItem

S = AgreementVersion.State


def open_work(user: object, today: date) -> list[WorkItem]:
    """Of the own institution; for the coordinator those of all that nobody reviewed."""
    register = reverse("agreements:register")
    open_ones, in_force = f"{register}?state=open", f"{register}?state=in_force"
    if everywhere(user, "agreement.review"):
        due = AgreementVersion.objects.visible_to(user).filter(state=S.DUE).count()
        return [WorkItem(_("Agreements due for review"), due, in_force)]
    own = held_in(user, "agreement.sign")
    if not own:
        return []
    mine = Party.objects.visible_to(user).filter(institution__in=own)
    unsigned = mine.filter(text__state=S.REVIEW, signature=None).count()
    states = list(mine.values_list("text__state", flat=True))
    return [
        WorkItem(_("Agreements to comment on or to sign"), unsigned, open_ones, pressing=True),
        WorkItem(_("Agreements due for review"), states.count(S.DUE), in_force, pressing=True),
        WorkItem(_("Drafts of agreements"), states.count(S.DRAFT), open_ones),
    ]
