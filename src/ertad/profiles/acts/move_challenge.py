"""A challenge is being addressed, is solved, is open again, or is withdrawn."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ertad.audit.trail import StaleEdit, traced
from ertad.directory.models import Service
from ertad.directory.record.checking import Problem
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.moves import require
from ertad.kernel.rights import demand
from ertad.people.models import Institution
from ertad.profiles.models import Challenge
from ertad.profiles.rules import ANSWER, CHALLENGE_MOVES
from ertad.profiles.wording import ANSWER_TEXTS, problems_of_texts, tidy_texts

NOTHING: Mapping[str, Any] = {
    key: None if key.endswith("_id") else "" for key in ANSWER
}  # fmt: skip
STATE_KEYS = ("state", "state_since", *NOTHING)


def move_challenge(
    *,
    challenge_id: UUID,
    act: str,
    version: int,
    by: Actor,
    at: datetime,
    said: Mapping[str, Any] = NOTHING,
) -> Challenge:
    """`act`: a line of CHALLENGE_MOVES. `said`: every key of NOTHING, by what or how.

    Raises NotAllowed, Refused when it is not at that stage, WrongRecord, StaleEdit.
    """
    move = CHALLENGE_MOVES[act]
    with traced(act, by=by, at=at, on=Challenge(pk=challenge_id)) as trace:
        challenge = Challenge.objects.select_for_update().get(pk=challenge_id)
        demand(move.right, by, challenge.institution_id)
        if version != challenge.version:
            raise StaleEdit(challenge)
        require(move, challenge, by=by, institution_id=challenge.institution_id)
        told = tidy(said) if move.asks else dict(NOTHING)
        if problems := list(_problems(told, challenge)) if move.asks else []:
            raise WrongRecord(problems)
        changes = {**told, "state": move.target, "state_since": local_day(at)}
        owner = challenge.institution_id
        return trace.update(challenge, version=version, institution_id=owner, **changes)


def tidy(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **tidy_texts(said, ANSWER_TEXTS),
        "service_id": said["service_id"] or None,
        "helper_id": said["helper_id"] or None,
    }


def _problems(told: Mapping[str, Any], challenge: Challenge) -> Iterator[Problem]:
    if not any(told.values()):
        yield Problem("answer", "no_answer")
    yield from problems_of_texts(told, ANSWER_TEXTS)
    service, helper = told["service_id"], told["helper_id"]
    kept = service == challenge.service_id
    if service and not kept and not Service.objects.active().filter(pk=service).exists():
        yield Problem("service_id", "unknown_code", {"code": service})
    if helper and not Institution.objects.filter(pk=helper).exists():
        yield Problem("helper_id", "unknown_code", {"code": helper})
