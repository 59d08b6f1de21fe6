"""A file taken in without a browser: looked through first, then the acts of the screens in a row.

A list that belongs to no round gets a round of its own, which is published at once. Every step can
be done again: whoever was interrupted says the same command once more.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.close_round import close_round
from ertad.collection.acts.draft_round import draft_round
from ertad.collection.acts.invite import invite
from ertad.collection.acts.open_round import open_round
from ertad.collection.acts.publish_round import Published, publish_round
from ertad.collection.acts.receive_file import receive_file
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.checks import Finding, Severity
from ertad.collection.jobs import check_and_match
from ertad.collection.models import Invitation, Pair, Round, SourceRow, Submission
from ertad.collection.staging import NotTaken, Staged, stage, tables_of
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.languages import LANGUAGES
from ertad.people.models import Institution

State = Submission.State
Tell = Callable[[str], None]
TAKEN = (State.SENT, State.ACCEPTED, State.PUBLISHED)


@dataclass(frozen=True)
class LookedThrough:
    """What a file would do; nothing was written. `findings`: of the file, then of its rows.

    `invitation` is that of the round named, or of the round that the workbook was made for.
    """

    institution: Institution
    invitation: Invitation | None
    content: bytes = field(repr=False)
    language: str
    readable: bool
    counts: dict[str, int]
    findings: list[Finding]
    taken: Submission | None
    """The same file, when it was taken before."""

    @property
    def conflicts(self) -> int:
        return self.counts.get("conflict", 0)

    @property
    def applicable(self) -> bool:
        return self.readable and not self.counts["errors"] and not self.conflicts


@dataclass(frozen=True)
class Imported:
    """`published` is None for a file of a round, which is published with all others."""

    submission: Submission
    published: Published | None
    open_pairs: int


def look_through(
    content: bytes, *, institution: Institution, round_: Round | None, language: str, at: datetime
) -> LookedThrough:
    """Read, compare and check, without writing anything.

    `language`: of messages, and of texts in a list of one's own that are not Georgian.
    """
    staged, invitation, refusal = _staged(content, institution, round_, language, at)
    findings = [refusal] if refusal else []
    if staged:
        findings = [*staged.findings, *(found for row in staged.rows for found in row.findings)]
    return LookedThrough(
        institution,
        invitation,
        content,
        staged.language if staged else language,
        staged is not None,
        staged.counts if staged else {"rows": 0, "errors": 1, "warnings": 0},
        sorted(findings, key=lambda found: found["severity"] != Severity.ERROR),
        _taken_before(content, institution, invitation),
    )


def _staged(
    content: bytes, institution: Institution, round_: Round | None, language: str, at: datetime
) -> tuple[Staged | None, Invitation | None, Finding | None]:
    invitations = Invitation.objects.filter(institution=institution).select_related("round")
    invitation = invitations.filter(round=round_).first() if round_ else None
    with override(language):
        try:
            received = tables_of(
                content, institution=institution, round_id=round_.pk if round_ else None
            )
        except NotTaken as refusal:
            return None, invitation, refusal.found
        identity = received.identity
        if identity and invitation is None:
            invitation = invitations.filter(round=UUID(identity.round)).first()
        staged = stage(
            received,
            institution=institution,
            base=invitation.base if invitation else {},
            language=received.language or language,
            at=at,
        )
    return staged, invitation, None


def _taken_before(
    content: bytes, institution: Institution, invitation: Invitation | None
) -> Submission | None:
    """Done with: accepted in its round, or published. What was interrupted before goes on."""
    files = Submission.objects.filter(digest=hashlib.sha256(content).hexdigest()).defer("content")
    if invitation is None:
        same = files.filter(invitation__institution=institution, state=State.PUBLISHED)
    else:
        same = files.filter(invitation=invitation, state__in=(State.ACCEPTED, State.PUBLISHED))
    return same.order_by("received_at").first()


def take_in(
    looked: LookedThrough, *, file_name: str, by: Actor, at: datetime, tell: Tell = lambda _: None
) -> Imported:
    """Receive, check, send and accept the file; publish it when it belongs to no round.

    Raises Refused when the round does not take it, or its check found more than `looked` says.
    """
    invitation = looked.invitation or _round_of_its_own(looked, file_name, by, at)
    own = looked.invitation is None
    submission = received_and_accepted(looked, invitation, file_name, by, at, tell)
    published = None
    if own:
        tell(_("Publishing"))
        published = published_at_once(Round.objects.get(pk=invitation.round_id), by, at)
        submission.refresh_from_db(fields=["state", "version"])
    return Imported(submission, published, open_pairs([submission]))


def received_and_accepted(
    looked: LookedThrough,
    invitation: Invitation,
    file_name: str,
    by: Actor,
    at: datetime,
    tell: Tell = lambda _: None,
) -> Submission:
    """One file of one institution, as far as it goes without its round. Raises Refused."""
    tell(_("Receiving the file"))
    submission = _received(looked, invitation, file_name, by, at)
    tell(_("Checking its rows, looking for services it may repeat"))
    _check(submission, at)
    tell(_("Accepting it"))
    if submission.state not in TAKEN:
        send_submission(submission=submission, by=by, at=at)
    if submission.state == State.SENT:
        accept_submission(submission=submission, by=by, at=at)
    return submission


def published_at_once(round_: Round, by: Actor, at: datetime) -> Published:
    """Close a round that was made for an import, and publish it."""
    if round_.state == Round.State.OPEN:
        close_round(round=round_, by=by, at=at)
    return publish_round(round=round_, by=by, at=at)


def _round_of_its_own(looked: LookedThrough, file_name: str, by: Actor, at: datetime) -> Invitation:
    """A round for this file alone; the same file of an institution leads to the same round."""
    institution = looked.institution
    key = uuid5(institution.pk, f"import {hashlib.sha256(looked.content).hexdigest()}")
    round_ = open_for(key, [institution], file_name, institution.name, by, at)
    invitations = Invitation.objects.filter(round=round_, institution=institution)
    return invitations.select_related("round").get()


def open_for(
    key: UUID,
    institutions: Sequence[Institution],
    file_name: str,
    whose: str,
    by: Actor,
    at: datetime,
) -> Round:
    """The round `key` for an import, open to these institutions; made when it is not there."""
    round_ = Round.objects.filter(pk=key).first()
    today = local_day(at)
    if round_ is None:
        titles: dict[str, Any] = {}
        for language in LANGUAGES:
            with override(language):
                title = _("Import: %(file)s, %(institution)s")
                told = {"file": file_name[-80:], "institution": whose[:90]}
                titles[f"title_{language}"] = title % told
        round_ = draft_round(
            round_id=key, period_start=today, period_end=today, due_on=today, by=by, at=at, **titles
        )
    if round_.state == Round.State.DRAFT:
        invite(round=round_, institutions=institutions, by=by, at=at)
        round_ = open_round(round=round_, by=by, at=at)
    return round_


def _received(
    looked: LookedThrough, invitation: Invitation, file_name: str, by: Actor, at: datetime
) -> Submission:
    digest = hashlib.sha256(looked.content).hexdigest()
    files = Submission.objects.filter(invitation=invitation).defer("content")
    same = files.filter(digest=digest, state__in=TAKEN).first()
    if same:
        return same
    key: UUID = uuid5(invitation.pk, digest)
    if Submission.objects.filter(pk=key, state=State.REPLACED).exists():
        key = uuid4()
    return receive_file(
        submission_id=key,
        invitation=invitation,
        file_name=file_name,
        content=looked.content,
        language=looked.language,
        by=by,
        at=at,
        ask_columns=False,
    )


def _check(submission: Submission, at: datetime) -> None:
    try:
        check_and_match(submission.pk, at=at)
    except StaleEdit:  # a worker was quicker with the job of this file
        check_and_match(submission.pk, at=at)
    submission.refresh_from_db(fields=["state", "version", "counts", "findings"])


def open_pairs(submissions: Sequence[Submission]) -> int:
    """Questions about the files' rows that somebody has to decide."""
    files = [submission.pk for submission in submissions]
    ids = SourceRow.objects.filter(submission__in=files).values("service_id")
    pairs = Pair.objects.filter(answer=Pair.Answer.OPEN)
    return pairs.filter(Q(left__in=ids) | Q(right__in=ids)).count()
