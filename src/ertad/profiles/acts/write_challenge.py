"""An institution names a challenge, and words it better later."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ertad.audit.trail import StaleEdit, Trace, traced
from ertad.directory.record.checking import Problem
from ertad.directory.refusals import AlreadyAdded, WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand
from ertad.profiles.models import Challenge
from ertad.profiles.wording import (
    CHALLENGE_TEXTS,
    in_languages,
    problems_of_groups,
    problems_of_kind,
    problems_of_places,
    problems_of_texts,
    problems_of_year,
    tidy_texts,
)

CHALLENGE_KEYS = (
    "kind", *in_languages(CHALLENGE_TEXTS), "target_groups", "places", "since_year", "public",
)  # fmt: skip


def add_challenge(
    *, challenge_id: UUID, institution_id: UUID, fields: Mapping[str, Any], by: Actor, at: datetime
) -> Challenge:
    """`fields`: every key of CHALLENGE_KEYS. The same id a second time adds nothing.

    Raises NotAllowed, WrongRecord, and AlreadyAdded when the id says something else already.
    """
    with traced("challenge.add", by=by, at=at, on=Challenge(pk=challenge_id)) as trace:
        demand("challenge.write", by, institution_id)
        told = tidy(fields)
        there = Challenge.objects.filter(pk=challenge_id).first()
        if there is not None:
            if there.institution_id != institution_id or _changes(there, told):
                raise AlreadyAdded(str(challenge_id))
            return there
        _demand_right(told, at)
        challenge = Challenge(
            id=challenge_id, institution_id=institution_id, state_since=local_day(at), **told
        )
        return trace.create(challenge, institution_id)


def edit_challenge(
    *, challenge_id: UUID, fields: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> Challenge:
    """Saying what is already so changes nothing, whatever the version.

    Raises NotAllowed, WrongRecord, StaleEdit when somebody wrote something else meanwhile.
    """
    with traced("challenge.edit", by=by, at=at, on=Challenge(pk=challenge_id)) as trace:
        challenge = Challenge.objects.select_for_update().get(pk=challenge_id)
        demand("challenge.write", by, challenge.institution_id)
        return write_challenge_fields(trace, challenge, fields, version=version, at=at)


def write_challenge_fields(
    trace: Trace, challenge: Challenge, fields: Mapping[str, Any], *, version: int, at: datetime
) -> Challenge:
    """The writing part, within the act of `trace`; undoing uses it too."""
    told = tidy(fields)
    changes = _changes(challenge, told)
    if not changes:
        return challenge
    if version != challenge.version:
        raise StaleEdit(challenge)
    _demand_right(told, at)
    owner = challenge.institution_id
    return trace.update(challenge, version=version, institution_id=owner, **changes)


def _changes(challenge: Challenge, told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if getattr(challenge, key) != value}


def tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": fields["kind"],
        **tidy_texts(fields, CHALLENGE_TEXTS),
        "target_groups": sorted(set(fields["target_groups"])),
        "places": sorted(set(fields["places"])),
        "since_year": fields["since_year"],
        "public": bool(fields["public"]),
    }


def _demand_right(told: Mapping[str, Any], at: datetime) -> None:
    if problems := list(_problems(told, at)):
        raise WrongRecord(problems)


def _problems(told: Mapping[str, Any], at: datetime) -> Iterator[Problem]:
    yield from problems_of_kind(told["kind"])
    if not any(told[key] for key in in_languages(CHALLENGE_TEXTS)):
        yield Problem("description", "no_description")
    yield from problems_of_texts(told, CHALLENGE_TEXTS)
    yield from problems_of_groups(told["target_groups"])
    yield from problems_of_places(told["places"])
    yield from problems_of_year(told["since_year"], local_day(at))
