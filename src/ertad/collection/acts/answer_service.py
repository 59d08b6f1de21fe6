"""One service answered in the browser: correct, changed, ended or new; kept until it is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection.answers.drafting import begin, write
from ertad.collection.models import AnswerDraft, Invitation
from ertad.directory.models import Service
from ertad.directory.record import Record, normalised, read_record
from ertad.directory.record.known import broken_references
from ertad.directory.record.three_way import record_at_version
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused

Answer = AnswerDraft.Answer


def answer_service(
    *,
    invitation: Invitation,
    service_id: UUID,
    record: Record | None,
    base_version: int,
    by: Actor,
    at: datetime,
    typed: Mapping[str, str] | None = None,
    note: str = "",
    version: int | None = None,
) -> AnswerDraft:
    """`record` is what was answered, whole; None says that it is right as it was shown.

    `base_version`: of the service that was shown, 0 for a new one. `typed`: texts that could not be
    read, by record key. `version`: of the answer that was shown, 0 when there was none; None writes
    over whatever was answered. Raises NotAllowed, Refused; WrongRecord when it names a place or a
    programme of another institution; StaleEdit with the answer as it is.
    """
    with traced("answer.write", by=by, at=at, on=invitation) as trace:
        held = begin(trace, invitation)
        base = _base(service_id, base_version, held)
        told = base if record is None else {**record, "institution": str(held.institution_id)}
        if told is None:
            raise Refused(_("This service is not in your list any more."), code="gone")
        if problems := list(broken_references(told, base)):
            raise WrongRecord(problems)
        answer = _answer(base, told, bool(typed))
        trace.details |= {"service": str(service_id), "answer": str(answer)}
        return write(
            trace, held, service_id,
            {"answer": answer, "record": normalised(told), "typed": dict(typed or {}),
             "base": base, "base_version": base_version or None, "note": note},
            version=version,
        )  # fmt: skip


def _base(service_id: UUID, version: int, invitation: Invitation) -> Record | None:
    """The record that was shown; None for a new one. Raises Refused for another's service."""
    service = Service.objects.filter(pk=service_id).first()
    draft = AnswerDraft.objects.filter(invitation=invitation, service_id=service_id).first()
    if service is None:
        if version:
            raise Refused(_("This service is not in your list any more."), code="gone")
        return None
    if service.institution_id != invitation.institution_id:
        raise Refused(_("This service belongs to another institution."), code="not_yours")
    if draft and draft.base_version == version and draft.base is not None:
        return dict(draft.base)
    if version == service.version:
        return read_record(service)
    return record_at_version(service_id, version, service.version) or read_record(service)


def _answer(base: Record | None, told: Mapping[str, Any], unread: bool) -> Answer:
    if base is None:
        return Answer.NEW
    if told["status"] == "ended" and base["status"] != "ended":
        return Answer.ENDED
    return Answer.CHANGED if unread or normalised(dict(told)) != base else Answer.SAME
