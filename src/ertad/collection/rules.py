"""The tables of states and moves of collecting, read by all doors; each move names its right."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.collection.models import Extension, Invitation, Round, SourceRow, Submission
from ertad.collection.models.rounds import ANSWERED
from ertad.kernel.moves import Move, Text, against, require
from ertad.kernel.refused import Refused

Round_, Sent = Round.State, Submission.State


def _can_open(round_: Round) -> Iterator[str]:
    if not round_.title:
        yield "no_title"
    if not round_.invitations.exists():
        yield "nobody_invited"
    if round_.due_on < round_.period_start:
        yield "due_too_early"


def _can_publish(round_: Round) -> Iterator[str]:
    states = set(
        Submission.objects.filter(invitation__round=round_).values_list("state", flat=True)
    )
    if Sent.SENT in states:
        yield "undecided"
    if Sent.ACCEPTED not in states:
        yield "nothing_accepted"


def _can_take(invitation: Invitation) -> Iterator[str]:
    if invitation.round.state != Round_.OPEN:
        yield "round_not_open"


def _can_receive(invitation: Invitation) -> Iterator[str]:
    yield from _can_take(invitation)
    if invitation.state == Invitation.State.ACCEPTED:
        yield "accepted_already"


def _can_ask_for_time(invitation: Invitation) -> Iterator[str]:
    yield from _can_take(invitation)
    if not invitation.round.extension_days:
        yield "no_extensions"
    if invitation.extensions.filter(state=Extension.State.ASKED).exists():
        yield "asked_already"


def _can_extend(extension: Extension) -> Iterator[str]:
    yield from _can_take(extension.invitation)


def _can_answer(submission: Submission) -> Iterator[str]:
    yield from _can_take(submission.invitation)


def _can_say_columns(submission: Submission) -> Iterator[str]:
    yield from _can_receive(submission.invitation)
    if not submission.columns:
        yield "no_columns"


def _can_send(submission: Submission) -> Iterator[str]:
    yield from _can_take(submission.invitation)
    if submission.invitation.state == Invitation.State.ACCEPTED:
        yield "accepted_already"
    if has_errors(submission):
        yield "errors"
    if submission.rows.filter(outcome=SourceRow.Outcome.CONFLICT).exists():
        yield "conflicts"


def has_errors(submission: Submission) -> bool:
    """Whether anything in the file must be corrected before it can be sent."""
    rows = submission.rows.exclude(findings=[]).values_list("findings", flat=True)
    found = [submission.findings, *rows]
    return (
        submission.rows.filter(outcome=SourceRow.Outcome.REFUSED).exists()
        or any(finding["severity"] == "error" for findings in found for finding in findings)
    )  # fmt: skip


def _round_not_published(submission: Submission) -> Iterator[str]:
    if submission.invitation.round.state == Round_.PUBLISHED:
        yield "round_published"


ROUND_OPEN = {"round_not_open": _("The round is not open.")}
ACCEPTED_ALREADY = {
    "accepted_already": _(
        "Your services were accepted already. Ask the coordinator to return them to you first."
    )
}
ROUND_PUBLISHED = {"round_published": _("The round is published already.")}

ROUND_MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move(
            "round.change", frozenset({Round_.DRAFT, Round_.OPEN}), "", "round.run",
            _("Change the round"), _("Title, period and the day until which answers are due."),
        ),
        Move(
            "round.invite", frozenset({Round_.DRAFT, Round_.OPEN}), "", "round.run",
            _("Invite institutions"), _("Each institution invited gets its own workbook."),
        ),
        Move(
            "round.open", frozenset({Round_.DRAFT}), Round_.OPEN, "round.run",
            _("Open the round"),
            _("From now on the institutions can take their workbooks and send them back."),
            _can_open,
            {
                "no_title": _("Give the round a title."),
                "nobody_invited": _("Invite at least one institution."),
                "due_too_early": _("The day on which answers are due is before the period."),
            },
        ),
        Move(
            "round.close", frozenset({Round_.OPEN}), Round_.CLOSED, "round.run",
            _("Close the round"),
            _("No more files are taken. What was sent can still be reviewed."), limit="due_on",
        ),
        Move(
            "round.reopen", frozenset({Round_.CLOSED}), Round_.OPEN, "round.run",
            _("Open the round again"), _("Institutions can send files again."), limit="due_on",
        ),
        Move(
            "round.publish", frozenset({Round_.CLOSED}), Round_.PUBLISHED, "round.publish",
            _("Publish"),
            _("What was accepted goes into the directory, all of it at once."),
            _can_publish,
            {
                "undecided": _("Accept or return every file that was sent."),
                "nothing_accepted": _("Nothing has been accepted yet."),
            },
        ),
    )
}  # fmt: skip

INVITATION_MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move(
            "workbook.take", frozenset({"invited", "downloaded"}), "downloaded", "round.answer",
            _("Take the workbook"),
            _("Your services as the directory knows them, ready to be confirmed or corrected."),
            _can_take, ROUND_OPEN, "due_on",
        ),
        Move(
            "workbook.take_again", frozenset({"checked", "sent", "returned", "accepted"}), "",
            "round.answer", _("Take the workbook again"), _("A fresh copy; what you sent stays."),
            _can_take, ROUND_OPEN, "due_on",
        ),
        Move(
            "extension.ask", frozenset(Invitation.State.values) - ANSWERED, "", "round.answer",
            _("Ask for more time"),
            _("The coordinator grants or refuses it; until then the day stays as it is."),
            _can_ask_for_time,
            ROUND_OPEN | {
                "no_extensions": _("No more time is given in this round."),
                "asked_already": _("You have asked for more time already; wait for the answer."),
            },
        ),
        Move(
            "invitation.ask_again", frozenset(Invitation.State.values) - ANSWERED, "",
            "round.run", _("Send the letter again"),
            _("The letter with the link goes out once more, to the addresses known now."),
            _can_take, ROUND_OPEN,
        ),
        Move(
            "file.receive", frozenset(Invitation.State.values), "", "round.answer",
            _("Send up your workbook"),
            _("The file is checked first; nothing changes in the directory."),
            _can_receive, ROUND_OPEN | ACCEPTED_ALREADY, "due_on",
        ),
        Move(
            "answer.write", frozenset(Invitation.State.values), "", "round.answer",
            _("Answer in the browser"),
            _("Service by service; what was answered waits until all of it is sent."),
            _can_receive, ROUND_OPEN | ACCEPTED_ALREADY, "due_on",
        ),
        Move(
            "answer.send", frozenset(Invitation.State.values), Invitation.State.SENT,
            "round.answer", _("Send the answer"), _("The coordinator reviews what you answered."),
            _can_receive, ROUND_OPEN | ACCEPTED_ALREADY, "due_on",
        ),
        Move(
            "link.withdraw", frozenset(Invitation.State.values), "", "link.withdraw",
            _("Withdraw the link"),
            _("Links that were sent before open nothing any more; a new one takes their place."),
        ),
        Move(
            "link.renew", frozenset(Invitation.State.values), "", "round.answer",
            _("Ask for a new link"),
            _("A letter with a link that opens goes to the institution's known address."),
            _can_take, ROUND_OPEN,
        ),
    )
}  # fmt: skip

EXTENSION_MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move(
            "extension.grant", frozenset({Extension.State.ASKED}), Extension.State.GRANTED,
            "round.run", _("Grant the extension"),
            _("The answer of this institution is due on the day that it asked for."),
            _can_extend, ROUND_OPEN,
        ),
        Move(
            "extension.refuse", frozenset({Extension.State.ASKED}), Extension.State.REFUSED,
            "round.run", _("Refuse the extension"),
            _("The day on which the answer is due stays as it is."),
        ),
    )
}  # fmt: skip

SUBMISSION_MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move(
            "submission.check", frozenset({Sent.WAITING}), Sent.CHECKED, "file.check",
            _("Check"), _("Done by itself as soon as the file has arrived."),
        ),
        Move(
            "submission.refuse", frozenset({Sent.WAITING}), Sent.REFUSED, "file.check",
            _("Refuse the file"), _("The file cannot be read; nothing of it was taken."),
        ),
        Move(
            "submission.ask_columns", frozenset({Sent.WAITING}), Sent.COLUMNS, "file.check",
            _("Ask which column is what"),
            _("Done by itself for a list of another shape of which nobody has said it yet."),
        ),
        Move(
            "columns.remember", frozenset({Sent.COLUMNS, Sent.CHECKED, Sent.REFUSED}),
            Sent.WAITING, "round.answer", _("Say which column is what"),
            _("It is remembered for the institution, and the list is checked as it says."),
            _can_say_columns,
            ROUND_OPEN | ACCEPTED_ALREADY | {
                "no_columns": _("The file is no list of your own; its columns are known."),
            },
            "due_on",
        ),
        Move(
            "submission.replace",
            frozenset({Sent.WAITING, Sent.COLUMNS, Sent.REFUSED, Sent.CHECKED, Sent.RETURNED,
                       Sent.SENT}),
            Sent.REPLACED, "round.answer", _("Replace"), _("A later file takes its place."),
        ),
        Move(
            "conflict.answer", frozenset({Sent.CHECKED}), "", "round.answer",
            _("Settle a difference"),
            _("Say which of two values is right: yours, or the one entered meanwhile."),
            _can_answer, ROUND_OPEN, "due_on",
        ),
        Move(
            "submission.send", frozenset({Sent.CHECKED}), Sent.SENT, "round.answer",
            _("Send to the coordinator"), _("The coordinator reviews what you sent."),
            _can_send,
            ROUND_OPEN | ACCEPTED_ALREADY | {
                "errors": _("Correct the errors first and send the file up again."),
                "conflicts": _("Say first which value is right where two differ."),
            },
            "due_on",
        ),
        Move(
            "submission.return", frozenset({Sent.SENT, Sent.ACCEPTED}), Sent.RETURNED,
            "submission.review", _("Return with comments"),
            _("The institution reads your comments, corrects its workbook and sends it again."),
            _round_not_published, ROUND_PUBLISHED,
        ),
        Move(
            "submission.accept", frozenset({Sent.SENT}), Sent.ACCEPTED, "submission.review",
            _("Accept"), _("It goes into the directory when the round is published."),
            _round_not_published, ROUND_PUBLISHED,
        ),
        Move(
            "submission.publish", frozenset({Sent.ACCEPTED}), Sent.PUBLISHED, "round.publish",
            _("Publish"), _("Done with the round, for all accepted files at once."),
        ),
    )
}  # fmt: skip


def owner_of_suggestion(row: SourceRow) -> UUID | None:
    """Id of the institution that a row is about; None when nobody is called as its `run_by` says.

    Such a row stays under the institution that told it (`staging.staged`).
    """
    owner = str((row.record or {}).get("institution", ""))
    teller = row.submission.invitation.institution_id
    return UUID(owner) if owner and owner != str(teller) else None


__all__ = [
    "EXTENSION_MOVES",
    "INVITATION_MOVES",
    "ROUND_MOVES",
    "SUBMISSION_MOVES",
    "Move",
    "Refused",
    "Text",
    "against",
    "has_errors",
    "owner_of_suggestion",
    "require",
]
