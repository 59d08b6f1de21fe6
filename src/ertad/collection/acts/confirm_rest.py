"""One click says of all that was not answered yet: it is right as it is written."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.answers.answered import answered
from ertad.collection.answers.drafting import begin, contact_of
from ertad.collection.models import AnswerDraft, Invitation
from ertad.collection.models.drafts import draft_id
from ertad.kernel.actor import Actor


def confirm_rest(*, invitation: Invitation, by: Actor, at: datetime) -> int:
    """Returns how many answers that are; done again it changes nothing.

    Raises NotAllowed, Refused.
    """
    with traced("answer.confirm_rest", by=by, at=at, on=invitation) as trace:
        held = begin(trace, invitation)
        found = answered(held, at=at)
        new = []
        for service_id in found.left:
            asked = found.called(service_id) if service_id else None
            record = dict(asked.record) if asked else contact_of(held)
            version = asked.base_version if asked else held.institution.version
            new.append(
                AnswerDraft(
                    id=draft_id(held.pk, service_id), invitation=held, service_id=service_id,
                    answer=AnswerDraft.Answer.SAME, record=record, base=record,
                    base_version=version, past=[None], changed_at=at,
                )
            )  # fmt: skip
        AnswerDraft.objects.bulk_create(new, batch_size=60)
        for draft in new:
            label = draft._meta.label_lower
            trace.revised(label, draft.pk, None, {"answer": draft.answer}, held.institution_id)
        trace.details["confirmed"] = len(new)
        return len(new)
