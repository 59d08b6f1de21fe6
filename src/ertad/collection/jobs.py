"""Work outside transactions, done by the worker. Each job can be done again without harm."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.matching import find_pairs
from ertad.collection.models import Invitation, Submission
from ertad.collection.staging import check_submission
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import now

LATE = timedelta(minutes=10)
AT_WORK = timedelta(hours=1)
"""A check that began longer ago was killed in the middle."""


@task()
def check(submission_id: str) -> str:
    """Check a received file, then look for services that it may repeat. Returns its new state."""
    return check_and_match(UUID(submission_id), at=now())


@task()
def match(submission_id: str) -> int:
    """Look for services that an answer by link may repeat. Returns how many pairs are new."""
    submission = Submission.objects.defer("content").get(pk=UUID(submission_id))
    return find_pairs(submission, at=now())


@task()
def find_pairs_in_directory() -> int:
    """Compare all services of the directory with each other. Returns how many pairs are new."""
    return find_pairs(None, at=now())


def check_and_match(submission_id: UUID, *, at: datetime) -> str:
    """What the job does: only a waiting submission is checked, so a second run changes nothing."""
    submission = Submission.objects.defer("content").get(pk=submission_id)
    if submission.state == Submission.State.WAITING:
        check_submission(submission_id, at=at)
        submission.refresh_from_db(fields=["state"])
    if submission.state == Submission.State.CHECKED:
        _mark_invitation(submission, at)
        find_pairs(submission, at=at)
    return str(submission.state)


def enqueue_waiting(*, at: datetime) -> int:
    """Queue again what has waited too long: its job was lost. Returns how many.

    A job that waits its turn or is at work is not lost, however long the worker was away.
    """
    waiting = Submission.objects.filter(
        state=Submission.State.WAITING, received_at__lt=at - LATE
    ).values_list("pk", flat=True)
    if not waiting:
        return 0
    queued = _queued(at)
    lost = [str(submission_id) for submission_id in waiting if str(submission_id) not in queued]
    for submission_id in lost:
        check.enqueue(submission_id)
    return len(lost)


def _queued(at: datetime) -> set[str]:
    """Ids of the submissions whose check is in the queue, or was begun within the hour."""
    waits = Q(status=TaskResultStatus.READY)
    works = Q(status=TaskResultStatus.RUNNING, started_at__gt=at - AT_WORK)
    jobs = DBTaskResult.objects.filter(waits | works, task_path=check.module_path)
    return {str(job.args_kwargs["args"][0]) for job in jobs}


def _mark_invitation(submission: Submission, at: datetime) -> None:
    invitation = Invitation.objects.defer("base").get(pk=submission.invitation_id)
    if invitation.state in ("invited", "downloaded"):
        with traced("submission.check", by=SYSTEM, at=at, on=submission) as trace:
            keeping.change(
                trace, invitation, institution_id=invitation.institution_id, state="checked"
            )
