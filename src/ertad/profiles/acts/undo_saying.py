"""Put back what one change of a profile or a challenge changed, by a new change."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from ertad.audit.models import Revision
from ertad.audit.trail import Trace, snapshot, traced
from ertad.directory.acts.undo_revision import to_put_back
from ertad.directory.refusals import LaterEdits, Refused
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand
from ertad.profiles.acts.move_challenge import STATE_KEYS
from ertad.profiles.acts.write_challenge import CHALLENGE_KEYS, write_challenge_fields
from ertad.profiles.acts.write_profile import PROFILE_KEYS, write_profile_fields
from ertad.profiles.models import Challenge, InstitutionProfile

PROFILE_KIND, CHALLENGE_KIND = "profiles.institutionprofile", "profiles.challenge"
KEYS = {PROFILE_KIND: PROFILE_KEYS, CHALLENGE_KIND: (*CHALLENGE_KEYS, *STATE_KEYS)}
RIGHT = {PROFILE_KIND: "profile.write", CHALLENGE_KIND: "challenge.write"}
Record = InstitutionProfile | Challenge


def record_of(revision: Revision) -> Record | None:
    """What the revision is about, as it is now."""
    model: type[Record] = InstitutionProfile if revision.kind == PROFILE_KIND else Challenge
    rows = model._default_manager.select_related("institution")
    return rows.filter(pk=revision.object_id).first()


def undo_saying(
    *, revision_id: int, by: Actor, at: datetime, put_back: Collection[str] | None = None
) -> Sequence[str]:
    """Returns the keys that changed. Undoing twice changes nothing.

    Keys changed again since are put back only if named in `put_back`; while that is None they raise
    LaterEdits and nothing is written. Raises NotAllowed, WrongRecord, Refused, DoesNotExist.
    """
    revision = Revision.objects.get(pk=revision_id, kind__in=KEYS)
    with traced("saying.undo", by=by, at=at) as trace:
        trace.kind, trace.object_id = revision.kind, revision.object_id
        trace.details = {"revision": revision.pk}
        record = record_of(revision)
        if record is None or revision.before is None or revision.after is None:
            raise Refused("an addition is not undone")
        demand(RIGHT[revision.kind], by, record.institution_id)
        current = snapshot(record)
        possible, later = what_goes_back(revision, current)
        if later and put_back is None:
            raise LaterEdits(later)
        keys = [*possible, *_chosen(later, put_back or ())]
        if not keys:
            return []
        wanted = {**current, **{key: revision.before[key] for key in keys}}
        if isinstance(record, InstitutionProfile):
            owner, version = record.institution_id, record.version
            write_profile_fields(trace, owner, record, wanted, version=version, at=at)
            return keys
        _put_back_challenge(trace, record, wanted, keys, at)
        return keys


def what_goes_back(revision: Revision, current: dict[str, Any]) -> tuple[list[str], list[str]]:
    """(keys that go back by themselves, keys changed again since); a state goes as a whole."""
    before, after = revision.before or {}, revision.after or {}
    keys = KEYS[revision.kind]
    possible, later = to_put_back(before, after, current, keys)
    if any(key in STATE_KEYS for key in later):
        later += [key for key in possible if key in STATE_KEYS]
        possible = [key for key in possible if key not in STATE_KEYS]
    return possible, later


def _chosen(later: Sequence[str], put_back: Collection[str]) -> list[str]:
    whole = any(key in STATE_KEYS for key in put_back)
    return [key for key in later if key in put_back or (whole and key in STATE_KEYS)]


def _put_back_challenge(
    trace: Trace, challenge: Challenge, wanted: dict[str, Any], keys: Sequence[str], at: datetime
) -> None:
    write_challenge_fields(trace, challenge, wanted, version=challenge.version, at=at)
    state = {key: wanted[key] for key in STATE_KEYS}
    if any(key in STATE_KEYS for key in keys):
        owner = challenge.institution_id
        trace.update(challenge, institution_id=owner, **state)
