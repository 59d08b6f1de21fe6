"""How institutions are reached, as they corrected it in their answers by link."""

from collections.abc import Collection
from uuid import UUID

from ertad.audit.trail import Trace
from ertad.collection.answers.drafting import CONTACT
from ertad.collection.models import AnswerDraft, Submission
from ertad.people.models import Institution


def write_contacts(trace: Trace, submissions: Collection[UUID]) -> int:
    """Write what was corrected; where somebody changed the same meanwhile, the newer value stays.

    Returns how many institutions that changes.
    """
    told = Submission.objects.filter(
        pk__in=submissions, contact__answer=AnswerDraft.Answer.CHANGED
    ).order_by("received_at")
    contacts = dict(told.values_list("invitation__institution_id", "contact"))
    changed = 0
    for institution in Institution.objects.filter(pk__in=contacts):
        base, record = (contacts[institution.pk][part] for part in ("base", "record"))
        new = {
            key: record[key]
            for key in CONTACT
            if record[key] != base[key] and getattr(institution, key) == base[key]
        }
        if new:
            trace.update(institution, institution_id=institution.pk, **new)
            changed += 1
    return changed
