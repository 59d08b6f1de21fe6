"""The contact point of an institution: its phone, e-mail and web page, confirmed or corrected."""

from collections.abc import Mapping
from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.answers.drafting import CONTACT, begin, contact_of, write
from ertad.collection.models import AnswerDraft, Invitation
from ertad.kernel.actor import Actor


def answer_contact(
    *,
    invitation: Invitation,
    contact: Mapping[str, str],
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> AnswerDraft:
    """`contact`: phone, email and url; of a function, never of a person. It is staged as services
    are. Raises NotAllowed, Refused; StaleEdit when somebody else answered meanwhile.
    """
    with traced("answer.write", by=by, at=at, on=invitation) as trace:
        held = begin(trace, invitation)
        base, told = contact_of(held), {key: contact[key].strip() for key in CONTACT}
        answer = AnswerDraft.Answer.SAME if told == base else AnswerDraft.Answer.CHANGED
        trace.details |= {"contact": True, "answer": str(answer)}
        parts = {"answer": answer, "record": told, "base": base, "typed": {}, "note": "",
                 "base_version": held.institution.version}  # fmt: skip
        return write(trace, held, None, parts, version=version)
