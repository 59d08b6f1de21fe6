"""Who may do what in a collection round: the tables of states and moves, read by all doors."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ertad.collection.models import Extension, Invitation, Round, SourceRow, Submission
from ertad.collection.models.rounds import ANSWERED
from ertad.collection.moves import Move, Refused, Text, against, is_installation, may, require
from ertad.kernel.actor import Actor
from ertad.kernel.roles import FOCAL_ROLES, Role

COORDINATING = frozenset({Role.COORDINATOR})
RESPONSIBLE = FOCAL_ROLES | COORDINATING
"""The focal point and the deputy of the institution; the coordinator for it, with a reason."""
ANSWERING = RESPONSIBLE | {Role.LINK_HOLDER}
"""Those, and whoever holds the institution's signed link."""

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
            "round.change", frozenset({Round_.DRAFT, Round_.OPEN}), "", COORDINATING,
            _("Change the round"), _("Title, period and the day until which answers are due."),
        ),
        Move(
            "round.invite", frozenset({Round_.DRAFT, Round_.OPEN}), "", COORDINATING,
            _("Invite institutions"), _("Each institution invited gets its own workbook."),
        ),
        Move(
            "round.open", frozenset({Round_.DRAFT}), Round_.OPEN, COORDINATING,
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
            "round.close", frozenset({Round_.OPEN}), Round_.CLOSED, COORDINATING,
            _("Close the round"),
            _("No more files are taken. What was sent can still be reviewed."), limit="due_on",
        ),
        Move(
            "round.reopen", frozenset({Round_.CLOSED}), Round_.OPEN, COORDINATING,
            _("Open the round again"), _("Institutions can send files again."), limit="due_on",
        ),
        Move(
            "round.publish", frozenset({Round_.CLOSED}), Round_.PUBLISHED, COORDINATING,
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
            "workbook.take", frozenset({"invited", "downloaded"}), "downloaded", ANSWERING,
            _("Take the workbook"),
            _("Your services as the directory knows them, ready to be confirmed or corrected."),
            _can_take, ROUND_OPEN, "due_on",
        ),
        Move(
            "workbook.take_again", frozenset({"checked", "sent", "returned", "accepted"}), "",
            ANSWERING, _("Take the workbook again"), _("A fresh copy; what you sent stays."),
            _can_take, ROUND_OPEN, "due_on",
        ),
        Move(
            "extension.ask", frozenset(Invitation.State.values) - ANSWERED, "", ANSWERING,
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
            COORDINATING, _("Send the letter again"),
            _("The letter with the link goes out once more, to the addresses known now."),
            _can_take, ROUND_OPEN,
        ),
        Move(
            "file.receive", frozenset(Invitation.State.values), "", ANSWERING,
            _("Send up your workbook"),
            _("The file is checked first; nothing changes in the directory."),
            _can_receive, ROUND_OPEN | ACCEPTED_ALREADY, "due_on",
        ),
        Move(
            "answer.write", frozenset(Invitation.State.values), "", ANSWERING,
            _("Answer in the browser"),
            _("Service by service; what was answered waits until all of it is sent."),
            _can_receive, ROUND_OPEN | ACCEPTED_ALREADY, "due_on",
        ),
        Move(
            "answer.send", frozenset(Invitation.State.values), Invitation.State.SENT, ANSWERING,
            _("Send the answer"), _("The coordinator reviews what you answered."),
            _can_receive, ROUND_OPEN | ACCEPTED_ALREADY, "due_on",
        ),
        Move(
            "link.withdraw", frozenset(Invitation.State.values), "", RESPONSIBLE,
            _("Withdraw the link"),
            _("Links that were sent before open nothing any more; a new one takes their place."),
        ),
        Move(
            "link.renew", frozenset(Invitation.State.values), "", ANSWERING,
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
            COORDINATING, _("Grant the extension"),
            _("The answer of this institution is due on the day that it asked for."),
            _can_extend, ROUND_OPEN,
        ),
        Move(
            "extension.refuse", frozenset({Extension.State.ASKED}), Extension.State.REFUSED,
            COORDINATING, _("Refuse the extension"),
            _("The day on which the answer is due stays as it is."),
        ),
    )
}  # fmt: skip

SUBMISSION_MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move(
            "submission.check", frozenset({Sent.WAITING}), Sent.CHECKED, frozenset(),
            _("Check"), _("Done by itself as soon as the file has arrived."),
        ),
        Move(
            "submission.refuse", frozenset({Sent.WAITING}), Sent.REFUSED, frozenset(),
            _("Refuse the file"), _("The file cannot be read; nothing of it was taken."),
        ),
        Move(
            "submission.ask_columns", frozenset({Sent.WAITING}), Sent.COLUMNS, frozenset(),
            _("Ask which column is what"),
            _("Done by itself for a list of another shape of which nobody has said it yet."),
        ),
        Move(
            "columns.remember", frozenset({Sent.COLUMNS, Sent.CHECKED, Sent.REFUSED}),
            Sent.WAITING, ANSWERING, _("Say which column is what"),
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
            Sent.REPLACED, ANSWERING, _("Replace"), _("A later file takes its place."),
        ),
        Move(
            "conflict.answer", frozenset({Sent.CHECKED}), "", ANSWERING,
            _("Settle a difference"),
            _("Say which of two values is right: yours, or the one entered meanwhile."),
            _can_answer, ROUND_OPEN, "due_on",
        ),
        Move(
            "submission.send", frozenset({Sent.CHECKED}), Sent.SENT, ANSWERING,
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
            COORDINATING, _("Return with comments"),
            _("The institution reads your comments, corrects its workbook and sends it again."),
            _round_not_published, ROUND_PUBLISHED,
        ),
        Move(
            "submission.accept", frozenset({Sent.SENT}), Sent.ACCEPTED, COORDINATING,
            _("Accept"), _("It goes into the directory when the round is published."),
            _round_not_published, ROUND_PUBLISHED,
        ),
        Move(
            "submission.publish", frozenset({Sent.ACCEPTED}), Sent.PUBLISHED, COORDINATING,
            _("Publish"), _("Done with the round, for all accepted files at once."),
        ),
    )
}  # fmt: skip


def may_decide_pair(actor: Actor, left_institution: object, right_institution: object) -> bool:
    """The coordinator decides any pair, focal points those within their own institution."""
    if actor.role is Role.COORDINATOR or is_installation(actor):
        return True
    own = actor.institution_id
    return actor.role in FOCAL_ROLES and own == left_institution and own == right_institution


def owner_of_suggestion(row: SourceRow) -> str:
    """Id of the institution that a row is about; "" when nobody is called as its `run_by` says.

    Such a row stays under the institution that told it (`staging.staged`).
    """
    owner = str((row.record or {}).get("institution", ""))
    return "" if owner == str(row.submission.invitation.institution_id) else owner


def may_settle_suggestion(actor: Actor, row: SourceRow) -> bool:
    """The owner of the service has the say; the coordinator may clear the list for all."""
    if actor.role is Role.COORDINATOR or is_installation(actor):
        return True
    return actor.role in FOCAL_ROLES and str(actor.institution_id) == owner_of_suggestion(row)


__all__ = [
    "ANSWERING",
    "COORDINATING",
    "EXTENSION_MOVES",
    "INVITATION_MOVES",
    "ROUND_MOVES",
    "SUBMISSION_MOVES",
    "Move",
    "Refused",
    "Text",
    "against",
    "has_errors",
    "may",
    "may_decide_pair",
    "may_settle_suggestion",
    "owner_of_suggestion",
    "require",
]
