"""What a busy focal point does next, and where that is on the way of three steps."""

from enum import StrEnum

from ertad.collection.models import Round, Submission
from ertad.collection.queries.invitation_page import InvitationPage


class Next(StrEnum):
    TAKE = "take"
    FILL = "fill"
    WAIT_FOR_CHECK = "wait_for_check"
    SAY_COLUMNS = "say_columns"
    """A list of another shape: which column is what."""
    SEND_READABLE = "send_readable"
    """The file could not be read."""
    CORRECT = "correct"
    SETTLE = "settle"
    SEND = "send"
    ANSWER_REVIEWER = "answer_reviewer"
    WAIT = "wait"
    DONE = "done"
    CLOSED = "closed"
    """The round takes no answers now and this one was not finished."""


def next_step(page: InvitationPage) -> Next:
    state = page.current.state if page.current else ""
    if state in (Submission.State.ACCEPTED, Submission.State.PUBLISHED):
        return Next.DONE
    if page.invitation.round.state != Round.State.OPEN:
        return Next.WAIT if state == Submission.State.SENT else Next.CLOSED
    match state:
        case Submission.State.WAITING:
            return Next.WAIT_FOR_CHECK
        case Submission.State.COLUMNS:
            return Next.SAY_COLUMNS
        case Submission.State.REFUSED:
            return Next.SEND_READABLE
        case Submission.State.CHECKED:
            return _of_checked({code for code, _text in page.against_sending})
        case Submission.State.SENT:
            return Next.WAIT
        case Submission.State.RETURNED:
            return Next.ANSWER_REVIEWER
        case _:
            return Next.TAKE if page.invitation.state == "invited" else Next.FILL


def _of_checked(against: set[str]) -> Next:
    if "errors" in against:
        return Next.CORRECT
    return Next.SETTLE if "conflicts" in against else Next.SEND


def step_states(step: Next) -> tuple[str, str, str]:
    """The states of: take the workbook, fill it in, send it back."""
    match step:
        case Next.TAKE:
            return "current", "todo", "todo"
        case (
            Next.FILL | Next.SEND_READABLE | Next.SAY_COLUMNS | Next.CORRECT | Next.ANSWER_REVIEWER
        ):
            return "done", "current", "todo"
        case Next.WAIT_FOR_CHECK | Next.SETTLE | Next.SEND:
            return "done", "done", "current"
        case Next.WAIT | Next.DONE:
            return "done", "done", "done"
        case Next.CLOSED:
            return "todo", "todo", "todo"
