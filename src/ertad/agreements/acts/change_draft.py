"""The text of a draft is written, and its parties are chosen anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.acts.draft_agreement import write_parties
from ertad.agreements.models import AgreementVersion
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.sides import require_party
from ertad.agreements.writing import FIELDS, OF_A_PARTY, checked, demand_dates
from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused

PATHWAY_LEFT = _("A pathway leads from or to a party that you take out. Take it out first.")
ONESELF = _("The institution that you act for stays a party.")


def change_draft(
    *,
    text_id: UUID,
    version: int,
    fields: Mapping[str, Any],
    parties: Mapping[UUID, Mapping[str, str]],
    by: Actor,
    at: datetime,
) -> AgreementVersion:
    """`fields`: those of FIELDS that change; `parties`: id of a party -> duties and contact.

    Raises NotAllowed, Refused, StaleEdit.
    """
    if unknown := set(fields) - set(FIELDS):
        raise ValueError(f"no fields of an agreement: {sorted(unknown)}")
    clean = checked(fields)
    of_parties = {pk: _of_party(pk, told) for pk, told in parties.items()}
    with traced("agreement.change", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.change"], text, by)
        demand_dates({**{name: getattr(text, name) for name in FIELDS}, **clean})
        lead = text.agreement.led_by_id
        trace.update(text, version=version, institution_id=lead, **clean)
        for party in text.parties.filter(pk__in=of_parties):
            told = of_parties[party.pk]
            if any(getattr(party, name) != value for name, value in told.items()):
                trace.update(party, institution_id=lead, **told)
    return text


def change_parties(
    *, text_id: UUID, version: int, institutions: Sequence[UUID], by: Actor, at: datetime
) -> AgreementVersion:
    """In the order in which they are named. Raises NotAllowed, Refused, StaleEdit."""
    with traced("agreement.parties", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.change"], text, by)
        if by.institution_id is not None and by.institution_id not in institutions:
            raise Refused(ONESELF, "partners")
        for pathway in text.pathways.select_related("service"):
            if not {pathway.from_institution_id, pathway.service.institution_id} <= {*institutions}:
                raise Refused(PATHWAY_LEFT, "partners")
        trace.update(text, version=version, institution_id=text.agreement.led_by_id)
        write_parties(trace, text, institutions, at)
    return text


def locked(text_id: UUID) -> AgreementVersion:
    """Held until the act is done."""
    rows = AgreementVersion.objects.select_for_update(of=("self",)).select_related("agreement")
    return rows.get(pk=text_id)


def _of_party(pk: UUID, told: Mapping[str, str]) -> dict[str, Any]:
    """Where it is refused, the field is that party's on the form."""
    try:
        return checked({name: told[name] for name in OF_A_PARTY if name in told})
    except Refused as refused:
        raise Refused(refused.text, f"{refused.field}_{pk}") from refused
