"""What was answered in the browser goes to the coordinator, as a checked workbook would."""

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import Trace, traced
from ertad.collection import keeping
from ertad.collection.answers.answered import Answered, Asked, answered
from ertad.collection.answers.drafting import PARTS, drop
from ertad.collection.jobs import match
from ertad.collection.models import Invitation, SourceRow, Submission
from ertad.collection.notice_kinds import SENT, tell_coordinators
from ertad.collection.rules import INVITATION_MOVES, SUBMISSION_MOVES
from ertad.kernel import bulk
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused

ROW = (
    "id", "submission_id", "sheet", "row", "part", "raw", "service_id", "known", "record",
    "base_version", "locations", "run_by", "outcome", "findings", "conflicts", "foreign", "comment",
    "version",
)  # fmt: skip
FILE_NAME = "answer-by-link.json"


def send_answer(
    *, invitation: Invitation, submission_id: UUID, language: str, by: Actor, at: datetime
) -> Submission:
    """A submission of the source "link", sent at once; it takes the place of any earlier one.

    What was not answered stays as it is, as a row that a workbook leaves out. The answers are
    judged once more, by what the directory says now. Sent again with the same id it is the same.
    Raises NotAllowed; Refused when nothing was answered, or something must be corrected or settled
    first; then nothing was written.
    """
    with traced("answer.send", by=by, at=at, on=invitation) as trace:
        rows = Invitation.objects.select_for_update(of=("self",)).defer("base")
        held = rows.select_related("round", "institution").get(pk=invitation.pk)
        if known := held.submissions.defer("content").filter(pk=submission_id).first():
            return known
        move = INVITATION_MOVES["answer.send"]
        require(move, held, by=by, institution_id=held.institution_id)
        found = answered(held, at=at)
        _demand_ready(found)
        submission = _stage(trace, found, submission_id, language, at)
        for older in (
            held.submissions.defer("content")
            .exclude(pk=submission.pk)
            .filter(state__in=SUBMISSION_MOVES["submission.replace"].sources)
        ):
            keeping.change(trace, older, institution_id=held.institution_id, state="replaced")
        keeping.change(trace, held, institution_id=held.institution_id, state=move.target)
        tell_coordinators(SENT, held, submission.pk, at)
        drop(trace, found.drafts.values())
        trace.details |= submission.counts
        transaction.on_commit(lambda: match.enqueue(str(submission_id)))
    return submission


def _demand_ready(found: Answered) -> None:
    if not found.stored:
        raise Refused(_("Nothing was answered yet."), code="nothing")
    if any(each.judged and each.judged.wrong for each in found.services):
        raise Refused(_("Correct what is marked as wrong first."), code="errors")
    if found.to_correct:
        raise Refused(_("Say first which value is right where two differ."), code="conflicts")


def _stage(
    trace: Trace, found: Answered, submission_id: UUID, language: str, at: datetime
) -> Submission:
    content = json.dumps(_told(found), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    asked = [each for each in found.services if each.draft]
    submission = keeping.create(
        trace,
        Submission(
            id=submission_id, invitation=found.invitation, source=Submission.Source.LINK,
            file_name=FILE_NAME, content=content.encode(),
            digest=hashlib.sha256(f"{submission_id} {content}".encode()).hexdigest(),
            language=language, state=Submission.State.SENT, sent_by=trace.by.user_id,
            received_at=at, checked_at=at, contact=_contact(found), counts=_counts(found, asked),
        ),
        institution_id=found.invitation.institution_id,
    )  # fmt: skip
    told = [_row(submission_id, number, each) for number, each in enumerate(asked, start=1)]
    bulk.insert(SourceRow, ROW, bulk.ready(SourceRow, ROW, told))
    return submission


def _told(found: Answered) -> dict[str, Any]:
    """The answer as it was given, which is what is kept as the file."""
    return {
        "answers": [
            {"service_id": draft.service_id, **{part: getattr(draft, part) for part in PARTS}}
            for draft in found.drafts.values()
        ]
    }


def _row(submission_id: UUID, number: int, asked: Asked) -> tuple[Any, ...]:
    draft, judged = asked.draft, asked.judged
    assert draft is not None  # noqa: S101 (only what was answered has a row)
    assert judged is not None  # noqa: S101
    values = {
        "id": uuid5(submission_id, str(number)), "submission_id": submission_id, "sheet": "",
        "row": number, "part": 0, "raw": {"answer": draft.answer, "note": draft.note},
        "service_id": judged.service_id, "known": judged.current is not None,
        "record": judged.record, "base_version": judged.version, "locations": [], "run_by": "",
        "outcome": judged.outcome, "findings": judged.findings, "conflicts": {}, "foreign": [],
        "comment": "",
        "version": 1,
    }  # fmt: skip
    return tuple(values[name] for name in ROW)


def _contact(found: Answered) -> dict[str, Any]:
    draft = found.contact
    if draft is None:
        return {}
    return {"answer": draft.answer, "record": draft.record, "base": draft.base}


def _counts(found: Answered, asked: list[Asked]) -> dict[str, int]:
    """The receipt, as of a file."""
    judged = [each.judged for each in asked if each.judged]
    outcomes = [one.outcome for one in judged]
    return {
        "rows": len(asked),
        **{str(outcome): outcomes.count(outcome) for outcome in SourceRow.Outcome.values},
        "errors": 0,
        "warnings": sum(len(one.findings) for one in judged),
        "not_in_file": sum(each.open for each in found.services),
    }
