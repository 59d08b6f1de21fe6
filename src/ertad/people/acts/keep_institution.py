"""Add or change an institution, with its other names and the municipalities it serves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ertad.audit.trail import Trace, traced
from ertad.engines.script import name_key
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand
from ertad.people.contacts.writing import refold
from ertad.people.models import Institution, InstitutionAlias, InstitutionForeignId
from ertad.places.models import Municipality


def add_institution(
    *,
    by: Actor,
    at: datetime,
    fields: Mapping[str, Any],
    municipalities: Sequence[str] = (),
    aliases: Sequence[str] = (),
    id: UUID | None = None,
    foreign_id: tuple[str, str] | None = None,
) -> Institution:
    """`fields` are columns of Institution; `municipalities` codes; `aliases` other names in use.

    `foreign_id`: (source, id) of the list that it comes from.
    """
    demand("institution.keep", by)
    with traced("institution.add", by=by, at=at) as trace:
        institution = Institution(**({"id": id} if id else {}), **fields)
        trace.create(institution, institution.pk)
        trace.on(institution)
        _write_sets(trace, institution, municipalities, aliases)
        if foreign_id:
            source, value = foreign_id
            InstitutionForeignId.objects.create(institution=institution, source=source, value=value)
    return institution


def change_institution(
    *,
    by: Actor,
    at: datetime,
    institution: Institution,
    version: int,
    fields: Mapping[str, Any],
    municipalities: Sequence[str],
    aliases: Sequence[str],
) -> Institution:
    """Raises StaleEdit when somebody saved meanwhile."""
    demand("institution.keep", by)
    with traced("institution.change", by=by, at=at, on=institution) as trace:
        trace.update(institution, version=version, institution_id=institution.pk, **fields)
        _write_sets(trace, institution, municipalities, aliases)
        refold(institution)
    return institution


def _write_sets(
    trace: Trace, institution: Institution, municipalities: Sequence[str], aliases: Sequence[str]
) -> None:
    before = _sets(institution)
    after = {"municipalities": sorted(set(municipalities)), "aliases": sorted(set(aliases))}
    if before == after:
        return
    institution.municipalities.set(Municipality.objects.filter(code__in=municipalities))
    institution.aliases.exclude(name__in=after["aliases"]).delete()
    known = set(before["aliases"])
    InstitutionAlias.objects.bulk_create(
        InstitutionAlias(institution=institution, name=name, folded=name_key(name))
        for name in after["aliases"]
        if name not in known
    )
    trace.revised("people.institution.sets", institution.pk, before, after, institution.pk)


def _sets(institution: Institution) -> dict[str, list[str]]:
    codes = institution.municipalities.values_list("code", flat=True)
    names = institution.aliases.values_list("name", flat=True)
    return {"municipalities": sorted(codes), "aliases": sorted(names)}
