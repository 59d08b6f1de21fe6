"""A pathway is written into a draft, or taken out of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.acts.change_draft import locked
from ertad.agreements.models import AgreementVersion, Pathway
from ertad.agreements.models.pathways import MOST_DAYS
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.sides import require_party
from ertad.agreements.writing import checked
from ertad.audit.trail import Trace, traced
from ertad.directory.models import Service
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused
from ertad.vocabulary.models import Term

GROUPS = "target_group"
TEXTS = ("for_whom", "procedure", "passed_on", "answered_by")
NOT_OF_A_PARTY = _("This is no party of the agreement.")
OWN_SERVICE = _("A pathway leads to a service of another party.")
NOT_RUNNING = _("This service has ended.")
DAYS = _("From 1 to 60 working days.")
FOR_WHOM = _("Say for whom it is.")
NEEDED = _("Fill this in.")
MOST = 40
TOO_MANY = _("An agreement has forty pathways at most.")


def write_pathway(
    *,
    pathway_id: UUID,
    text_id: UUID,
    version: int,
    fields: Mapping[str, Any],
    groups: Sequence[str],
    by: Actor,
    at: datetime,
) -> Pathway:
    """`fields`: from_institution_id, service_id, TEXTS, answer_days; `groups`: codes.

    A new one, or one of the same draft. Raises NotAllowed, Refused, StaleEdit.
    """
    clean = _checked(fields, groups)
    with traced("agreement.pathway", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.change"], text, by)
        _demand_ends(text, clean)
        lead = text.agreement.led_by_id
        pathway = Pathway.objects.filter(pk=pathway_id, text=text).first()
        trace.update(text, version=version, institution_id=lead)
        if pathway:
            trace.update(pathway, institution_id=lead, **clean)
        else:
            last = text.pathways.count()
            if last >= MOST:
                raise Refused(TOO_MANY)
            pathway = Pathway(id=pathway_id, text=text, place=last, **clean)
            trace.create(pathway, lead)
        write_groups(trace, pathway, groups)
    return pathway


def take_out_pathway(
    *, pathway_id: UUID, text_id: UUID, version: int, by: Actor, at: datetime
) -> None:
    """Of a draft; taken out already it stays out. Raises NotAllowed, Refused, StaleEdit."""
    with traced("agreement.no_pathway", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        require_party(AGREEMENT_MOVES["agreement.change"], text, by)
        pathway = Pathway.objects.filter(pk=pathway_id, text=text).first()
        if pathway:
            lead = text.agreement.led_by_id
            trace.update(text, version=version, institution_id=lead)
            trace.delete(pathway, lead)


def write_groups(trace: Trace, pathway: Pathway, codes: Sequence[str]) -> None:
    """With a revision of their own when they change; unknown codes are left out."""
    before = sorted(pathway.groups.values_list("code", flat=True))
    pathway.groups.set(Term.objects.filter(vocabulary=GROUPS, code__in=set(codes)))
    after = sorted(pathway.groups.values_list("code", flat=True))
    if before != after:
        lead = pathway.text.agreement.led_by_id
        trace.revised(
            "agreements.pathway.groups", pathway.pk, {"groups": before}, {"groups": after}, lead
        )


def _checked(fields: Mapping[str, Any], groups: Sequence[str]) -> dict[str, Any]:
    clean = checked(fields)
    for name in TEXTS[1:]:
        if not clean.get(name):
            raise Refused(NEEDED, name)
    if not groups and not clean.get("for_whom"):
        raise Refused(FOR_WHOM, "groups")
    days = clean.get("answer_days")
    if not isinstance(days, int) or not 1 <= days <= MOST_DAYS:
        raise Refused(DAYS, "answer_days")
    return clean


def _demand_ends(text: AgreementVersion, clean: Mapping[str, Any]) -> None:
    """Both ends are parties, and not the same one."""
    parties = set(text.parties.values_list("institution_id", flat=True))
    if clean["from_institution_id"] not in parties:
        raise Refused(NOT_OF_A_PARTY, "from_institution")
    service = Service.objects.filter(pk=clean["service_id"], institution__in=parties).first()
    if service is None:
        raise Refused(NOT_OF_A_PARTY, "service")
    if service.institution_id == clean["from_institution_id"]:
        raise Refused(OWN_SERVICE, "service")
    if not Service.objects.active().filter(pk=service.pk).exists():
        raise Refused(NOT_RUNNING, "service")
