"""The job that checks a received file: reads it, stages its rows, writes the receipt."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import override

from ertad.audit.trail import StaleEdit, traced
from ertad.collection import keeping
from ertad.collection.checks import Finding, Spot, finding
from ertad.collection.full_disk import told_when_full
from ertad.collection.models import Round, SourceRow, Submission
from ertad.collection.staging.received import Received, receive
from ertad.collection.staging.staged import Staged, StagedRow, stage
from ertad.collection.workbook.identity import Identity, NotOurs
from ertad.collection.workbook.marking import marked_workbook
from ertad.collection.workbook.wording import day_text
from ertad.engines.memory import undisturbed
from ertad.files.spreadsheets.problems import Refused
from ertad.kernel import bulk
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.kernel.languages import said
from ertad.people.models import Institution

State = Submission.State
SHEET_FITS = 60
"""Excel allows 31 letters in the name of a sheet, ods any number."""
CHECKABLE = (State.WAITING, State.CHECKED, State.REFUSED)


class NotTaken(Exception):
    """The file as a whole is refused; `found` says why."""

    def __init__(self, found: Finding, columns: dict[str, Any] | None = None) -> None:
        super().__init__(found["code"])
        self.found = found
        self.columns = columns or {}


class ColumnsAsked(Exception):
    """Nobody has said yet what the columns of the list mean; `columns` is what to ask."""

    def __init__(self, columns: dict[str, Any]) -> None:
        super().__init__("columns")
        self.columns = columns


@told_when_full()
@undisturbed()
def check_submission(submission_id: UUID, *, at: datetime) -> Submission:
    """Stage the rows of a file that was sent up, and set its state to checked or refused; or to
    columns, when somebody must say first what they mean.

    Can be done again without harm: the same file gives the same rows with the same ids; what was
    answered and commented is kept. A file that was sent on already is left alone. Raises Refused
    when there is no room left on the disk; the file then waits as before.
    """
    submission = Submission.objects.select_related(
        "invitation__institution", "invitation__round"
    ).get(pk=submission_id)
    if submission.state not in CHECKABLE:
        return submission
    language = submission.language
    with override(language):
        try:
            received = tables_of(
                bytes(submission.content),
                institution=submission.invitation.institution,
                round_id=submission.invitation.round_id,
                own=submission.ask_columns,
                language=language,
            )
            language = received.language or language
            staged = stage(
                received,
                institution=submission.invitation.institution,
                base=submission.invitation.base,
                language=language,
                at=at,
            )
        except NotTaken as refusal:
            found = [refusal.found]
            return _write(submission, State.REFUSED, None, found, refusal.columns, language, at)
        except ColumnsAsked as asked:
            return _write(submission, State.COLUMNS, None, [], asked.columns, language, at)
        findings = [*_sent_before(submission), *staged.findings]
    submission = _write(submission, State.CHECKED, staged, findings, received.columns, language, at)
    if staged.personal_numbers():
        _hide_numbers(submission)
    return submission


def tables_of(
    content: bytes,
    *,
    institution: Institution,
    round_id: UUID | None = None,
    own: bool = False,
    language: str = "ka",
) -> Received:
    """The tables of a file of `institution` (for a round, when given).

    Raises NotTaken: unreadable, another's, of another round, or nothing in it. With `own` somebody
    can be asked what the columns of a list of another shape mean: raises ColumnsAsked.
    """
    try:
        received = receive(content)
    except Refused as refused:
        raise NotTaken(finding(Spot(refused.code, "", refused.params))) from refused
    except NotOurs as changed:
        raise NotTaken(finding(Spot("identity_changed"))) from changed
    if received.identity:
        _refuse_others(received.identity, institution, round_id)
    elif listed := _as_list(received, institution, own, language):
        return listed
    elif own:
        _ask_columns(received, language)
    table = received.services
    if table is None or table.header_row is None or not _named(table.columns):
        raise NotTaken(finding(Spot("services_not_found")))
    if not table.rows:
        raise NotTaken(finding(Spot("nothing_in_it"), sheet=table.sheet))
    if received.identity is None:
        received.findings.insert(0, finding(Spot("no_identity")))
    return received


def _ask_columns(received: Received, language: str) -> None:
    """Raises ColumnsAsked."""
    from ertad.collection.lists.asking import ASKED, asked_of

    received.columns = asked_of(received, language)
    if received.columns.get("read") == ASKED:
        raise ColumnsAsked(received.columns)


def _as_list(
    received: Received, institution: Institution, own: bool, language: str
) -> Received | None:
    """The file read as its mapping says, or as was said of such columns before; None: neither."""
    # Lists are read with what staging knows of tables; staging asks for them only here.
    from ertad.collection.lists.received import NotRead, as_list

    try:
        return as_list(received.book, institution, own=own, language=language)
    except NotRead as wrong:
        raise NotTaken(wrong.found, wrong.columns) from wrong


def _refuse_others(identity: Identity, institution: Institution, round_id: UUID | None) -> None:
    if identity.institution != str(institution.pk):
        other = Institution.objects.filter(pk=identity.institution).first()
        name = said(other, "name").text if other else "…"
        raise NotTaken(finding(Spot("other_institution", "", {"name": name})))
    if round_id and identity.round != str(round_id):
        round_ = Round.objects.filter(pk=identity.round).first()
        raise NotTaken(finding(Spot("other_round", "", {"title": round_.title if round_ else "…"})))


def _named(columns: Mapping[str, int]) -> bool:
    return any(key == "name" or key.startswith("name_") for key in columns)


def _sent_before(submission: Submission) -> list[Finding]:
    """The same bytes in an earlier file of the same institution."""
    same = (
        Submission.objects.filter(
            invitation__institution=submission.invitation.institution_id,
            digest=submission.digest,
            received_at__lt=submission.received_at,
        )
        .exclude(pk=submission.pk)
        .exclude(state=State.REFUSED)
        .order_by("received_at")
    )
    earlier = same.values_list("received_at", flat=True).first()
    if earlier is None:
        return []
    return [finding(Spot("same_file", "", {"day": day_text(local_day(earlier))}))]


def _write(
    submission: Submission,
    state: str,
    staged: Staged | None,
    findings: list[Finding],
    columns: dict[str, Any],
    language: str,
    at: datetime,
) -> Submission:
    """Replace the rows of an earlier check, in one short transaction."""
    counts = staged.counts if staged else {"rows": 0, "errors": len(findings), "warnings": 0}
    institution = submission.invitation.institution_id
    # What was commented and answered is kept; who does so between here and the writing is noticed.
    before = {
        (row.sheet, row.row, row.part): row
        for row in SourceRow.objects.filter(submission=submission).defer("raw", "record")
    }
    sheet = staged.sheet[:SHEET_FITS] if staged else ""
    staged_rows = staged.rows if staged else []
    rows = bulk.ready(
        SourceRow, _NAMES, (_columns(submission.pk, sheet, row, before) for row in staged_rows)
    )
    with traced("submission.check", by=SYSTEM, at=at, on=submission) as trace:
        found = SourceRow.objects.filter(submission=submission)
        now = set(found.select_for_update().values_list("pk", "version"))
        if now != {(row.pk, row.version) for row in before.values()}:
            raise StaleEdit(submission)
        found.delete()
        bulk.insert(SourceRow, _NAMES, rows)
        trace.details.update({key: counts[key] for key in ("rows", "errors", "warnings")})
        return keeping.change(
            trace, submission, institution_id=institution, state=state, checked_at=at,
            findings=findings, counts=counts, language=language, columns=columns,
            places=staged.places if staged else [],
        )  # fmt: skip


_NAMES = (
    "id", "submission_id", "sheet", "row", "raw", "service_id", "known", "record", "base_version",
    "locations", "run_by", "outcome", "findings", "conflicts", "comment", "version", "part",
    "foreign",
)  # fmt: skip


def _columns(
    submission_id: UUID,
    sheet: str,
    row: StagedRow,
    before: Mapping[tuple[str, int, int], SourceRow],
) -> tuple[Any, ...]:
    values = {each.name: getattr(row, each.name) for each in fields(row)}
    values["service_id"] = UUID(row.service_id)
    values["conflicts"] = {key: {**conflict} for key, conflict in row.conflicts.items()}
    earlier = before.get((sheet, row.row, row.part))
    if earlier:
        for key, conflict in values["conflicts"].items():
            conflict["choice"] = earlier.conflicts.get(key, {}).get("choice", "")
    values |= {
        "id": uuid5(submission_id, f"{sheet}|{row.row}{f'|{row.part}' if row.part else ''}"),
        "submission_id": submission_id,
        "sheet": sheet,
        "comment": earlier.comment if earlier else "",
        "version": earlier.version + 1 if earlier else 1,
    }
    return tuple(values[name] for name in _NAMES)


def _hide_numbers(submission: Submission) -> None:
    """Nothing keeps a personal number, not even the file: it is written anew without them."""
    content = marked_workbook(submission, language=submission.language)
    with transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(content=content)
    submission.content = content
