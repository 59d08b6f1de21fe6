"""Conflicts are settled, a file is sent, returned with comments, sent again and accepted."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.answer_conflict import answer_conflict
from ertad.collection.acts.return_submission import return_submission
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.models import Invitation, SourceRow, Submission
from ertad.collection.tests.a_round import checked, opened, record_of
from ertad.directory.models import Service
from ertad.directory.record import read_record
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db


def in_conflict(invitation: Invitation, service: Any, now: datetime) -> SourceRow:
    """A row whose two age fields were changed on both sides."""
    live = read_record(Service.objects.get(pk=service))
    submission = checked(invitation, now, (service, live))
    row = submission.rows.get()
    told = {"base": None, "choice": ""}
    row.conflicts = {
        "min_age": {**told, "current": live["min_age"], "sent": 12},
        "max_age": {**told, "current": live["max_age"], "sent": 21},
    }
    row.outcome = "conflict"
    row.save()
    submission.counts = {"conflict": 1, "rows": 1}
    submission.save()
    return row


def test_giorgi_settles_a_conflict_and_nino_accepts(
    coordinator: Actor, focal: Actor, town: Institution, a_service: Any, now: datetime
) -> None:
    service = a_service(institution=town, min_age=14, max_age=18)
    _round, (invitation,) = opened(coordinator, now, town)
    row = in_conflict(invitation, service, now)
    with pytest.raises(Refused) as refused:
        send_submission(submission=row.submission, by=focal, at=now)
    assert refused.value.code == "conflicts"

    answer_conflict(row=row, field="min_age", choice="sent", by=focal, at=now)
    assert row.outcome == "conflict"
    answer_conflict(row=row, field="max_age", choice="current", by=focal, at=now)
    assert row.outcome == "changed"
    assert row.record is not None
    assert (row.record["min_age"], row.record["max_age"]) == (12, 18)
    submission = Submission.objects.get()
    assert submission.counts == {"conflict": 0, "changed": 1, "rows": 1}

    send_submission(submission=submission, by=focal, at=now)
    return_submission(
        submission=submission, by=coordinator, at=now, comment="Nearly.",
        row_comments={row.pk: "From 12, are you sure?"},
    )  # fmt: skip
    row.refresh_from_db()
    assert row.comment == "From 12, are you sure?"
    assert Invitation.objects.get().state == "returned"

    again = checked(invitation, now + timedelta(days=1), (service, record_of(town)))
    send_submission(submission=again, by=focal, at=now)
    accept_submission(submission=again, by=coordinator, at=now)
    submission.refresh_from_db()
    assert (submission.state, again.state) == ("replaced", "accepted")
    assert Invitation.objects.get().state == "accepted"


def test_keeping_all_current_values_leaves_the_service_the_same(
    coordinator: Actor, focal: Actor, town: Institution, a_service: Any, now: datetime
) -> None:
    service = a_service(institution=town, min_age=14, max_age=18)
    _round, (invitation,) = opened(coordinator, now, town)
    row = in_conflict(invitation, service, now)
    for field in ("min_age", "max_age"):
        answer_conflict(row=row, field=field, choice="current", by=focal, at=now)
    assert row.outcome == "same"


def test_two_answers_at_once(
    coordinator: Actor, focal: Actor, town: Institution, a_service: Any, now: datetime
) -> None:
    service = a_service(institution=town)
    _round, (invitation,) = opened(coordinator, now, town)
    row = in_conflict(invitation, service, now)
    twin = SourceRow.objects.get()
    answer_conflict(row=row, field="min_age", choice="sent", by=focal, at=now)
    with pytest.raises(StaleEdit):
        answer_conflict(row=twin, field="min_age", choice="current", by=focal, at=now)
    for field, choice in (("sex", "sent"), ("max_age", "both")):
        with pytest.raises(Refused):
            answer_conflict(row=row, field=field, choice=choice, by=focal, at=now)  # type: ignore[arg-type]


def test_errors_keep_a_file_from_being_sent(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    submission = checked(invitation, now, (None, record_of(town)))
    SourceRow.objects.update(findings=[{"code": "x", "severity": "warning"}])
    row = SourceRow.objects.get()
    SourceRow.objects.filter(pk=row.pk).update(outcome="refused")
    with pytest.raises(Refused) as refused:
        send_submission(submission=submission, by=focal, at=now)
    assert refused.value.code == "errors"
    SourceRow.objects.filter(pk=row.pk).update(outcome="new")
    send_submission(submission=submission, by=focal, at=now)


def test_who_returns_and_accepts(
    coordinator: Actor, focal: Actor, ngo_focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    submission = checked(invitation, now, (None, record_of(town)))
    with pytest.raises(NotAllowed):
        send_submission(submission=submission, by=ngo_focal, at=now)
    with pytest.raises(Refused):
        accept_submission(submission=submission, by=coordinator, at=now)
    send_submission(submission=submission, by=focal, at=now)
    with pytest.raises(NotAllowed):
        accept_submission(submission=submission, by=focal, at=now)
    with pytest.raises(NotAllowed):
        return_submission(submission=submission, by=focal, at=now, comment="no")


def test_a_return_says_why_and_only_at_rows_of_the_file(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    submission = checked(invitation, now, (None, record_of(town)))
    send_submission(submission=submission, by=focal, at=now)
    for comments in ({}, {submission.rows.get().pk: "  "}, {uuid4(): "what is this?"}):
        with pytest.raises(Refused):
            return_submission(submission=submission, by=coordinator, at=now, row_comments=comments)
    assert Submission.objects.get().state == "sent"


def test_the_second_reviewer_is_told(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    submission = send_submission(
        submission=checked(invitation, now, (None, record_of(town))), by=focal, at=now
    )
    seen_by_both = Submission.objects.get()
    accept_submission(submission=submission, by=coordinator, at=now)
    with pytest.raises(StaleEdit):
        return_submission(submission=seen_by_both, by=coordinator, at=now, comment="Why?")
    assert Submission.objects.get().state == "accepted"
