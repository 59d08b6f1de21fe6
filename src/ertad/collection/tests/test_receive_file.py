"""An institution takes its workbook and sends it up."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from ertad.audit.models import AuditRow, Revision
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.close_round import close_round
from ertad.collection.acts.receive_file import receive_file
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.acts.take_workbook import take_workbook
from ertad.collection.jobs import check_and_match, enqueue_waiting
from ertad.collection.models import Invitation, Submission
from ertad.collection.tests.a_round import checked, closed, opened, record_of
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db


def received(
    invitation: Invitation, by: Actor, at: datetime, content: bytes = b"a workbook", **more: Any
) -> Submission:
    return receive_file(
        submission_id=uuid4(), invitation=invitation, file_name="services.xlsx", content=content,
        language="ka", by=by, at=at, **more,
    )  # fmt: skip


def test_giorgi_takes_his_workbook_and_sends_it_back_unchanged(
    coordinator: Actor,
    focal: Actor,
    town: Institution,
    a_service: Any,
    now: datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    service = a_service(institution=town)
    _round, (invitation,) = opened(coordinator, now, town)

    workbook = take_workbook(invitation=invitation, language="ka", by=focal, at=now)
    invitation.refresh_from_db()
    assert invitation.state == "downloaded"
    assert invitation.base[str(service)][1]["name_en"] == "Counselling for young people"
    assert workbook[:2] == b"PK"

    with django_capture_on_commit_callbacks(execute=True):
        submission = received(invitation, focal, now, workbook)
    submission.refresh_from_db()
    assert submission.state == "checked", submission.findings
    assert [row.outcome for row in submission.rows.all()] == ["same"]
    invitation.refresh_from_db()
    assert invitation.state == "checked"
    send_submission(submission=submission, by=focal, at=now)
    assert Invitation.objects.get().state == "sent"


def test_the_same_file_twice_is_one_submission(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    first = received(invitation, focal, now)
    again = received(invitation, focal, now + timedelta(hours=1))
    assert again.pk == first.pk
    assert Submission.objects.count() == 1
    assert AuditRow.objects.filter(act="file.receive").count() == 2


def test_a_later_file_replaces_what_was_not_sent(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    first = received(invitation, focal, now)
    second = received(invitation, focal, now, b"another")
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "waiting")
    third = received(invitation, focal, now)
    assert third.pk not in (first.pk, second.pk)


def test_a_file_that_was_sent_waits_for_the_next_to_be_sent(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    first = send_submission(
        submission=checked(invitation, now, (None, record_of(town))), by=focal, at=now
    )
    received(invitation, focal, now, b"another")
    first.refresh_from_db()
    assert first.state == "sent"
    second = checked(invitation, now, (None, record_of(town, "Other club")))
    send_submission(submission=second, by=focal, at=now)
    first.refresh_from_db()
    assert first.state == "replaced"


def test_a_file_that_is_too_large_or_empty_is_refused(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    _round, (invitation,) = opened(coordinator, now, town)
    for content, code in ((b"x" * 11, "too_large"), (b"", "empty")):
        with pytest.raises(Refused) as refused:
            received(invitation, focal, now, content)
        assert refused.value.code == code
    assert not Submission.objects.exists()


def test_whose_file_it_is_and_when(
    coordinator: Actor, focal: Actor, ngo_focal: Actor, town: Institution, now: datetime
) -> None:
    round_, (invitation,) = opened(coordinator, now, town)
    with pytest.raises(NotAllowed):
        received(invitation, ngo_focal, now)
    with pytest.raises(NotAllowed):
        received(invitation, coordinator, now)
    with pytest.raises(NotAllowed):
        received(invitation, replace(focal, role=Role.PROVIDER_STAFF), now)
    received(invitation, replace(coordinator, reason="asked by phone"), now)
    assert AuditRow.objects.order_by("-seq")[0].reason == "asked by phone"
    close_round(round=round_, by=coordinator, at=now)
    with pytest.raises(Refused) as refused:
        received(invitation, focal, now, b"late")
    assert refused.value.code == "round_not_open"


def test_after_acceptance_nothing_more_is_taken(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    sent = send_submission(
        submission=checked(invitation, now, (None, record_of(town))), by=focal, at=now
    )
    accept_submission(submission=sent, by=coordinator, at=now)
    with pytest.raises(Refused) as refused:
        received(invitation, focal, now)
    assert refused.value.code == "accepted_already"


def test_neither_file_nor_base_is_copied_into_the_history(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    take_workbook(invitation=invitation, language="en", by=focal, at=now)
    received(invitation, focal, now)
    for revision in Revision.objects.filter(kind__startswith="collection."):
        assert {"content", "base"}.isdisjoint(revision.after or {})


def test_a_workbook_taken_again_leaves_what_was_sent(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    round_, (invitation,) = opened(coordinator, now, town)
    send_submission(submission=checked(invitation, now, (None, record_of(town))), by=focal, at=now)
    take_workbook(invitation=invitation, language="en", by=focal, at=now)
    assert Invitation.objects.get().state == "sent"
    closed(round_, coordinator, now)
    with pytest.raises(Refused):
        take_workbook(invitation=invitation, language="en", by=focal, at=now)


def test_a_file_that_nobody_can_read_is_refused_by_the_check(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    submission = received(invitation, focal, now, b"PK\x03\x04 not a workbook")
    assert check_and_match(submission.pk, at=now) == "refused"
    assert check_and_match(submission.pk, at=now) == "refused"
    submission.refresh_from_db()
    assert submission.findings


def test_a_lost_job_is_queued_again(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, (invitation,) = opened(coordinator, now, town)
    received(invitation, focal, now)
    assert enqueue_waiting(at=now + timedelta(minutes=1)) == 0
    assert enqueue_waiting(at=now + timedelta(minutes=11)) == 1
    assert Submission.objects.get().state == "refused"
