"""Words that stand in records of one institution which nobody else may see, and where they come
out again: on pages, in files and exports."""

import io
import zipfile
from datetime import date
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from ertad.agreements.models import AgreementVersion, Signature
from ertad.audit.models import Revision
from ertad.collection.models import AnswerDraft, Extension, Invitation, Round, SourceRow, Submission
from ertad.collection.models.drafts import draft_id
from ertad.cooperation.models import OfferAnswer
from ertad.directory.models import Location, MistakeReport
from ertad.directory.record import blank_record
from ertad.files.tests.papers import words
from ertad.kernel.clock import now
from ertad.kernel.roles import Role
from ertad.notices.models import Letter
from ertad.people.models import Institution, User
from tests.access_objects import Objects
from tests.doors import DOORS, Door

MARKS = (
    "Zrow", "Zreport", "Zaddress", "Zcomment", "Zreason", "Zdraft", "Zletter", "Zround", "Zperson",
    "Zanswer", "Zscope", "Zsignatory",
)  # fmt: skip
(
    ROW, REPORT, ADDRESS, COMMENT, REASON, DRAFT, LETTER, ROUND, PERSON, ANSWER, SCOPE, SIGNATORY,
) = MARKS  # fmt: skip


def mark(objects: Objects) -> None:
    """Write each word into an unpublished record of the own institution."""
    town, at = objects.own_institution, now()
    invitation = Invitation.objects.get(pk=objects.invitation)
    row = SourceRow.objects.filter(submission=objects.submission)[0]
    row.record = {**(row.record or {}), "name_en": ROW}
    row.comment = COMMENT
    row.save()
    Submission.objects.filter(pk=objects.submission).update(comment=COMMENT)
    MistakeReport.objects.filter(pk=objects.report).update(text=REPORT)
    _confidential_place(objects, town)
    Extension.objects.create(
        id=uuid4(), invitation=invitation, until=date(2027, 1, 5), reason=REASON, asked_at=at
    )
    _draft(invitation, town)
    Letter.objects.create(
        key=LETTER, kind="round.asked", about=str(invitation.pk), institution_id=str(town.pk),
        to=f"{LETTER}@example.org", language="en", subject=LETTER, state="failed",
        next_attempt_at=at, created_at=at,
    )  # fmt: skip
    Round.objects.create(
        title_en=ROUND, period_start=date(2027, 1, 1), period_end=date(2027, 2, 1),
        due_on=date(2027, 1, 20),
    )  # fmt: skip
    OfferAnswer.objects.filter(pk=objects.own_answer).update(text=ANSWER)
    User.objects.filter(memberships__pk=objects.membership).update(name=PERSON)
    AgreementVersion.objects.filter(agreement=objects.agreement_draft).update(scope=SCOPE)
    Signature.objects.filter(pk=objects.signature).update(signatory_name=SIGNATORY)


def _draft(invitation: Invitation, town: Institution) -> None:
    service, at = uuid4(), now()
    draft = AnswerDraft.objects.create(
        id=draft_id(invitation.pk, service), invitation=invitation, service_id=service,
        answer="new", base_version=0, changed_at=at,
        record=blank_record(institution=str(town.pk), name_en=DRAFT),
    )  # fmt: skip
    Revision.objects.create(
        at=at, act="answer.write", kind=draft._meta.label_lower, object_id=str(draft.pk),
        institution_id=str(town.pk), role=Role.LINK_HOLDER, after={"answer": "new"},
    )  # fmt: skip


def _confidential_place(objects: Objects, town: Institution) -> None:
    Location.objects.filter(pk=objects.location).update(
        institution=town, confidential=True, address_en=f"{ADDRESS} 5", name_en=ADDRESS
    )


def doors_of_a_kind(*, files: bool) -> dict[str, Door]:
    """Those that answer a GET; a signed link is left out, for it is a key to what it shows."""
    return {
        name: door
        for name, door in DOORS.items()
        if door.file is files and not door.post and door.record != "link"
    }


def seen_by(client: Client, objects: Objects) -> dict[str, set[str]]:
    """Name of a door -> the words that come out of it; searches for each word among them."""
    found = {}
    for files in (True, False):
        for name, door in doors_of_a_kind(files=files).items():
            found[name] = marks_in(client.get(door.address(name, objects)))
    for word in MARKS:
        found[f"search {word}"] = marks_in(client.get("/en/find/", {"q": word}), but=word)
    return {name: marks for name, marks in found.items() if marks}


def marks_in(response: HttpResponse, but: str = "") -> set[str]:
    """`but`: the word that was asked for, which the page repeats."""
    text = text_of(response.getvalue())
    return {word for word in MARKS if word in text and word != but}


def text_of(content: bytes) -> str:
    """Of a page, a feed, a card, a workbook, a document or a PDF."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(
                packed.read(name).decode("utf-8", "ignore") for name in packed.namelist()
            )
    if content.startswith(b"%PDF"):
        return words(content)
    return content.decode("utf-8", "ignore")
