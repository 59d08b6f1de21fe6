"""How an institution of the demo answers a round: it takes its workbook, fills it, sends it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.draft_round import draft_round
from ertad.collection.acts.invite import invite
from ertad.collection.acts.open_round import open_round
from ertad.collection.acts.receive_file import receive_file
from ertad.collection.acts.return_submission import return_submission
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.acts.take_workbook import take_workbook
from ertad.collection.jobs import check_and_match
from ertad.collection.models import Invitation, Round, Submission
from ertad.demo.acting import Cast, demo_id
from ertad.demo.sheets import FilledWorkbook
from ertad.kernel.actor import Actor
from ertad.notices.acts.deliver_due import deliver_due

FILE_NAMES = {"ka": "სერვისები {}.xlsx", "en": "services {}.xlsx", "fr": "services {}.xlsx"}


@dataclass(frozen=True)
class Asked:
    """One institution in one round. `language`: of its workbook."""

    cast: Cast
    round_id: UUID
    code: str
    language: str = "ka"

    @property
    def by(self) -> Actor:
        return self.cast.answering[self.code]

    def invitation(self) -> Invitation:
        return Invitation.objects.select_related("round", "institution").get(
            round=self.round_id, institution__code=self.code
        )

    def take(self, at: datetime, by: Actor | None = None) -> FilledWorkbook:
        content = take_workbook(
            invitation=self.invitation(), language=self.language, by=by or self.by, at=at
        )
        return FilledWorkbook(content, self.language)

    def receive(
        self, content: bytes, at: datetime, *, name: str = "", by: Actor | None = None
    ) -> Submission:
        """Send the file up; nothing has looked at it yet."""
        return receive_file(
            submission_id=demo_id("submission", self.round_id, self.code, at.isoformat()),
            invitation=self.invitation(),
            file_name=name or FILE_NAMES[self.language].format(self.code),
            content=content,
            language=self.language,
            by=by or self.by,
            at=at,
        )

    def send_up(
        self, content: bytes, at: datetime, *, name: str = "", by: Actor | None = None
    ) -> Submission:
        """Send the file up and have it checked, as the worker does half a minute later."""
        received = self.receive(content, at, name=name, by=by)
        check_and_match(received.pk, at=at + timedelta(seconds=30))
        return self.newest()

    def newest(self) -> Submission:
        files = Submission.objects.filter(invitation=self.invitation())
        found = files.exclude(state="replaced").order_by("-received_at").first()
        assert found is not None  # noqa: S101 (asked after a file was sent up)
        return found

    def send(self, at: datetime, by: Actor | None = None) -> Submission:
        return send_submission(submission=self.newest(), by=by or self.by, at=at)

    def send_back(self, at: datetime, comment: str, rows: Mapping[int, str]) -> Submission:
        """The coordinator returns the file, with comments at rows of the sheet."""
        submission = self.newest()
        said = {row.pk: rows[row.row] for row in submission.rows.filter(row__in=rows)}
        returned = return_submission(
            submission=submission, by=self.cast.coordinator, at=at, comment=comment,
            row_comments=said,
        )  # fmt: skip
        deliver_due(at)
        return returned

    def accept(self, at: datetime) -> Submission:
        accepted = accept_submission(submission=self.newest(), by=self.cast.coordinator, at=at)
        deliver_due(at)
        return accepted


def opened_round(
    cast: Cast, *, codes: tuple[str, ...], opened: int, due_on: date, quarter: tuple[date, date]
) -> Round:
    """A round for a quarter (first and last day), opened so many days ago."""
    first, last = quarter
    number, year = (first.month + 2) // 3, first.year
    round_ = draft_round(
        round_id=demo_id("round", year, number), period_start=first, period_end=last,
        due_on=due_on, by=cast.coordinator, at=cast.ago(opened + 2, "15:20"),
        title_ka=f"სერვისები, {year} წლის {ROMAN[number]} კვარტალი",
        title_en=f"Services, quarter {number} of {year}",
        title_fr=f"Services, {number}{'er' if number == 1 else 'e'} trimestre {year}",
    )  # fmt: skip
    asked = [cast.institutions[code] for code in codes]
    invite(round=round_, institutions=asked, by=cast.coordinator, at=cast.ago(opened + 1, "12:05"))
    opened_at = cast.ago(opened, "09:30")
    round_ = open_round(round=round_, by=cast.coordinator, at=opened_at)
    deliver_due(opened_at)
    return round_


ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day of the quarter.

    >>> quarter_of(date(2026, 11, 24))
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = (first + timedelta(days=100)).replace(day=1)
    return first, after - timedelta(days=1)
