"""Writing answers within an act: one draft a service, each change kept so that it can be undone."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from ertad.audit.trail import StaleEdit, Trace
from ertad.collection import keeping
from ertad.collection.models import AnswerDraft, Invitation, Submission
from ertad.collection.models.drafts import draft_id
from ertad.collection.rules import INVITATION_MOVES
from ertad.kernel.moves import require

MOST_STEPS = 20
"""So many changes of one answer can be undone."""
PARTS = ("answer", "record", "typed", "base", "base_version", "note")
CONTACT = ("phone", "email", "url")
CORRECTABLE = (Submission.State.SENT, Submission.State.RETURNED)
Parts = Mapping[str, Any]


def begin(trace: Trace, invitation: Invitation) -> Invitation:
    """Hold the invitation; an answer that was sent before is the start of the one that follows.

    Raises NotAllowed or Refused unless the actor may answer now.
    """
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("round", "institution")
    held = rows.defer("base").get(pk=invitation.pk)
    move = INVITATION_MOVES["answer.write"]
    require(move, held, by=trace.by, institution_id=held.institution_id)
    if not held.drafts.exists():
        AnswerDraft.objects.bulk_create(sent_before(held), batch_size=90)
    return held


def sent_before(invitation: Invitation) -> list[AnswerDraft]:
    """The answers of the last submission by link that can still be corrected; not stored."""
    files = invitation.submissions.exclude(state=Submission.State.REPLACED)
    last = files.order_by("-received_at").first()
    if last is None or last.source != Submission.Source.LINK or last.state not in CORRECTABLE:
        return []
    told = json.loads(bytes(last.content))["answers"]
    return [
        AnswerDraft(
            id=draft_id(invitation.pk, UUID(each["service_id"]) if each["service_id"] else None),
            invitation=invitation, service_id=each["service_id"] and UUID(each["service_id"]),
            changed_at=last.received_at, **{part: each[part] for part in PARTS},
        )
        for each in told
    ]  # fmt: skip


def write(
    trace: Trace,
    invitation: Invitation,
    service_id: UUID | None,
    parts: Parts,
    *,
    version: int | None = None,
) -> AnswerDraft:
    """Write one answer; `parts` are some of `PARTS`. `version` is that of the draft that was shown,
    0 when there was none, None to write over whatever is there.

    The same answer again changes nothing. Raises StaleEdit with the draft as it is.
    """
    key = draft_id(invitation.pk, service_id)
    draft = AnswerDraft.objects.filter(pk=key).first()
    if draft is None:
        new = AnswerDraft(
            id=key, invitation=invitation, service_id=service_id, changed_at=trace.at,
            past=[None], **parts,
        )  # fmt: skip
        return keeping.create(trace, new, institution_id=invitation.institution_id)
    if all(getattr(draft, name) == value for name, value in parts.items()):
        return draft
    if version is not None and version != draft.version:
        raise StaleEdit(draft)
    past = [*draft.past, {part: getattr(draft, part) for part in PARTS}]
    return keeping.change(
        trace, draft, institution_id=invitation.institution_id, changed_at=trace.at,
        past=_shortened(past), **parts,
    )  # fmt: skip


def step_back(trace: Trace, draft: AnswerDraft) -> AnswerDraft | None:
    """Undo the last change of an answer; None when it is not answered any more.

    What was sent before is where undoing ends.
    """
    if not draft.past:
        return draft
    *past, before = draft.past
    institution = draft.invitation.institution_id
    if before is None:
        trace.delete(draft, institution)
        return None
    return keeping.change(
        trace, draft, institution_id=institution, changed_at=trace.at, past=past, **before
    )


def drop(trace: Trace, drafts: Iterable[AnswerDraft]) -> int:
    """Delete them; what they said last stays in their revisions. Returns how many."""
    gone = list(drafts)
    for draft in gone:
        label, institution = draft._meta.label_lower, draft.invitation.institution_id
        trace.revised(label, draft.pk, {"answer": draft.answer}, None, institution)
    AnswerDraft.objects.filter(pk__in=[draft.pk for draft in gone]).delete()
    return len(gone)


def contact_of(invitation: Invitation) -> dict[str, str]:
    """The contact point as the directory has it."""
    return {key: getattr(invitation.institution, key) for key in CONTACT}


def _shortened(past: list[Any]) -> list[Any]:
    """The newest steps; the first, that nothing was answered, is always among them."""
    return past if len(past) <= MOST_STEPS else [past[0], *past[-MOST_STEPS:]]
