"""A version is sent for review, revised, withdrawn, gone on with, renewed or ended."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.acts.change_draft import locked
from ertad.agreements.acts.keep_pathways import write_groups
from ertad.agreements.models import AgreementVersion, Party, Pathway
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.sides import require_party
from ertad.agreements.telling import tell
from ertad.agreements.writing import DATES, demand_plain, texts_of
from ertad.audit.trail import Trace, traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused

S = AgreementVersion.State
WHY = _("Say why.")
NEXT_DAY = _("Choose a day in the future.")
AFTER_END = _("The agreement ends before that day.")


def send_for_review(*, text_id: UUID, version: int, by: Actor, at: datetime) -> AgreementVersion:
    """The parties are asked; the text is fixed. Raises NotAllowed, Refused, StaleEdit."""
    with traced("agreement.send", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.send"], text, by)
        _update(trace, text, version, state=S.REVIEW, sent_at=at)
        tell("agreement_asked", text, by=by, at=at)
    return text


def revise(*, text_id: UUID, version: int, by: Actor, at: datetime) -> AgreementVersion:
    """The next version, a draft with the same words. Raises NotAllowed, Refused, StaleEdit."""
    with traced("agreement.revise", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.revise"], text, by)
        _update(trace, text, version, state=S.REPLACED, ended_on=local_day(at))
        return _next(trace, text)


def renew(*, text_id: UUID, version: int, by: Actor, at: datetime) -> AgreementVersion:
    """The next version of what is in force, which stays so; its days are asked anew.

    Raises NotAllowed, Refused, StaleEdit.
    """
    with traced("agreement.renew", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.renew"], text, by)
        _update(trace, text, version)
        return _next(trace, text, dates=False)


def withdraw(*, text_id: UUID, version: int, why: str, by: Actor, at: datetime) -> AgreementVersion:
    """A draft, or what is in review. Raises NotAllowed, Refused, StaleEdit."""
    with traced("agreement.withdraw", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.withdraw"], text, by)
        shown = text.state != S.DRAFT
        why, today = _said(why), local_day(at)
        _update(trace, text, version, state=S.WITHDRAWN, ended_on=today, why_ended=why)
        if shown:
            tell("agreement_over", text, by=by, at=at)
    return text


def go_on(
    *, text_id: UUID, version: int, next_on: date | None, by: Actor, at: datetime
) -> AgreementVersion:
    """After a review, until the next. Raises NotAllowed, Refused, StaleEdit."""
    with traced("agreement.review", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.review"], text, by)
        if next_on is None or next_on <= local_day(at):
            raise Refused(NEXT_DAY, "next_on")
        if text.ends_on and next_on > text.ends_on:
            raise Refused(AFTER_END, "next_on")
        _update(trace, text, version, state=S.IN_FORCE, due_on=next_on)
    return text


def end_agreement(
    *, text_id: UUID, version: int, why: str, by: Actor, at: datetime
) -> AgreementVersion:
    """From today it is not in force. Raises NotAllowed, Refused, StaleEdit."""
    with traced("agreement.end", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.end"], text, by)
        why, today = _said(why), local_day(at)
        _update(trace, text, version, state=S.ENDED, ended_on=today, why_ended=why)
        tell("agreement_over", text, by=by, at=at)
    return text


def _said(why: str) -> str:
    clean = demand_plain(why, "why")
    if not clean:
        raise Refused(WHY, "why")
    return clean


def _update(trace: Trace, text: AgreementVersion, version: int, **changes: object) -> None:
    trace.update(text, version=version, institution_id=text.agreement.led_by_id, **changes)


def _next(trace: Trace, text: AgreementVersion, *, dates: bool = True) -> AgreementVersion:
    """A draft with the words, parties and pathways of `text`."""
    lead = text.agreement.led_by_id
    last = text.agreement.versions.order_by("-number").values_list("number", flat=True)[0]
    words = {name: value for name, value in texts_of(text).items() if dates or name not in DATES}
    following = AgreementVersion(agreement=text.agreement, number=last + 1, **words)
    trace.create(following, lead)
    for party in text.parties.all():
        copied = Party(
            text=following, institution_id=party.institution_id, place=party.place,
            duties=party.duties, contact=party.contact,
        )  # fmt: skip
        trace.create(copied, lead)
    for pathway in text.pathways.all():
        made = Pathway(
            text=following, from_institution_id=pathway.from_institution_id,
            service_id=pathway.service_id, for_whom=pathway.for_whom,
            procedure=pathway.procedure, passed_on=pathway.passed_on,
            answered_by=pathway.answered_by, answer_days=pathway.answer_days,
            place=pathway.place,
        )  # fmt: skip
        trace.create(made, lead)
        write_groups(trace, made, list(pathway.groups.values_list("code", flat=True)))
    return following
