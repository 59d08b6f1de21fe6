"""A specialist writes the own profile, and agrees that members see it; or withdraws it."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from ertad.audit.trail import StaleEdit, Trace, keyed_digest, traced
from ertad.directory.record.checking import Problem
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor, NotAllowed, demand_own
from ertad.kernel.rights import demand
from ertad.people.models import User
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.wording import (
    SPECIALIST_TEXTS,
    in_languages,
    problems_of_groups,
    problems_of_places,
    problems_of_texts,
    tidy_texts,
)
from ertad.vocabulary.spoken import SPOKEN

SPECIALIST_KEYS = (*in_languages(SPECIALIST_TEXTS), "target_groups", "places", "languages")


def write_specialist(
    *, fields: Mapping[str, Any], agreed: bool, version: int, by: Actor, at: datetime
) -> SpecialistProfile:
    """`fields`: every key of SPECIALIST_KEYS; `version` 0 where there is none yet.

    It is always the actor's own: nobody writes it for another, and nothing is kept that the person
    has not agreed to show, nor in the trail, from which it could not be taken back.
    Raises NotAllowed, WrongRecord, StaleEdit.
    """
    with traced("specialist.write", by=by, at=at) as trace:
        demand("specialist.write", by, by.institution_id)
        if by.user_id is None or by.institution_id is None:
            raise NotAllowed("a specialist writes the own profile")
        User.objects.select_for_update().get(pk=by.user_id)
        told = tidy(fields)
        if problems := list(_problems(told, agreed)):
            raise WrongRecord(problems)
        found = SpecialistProfile.objects.filter(user=by.user_id).first()
        if found is None:
            key = uuid5(by.user_id, "specialist")
            found = SpecialistProfile(id=key, user_id=by.user_id, agreed_at=at, **told)
            found.institution_id = by.institution_id
            found.save(force_insert=True)
            _note(trace, found, None)
            return found
        told["institution_id"] = by.institution_id
        changes = {key: value for key, value in told.items() if getattr(found, key) != value}
        if found.agreed_at is None:
            changes["agreed_at"] = at
        if not changes:
            return found
        if version != found.version:
            raise StaleEdit(found)
        _write(trace, found, changes)
        return found


def withdraw_specialist(*, user_id: UUID, by: Actor, at: datetime) -> bool:
    """The profile is emptied and no longer seen. Whether there was one. Raises NotAllowed.

    Whoever is no specialist any more may still take back what was said.
    """
    with traced("specialist.withdraw", by=by, at=at) as trace:
        demand_own(by, user_id)
        found = SpecialistProfile.objects.select_for_update().filter(user=user_id).first()
        if found is None or found.agreed_at is None:
            return False
        empty: dict[str, Any] = dict.fromkeys(in_languages(SPECIALIST_TEXTS), "")
        empty |= {"target_groups": [], "places": [], "languages": [], "agreed_at": None}
        _write(trace, found, empty)
        return True


def _write(trace: Trace, found: SpecialistProfile, changes: Mapping[str, Any]) -> None:
    """The caller holds the row's lock."""
    before = _without_words(found)
    for name, value in changes.items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    _note(trace, found, before)


def _note(trace: Trace, found: SpecialistProfile, before: dict[str, Any] | None) -> None:
    trace.on(found)
    after = _without_words(found)
    trace.revised(trace.kind, found.pk, before, after, found.institution_id)


def _without_words(found: SpecialistProfile) -> dict[str, Any]:
    """What is kept of it for good: whose it is, whether it was shown, a digest of the words."""
    words = json.dumps([getattr(found, key) for key in SPECIALIST_KEYS], ensure_ascii=False)
    return {
        "user_id": str(found.user_id),
        "institution_id": str(found.institution_id),
        "agreed_at": found.agreed_at and found.agreed_at.isoformat(),
        "version": found.version,
        "words": keyed_digest(words),
    }


def tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    lists = {
        key: sorted(set(fields[key])) for key in ("target_groups", "places", "languages")
    }  # fmt: skip
    return {**tidy_texts(fields, SPECIALIST_TEXTS), **lists}


def _problems(told: Mapping[str, Any], agreed: bool) -> Iterator[Problem]:
    if not agreed:
        yield Problem("agreed", "not_agreed")
    if not any(told[key] for key in in_languages(("work",))):
        yield Problem("work", "nothing_said")
    yield from problems_of_texts(told, SPECIALIST_TEXTS)
    yield from problems_of_groups(told["target_groups"])
    yield from problems_of_places(told["places"])
    for code in told["languages"]:
        if code not in SPOKEN:
            yield Problem("languages", "unknown_code", {"code": code})
