"""A round for tests: opened, with files whose rows are staged as a check would have staged them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.close_round import close_round
from ertad.collection.acts.draft_round import draft_round
from ertad.collection.acts.invite import invite
from ertad.collection.acts.open_round import open_round
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.models import Invitation, Round, SourceRow, Submission
from ertad.directory.models import Service
from ertad.directory.record import Record, blank_record, read_records
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User

CHECKED_AFTER = timedelta(hours=1)


def actor(user: User, role: Role, institution: Institution, reason: str = "") -> Actor:
    return Actor(role, user.pk, institution.pk, reason)


def draft(by: Actor, at: datetime, **fields: Any) -> Round:
    known: dict[str, Any] = {
        "title_en": "Autumn 2026",
        "period_start": date(2026, 11, 1),
        "period_end": date(2026, 12, 31),
        "due_on": date(2026, 12, 15),
    }
    return draft_round(round_id=uuid4(), by=by, at=at, **{**known, **fields})


def opened(by: Actor, at: datetime, *institutions: Institution) -> tuple[Round, list[Invitation]]:
    """An open round and its invitations, in the order of the institutions."""
    round_ = draft(by, at)
    invitations = invite(round=round_, institutions=institutions, by=by, at=at)
    return open_round(round=round_, by=by, at=at), invitations


def record_of(institution: Institution, name: str = "Youth club", **fields: Any) -> Record:
    known: dict[str, Any] = {
        "institution": str(institution.pk),
        "name_en": name,
        "description_en": "Young people meet after school.",
        "how_to_enter_en": "Call the club.",
        "types": ["PSY-IND"],
        "target_groups": ["T10"],
        "serves": ["example-1"],
        "phones": ["+995322000077"],
    }
    return blank_record(**{**known, **fields})


def checked(
    invitation: Invitation,
    at: datetime,
    *records: tuple[UUID | None, Record],
    locations: Sequence[dict[str, Any]] = (),
) -> Submission:
    """A checked file; each record with the id of the service that it is about (None: a new one).

    The rows are as the check stages them, `CHECKED_AFTER` the file was received.
    """
    submission = Submission.objects.create(
        id=uuid4(), invitation=invitation, file_name="services.xlsx", digest=uuid4().hex,
        content=b"file", language="en", state="checked", received_at=at,
        checked_at=at + CHECKED_AFTER,
        counts={"rows": len(records), "errors": 0, "warnings": 0},
    )  # fmt: skip
    live = read_records(key for key, _record in records if key)
    versions = dict(Service.objects.filter(pk__in=live).values_list("pk", "version"))
    for number, (key, record) in enumerate(records, start=3):
        before = live.get(key) if key else None
        SourceRow.objects.create(
            id=uuid4(), submission=submission, sheet="Services", row=number, raw={},
            service_id=key or uuid5(invitation.pk, f"{record['name_en']}{record['name_ka']}"),
            known=before is not None, record=record, base_version=versions.get(key),
            outcome=_outcome(before, record), locations=list(locations) if number == 3 else [],
        )  # fmt: skip
    return submission


def _outcome(before: Record | None, record: Record) -> str:
    if before is None:
        return "new"
    if record["status"] == "ended":
        return "ended"
    return "same" if before == record else "changed"


def accepted(submission: Submission, focal: Actor, coordinator: Actor, at: datetime) -> Submission:
    """Sent by the focal point, accepted by the coordinator."""
    sent = send_submission(submission=submission, by=focal, at=at)
    return accept_submission(submission=sent, by=coordinator, at=at)


def closed(round_: Round, by: Actor, at: datetime) -> Round:
    return close_round(round=Round.objects.get(pk=round_.pk), by=by, at=at)
