"""What an institution was asked and what it has answered: read for every page under its link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import get_language

from ertad.collection.answers.drafting import contact_of, sent_before
from ertad.collection.answers.judging import Judged, Live, Surroundings, surroundings
from ertad.collection.models import AnswerDraft, Invitation, SourceRow, Submission
from ertad.directory.record import Record
from ertad.kernel.clock import local_day

Answer = AnswerDraft.Answer


@dataclass(frozen=True)
class Asked:
    """One service of the list. `draft` is None while nothing was answered."""

    service_id: UUID
    live: Live | None
    draft: AnswerDraft | None
    judged: Judged | None
    comment: str = ""

    @property
    def record(self) -> Record:
        """As answered, else as the directory has it."""
        if self.draft:
            return dict(self.draft.record)
        assert self.live is not None  # noqa: S101 (one of the two is there)
        return self.live.record

    @property
    def base_version(self) -> int:
        """Version of the service on which an answer given now rests; 0 for a new one."""
        if self.draft:
            return self.draft.base_version or 0
        return self.live.version if self.live else 0

    @property
    def draft_version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def open(self) -> bool:
        return self.draft is None

    @property
    def needs_answer(self) -> bool:
        """Not answered, or the answer cannot be sent as it is."""
        wrong = bool(self.judged and (self.judged.wrong or self.judged.conflicts))
        return self.draft is None or wrong or bool(self.comment)


@dataclass(frozen=True)
class Answered:
    """`submission`: the last one that was not replaced, by file or by link."""

    invitation: Invitation
    around: Surroundings
    drafts: dict[UUID | None, AnswerDraft]
    submission: Submission | None
    comments: dict[UUID, str]
    stored: bool
    """Whether anything was answered that is not sent yet."""

    @cached_property
    def services(self) -> list[Asked]:
        """What needs an answer first, then what was answered; each by name."""
        running = {live.id: live for live in self.around.running()}
        asked = [self._asked(key, live) for key, live in running.items()]
        more = [key for key in self.drafts if key is not None and key not in running]
        asked += [self._asked(key, self.around.services.get(key)) for key in more]
        return sorted(asked, key=lambda each: not each.needs_answer)

    @property
    def contact(self) -> AnswerDraft | None:
        return self.drafts.get(None)

    @property
    def total(self) -> int:
        """Services and the contact point."""
        return len(self.services) + 1

    @property
    def done(self) -> int:
        return sum(not each.needs_answer for each in self.services) + (self.contact is not None)

    @property
    def left(self) -> list[UUID | None]:
        """What was not answered at all; None is the contact point."""
        found: list[UUID | None] = [each.service_id for each in self.services if each.open]
        return found if self.contact else [*found, None]

    @property
    def to_correct(self) -> list[Asked]:
        """Answers that cannot be sent as they are."""
        return [e for e in self.services if e.judged and (e.judged.wrong or e.judged.conflicts)]

    def called(self, service_id: UUID) -> Asked | None:
        """The service with this id; None when it is not this institution's to answer about."""
        return next((each for each in self.services if each.service_id == service_id), None)

    def contact_shown(self) -> dict[str, str]:
        """The contact point as answered, else as the directory has it."""
        return dict(self.contact.record) if self.contact else contact_of(self.invitation)

    def _asked(self, key: UUID, live: Live | None) -> Asked:
        draft = self.drafts.get(key)
        comment = self.comments.get(key, "")
        if draft and self.submission and draft.changed_at > self.submission.received_at:
            comment = ""  # answered again since it came back
        return Asked(key, live, draft, self.around.judge(draft) if draft else None, comment)


def answered(invitation: Invitation, *, at: datetime) -> Answered:
    """A constant number of queries, however many services there are."""
    drafts = list(AnswerDraft.objects.filter(invitation=invitation))
    stored = bool(drafts)
    for draft in drafts:
        draft.invitation = invitation
    drafts = drafts or sent_before(invitation)
    files = invitation.submissions.exclude(state=Submission.State.REPLACED).defer("content")
    last = files.order_by("-received_at").first()
    language = (get_language() or "ka")[:2]
    institution = invitation.institution
    around = surroundings(institution, drafts, language=language, today=local_day(at))
    by_service = {draft.service_id: draft for draft in drafts}
    return Answered(invitation, around, by_service, last, _comments(last), stored)


def _comments(last: Submission | None) -> dict[UUID, str]:
    """What the reviewer said at rows of the answer that came back."""
    if last is None or last.state != Submission.State.RETURNED:
        return {}
    rows: Sequence[tuple[UUID, str]] = list(
        SourceRow.objects.filter(submission=last)
        .exclude(comment="")
        .values_list("service_id", "comment")
    )
    return dict(rows)
