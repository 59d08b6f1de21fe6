"""An institution says of itself what its services do not tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from ertad.audit.trail import StaleEdit, Trace, traced
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand
from ertad.people.models import Institution
from ertad.profiles.models import InstitutionProfile
from ertad.profiles.wording import (
    PROFILE_TEXTS,
    in_languages,
    problems_of_figures,
    problems_of_groups,
    problems_of_texts,
    tidy_figures,
    tidy_texts,
)

PROFILE_KEYS = (*in_languages(PROFILE_TEXTS), "target_groups", "figures")


def write_profile(
    *, institution_id: UUID, fields: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> InstitutionProfile:
    """`fields`: every key of PROFILE_KEYS; `version` 0 where nothing was written before.

    Saying what is already so changes nothing, whatever the version.
    Raises NotAllowed, WrongRecord, StaleEdit when somebody wrote something else meanwhile.
    """
    with traced("profile.write", by=by, at=at) as trace:
        demand("profile.write", by, institution_id)
        Institution.objects.select_for_update().get(pk=institution_id)
        found = InstitutionProfile.objects.filter(institution_id=institution_id).first()
        return write_profile_fields(trace, institution_id, found, fields, version=version, at=at)


def write_profile_fields(
    trace: Trace,
    institution_id: UUID,
    found: InstitutionProfile | None,
    fields: Mapping[str, Any],
    *,
    version: int,
    at: datetime,
) -> InstitutionProfile:
    """The writing part, within the act of `trace`; undoing uses it too."""
    told = tidy(fields)
    if found is None:
        key = uuid5(institution_id, "profile")
        found = InstitutionProfile(id=key, institution_id=institution_id)
        trace.on(found)
        _demand_right(told, at)
        for name, value in told.items():
            setattr(found, name, value)
        return trace.create(found, institution_id)
    trace.on(found)
    changes = {key: told[key] for key in PROFILE_KEYS if getattr(found, key) != told[key]}
    if not changes:
        return found
    if version != found.version:
        raise StaleEdit(found)
    _demand_right(told, at)
    return trace.update(found, version=version, institution_id=institution_id, **changes)


def tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **tidy_texts(fields, PROFILE_TEXTS),
        "target_groups": sorted(set(fields["target_groups"])),
        "figures": tidy_figures(fields["figures"]),
    }


def _demand_right(told: Mapping[str, Any], at: datetime) -> None:
    problems = [
        *problems_of_texts(told, PROFILE_TEXTS),
        *problems_of_groups(told["target_groups"]),
        *problems_of_figures(told["figures"], local_day(at)),
    ]
    if problems:
        raise WrongRecord(problems)
