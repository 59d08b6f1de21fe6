"""An agreement is begun: who is to agree, and what it is called."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.models import Agreement, AgreementVersion, Party
from ertad.agreements.rules import FEWEST
from ertad.agreements.writing import TITLES, checked
from ertad.audit.trail import Trace, traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.people.models import Institution

MOST_PARTIES = 12
NO_TITLE = _("Give the agreement a title in at least one language.")
FEW = _("Choose at least one other institution.")
MANY = _("An agreement has twelve parties at most.")
USED = _("This form was used already. Open it anew.")
GONE = _("An institution that was dissolved agrees on nothing any more.")


def draft_agreement(
    *,
    agreement_id: UUID,
    lead_id: UUID,
    partners: Sequence[UUID],
    fields: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> AgreementVersion:
    """`fields`: titles and language; `partners`: the other institutions. Sent twice it is one.

    Raises NotAllowed, Refused.
    """
    demand("agreement.draft", by, lead_id)
    clean = checked(fields)
    if not any(clean.get(name) for name in TITLES):
        raise Refused(NO_TITLE, TITLES[0])
    with traced("agreement.draft", by=by, at=at) as trace:
        Institution.objects.select_for_update().get(pk=lead_id)
        known = AgreementVersion.objects.filter(agreement=agreement_id, number=1).first()
        if known:
            if known.agreement.led_by_id != lead_id:
                raise Refused(USED)
            return known
        agreement = Agreement(id=agreement_id, led_by_id=lead_id, made_at=at)
        trace.create(agreement, lead_id)
        trace.on(agreement)
        text = trace.create(AgreementVersion(agreement=agreement, number=1, **clean), lead_id)
        write_parties(trace, text, [lead_id, *partners], at)
    return text


def write_parties(
    trace: Trace, text: AgreementVersion, wanted: Sequence[UUID], at: datetime
) -> None:
    """In this order; what was written of those that stay, stays. Raises Refused."""
    ids = list(dict.fromkeys(wanted))
    if len(ids) < FEWEST:
        raise Refused(FEW, "partners")
    if len(ids) > MOST_PARTIES:
        raise Refused(MANY, "partners")
    there = Institution.objects.there(local_day(at)).filter(pk__in=ids)
    if there.count() != len(ids):
        raise Refused(GONE, "partners")
    lead = text.agreement.led_by_id
    known = {party.institution_id: party for party in text.parties.all()}
    for gone in known.keys() - set(ids):
        trace.delete(known[gone], lead)
    for place, institution_id in enumerate(ids):
        if institution_id not in known:
            party = Party(text=text, institution_id=institution_id, place=place)
            trace.create(party, lead)
        elif known[institution_id].place != place:
            trace.update(known[institution_id], institution_id=lead, place=place)
