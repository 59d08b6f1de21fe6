"""What was answered by an institution's link, newest first, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ertad.audit.models import Revision
from ertad.collection.models import AnswerDraft, Invitation, SourceRow, Submission
from ertad.collection.models.drafts import draft_id
from ertad.directory.models import Service
from ertad.kernel.languages import Said, said

MOST = 200


@dataclass(frozen=True)
class Step:
    """`name` is None for the contact point; `answer` is "" when an answer was undone."""

    at: datetime
    role: str
    answer: str
    name: Said | None


def link_history(user: object, invitation: Invitation) -> list[Step]:
    """At most `MOST` steps; a constant number of queries. What `user` may not see is not in it."""
    drafts = AnswerDraft.objects.visible_to(user).filter(invitation=invitation)
    told = {key: said(record, "name") for key, record in drafts.values_list("service_id", "record")
            if key}  # fmt: skip
    sent = SourceRow.objects.visible_to(user).filter(
        submission__invitation=invitation, submission__source=Submission.Source.LINK
    )
    for key, record in sent.values_list("service_id", "record"):
        told.setdefault(key, said(record or {}, "name"))
    named = {str(draft_id(invitation.pk, key)): key for key in _services(user, invitation, told)}
    steps = Revision.objects.visible_to(user).filter(
        kind=AnswerDraft._meta.label_lower, institution_id=str(invitation.institution_id),
        object_id__in=named,
    ).exclude(act__in=("answer.send", "round.close"))  # fmt: skip
    names = told | _names(user, set(named.values()) - {None} - told.keys())
    return [
        Step(at, role, (after or {}).get("answer", ""), _name(named[key], names))
        for at, role, key, after in steps.order_by("-id").values_list(
            "at", "role", "object_id", "after"
        )[:MOST]
    ]


def _services(user: object, invitation: Invitation, told: Iterable[UUID]) -> set[UUID | None]:
    """Everything that could have been answered: the list, what was added, the contact point."""
    own = Service.objects.visible_to(user).filter(institution=invitation.institution_id)
    return {None, *own.values_list("pk", flat=True), *told}


def _names(user: object, keys: Iterable[UUID | None]) -> dict[UUID, Said]:
    rows = Service.objects.visible_to(user).filter(pk__in=[key for key in keys if key])
    return {row.pk: said(row, "name") for row in rows.only("id", "name_ka", "name_en", "name_fr")}


def _name(key: UUID | None, names: dict[UUID, Said]) -> Said | None:
    return names.get(key, Said("", "")) if key else None
