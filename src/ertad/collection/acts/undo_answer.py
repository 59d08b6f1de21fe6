"""Undo the last change of one answer, down to not answered."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.collection.answers.drafting import begin, step_back
from ertad.collection.models import AnswerDraft, Invitation
from ertad.collection.models.drafts import draft_id
from ertad.kernel.actor import Actor


def undo_answer(
    *, invitation: Invitation, service_id: UUID | None, by: Actor, at: datetime
) -> AnswerDraft | None:
    """`service_id` None is the contact point. Returns the answer as it is now, None when it is not
    answered any more. Raises NotAllowed, Refused.
    """
    with traced("answer.undo", by=by, at=at, on=invitation) as trace:
        held = begin(trace, invitation)
        trace.details["service"] = str(service_id or "")
        key = draft_id(held.pk, service_id)
        draft = AnswerDraft.objects.filter(pk=key).select_related("invitation").first()
        return step_back(trace, draft) if draft else None
