"""The screens: Giorgi of the town and Luka of the agency agree, Salome reads what is in force."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from docx import Document
from PIL import Image

from ertad.agreements.acts.move_due import move_due
from ertad.agreements.models import Agreement, AgreementVersion, Comment, Pathway, Signature
from ertad.agreements.tests.an_agreement import (
    REASON,
    drafted,
    in_force,
    in_review,
    signed_by,
    with_pathway,
)
from ertad.audit.models import AuditRow
from ertad.files.scans import checked_scan
from ertad.kernel.clock import local_day
from ertad.kernel.clock import now as clock_now
from ertad.people.models import Institution, User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
S = AgreementVersion.State
HOSTILE = "=CMD()\r\n<script>alert(1)</script> \u202egnp"


def window(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"agreements:{name}", args=args)


def day(name: str, value: Any) -> dict[str, str]:
    parts = (("day", value.day), ("month", value.month), ("year", value.year))
    return {f"{name}_{part}": str(number) for part, number in parts}


def test_giorgi_drafts_luka_comments_both_sign(
    town: Institution, agency: Institution, giorgi: User, luka: User,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    service = a_service(institution=town)
    his, hers = window(giorgi), window(luka)
    sent = {"lead": str(town.pk), "partners": [str(agency.pk)], "title_en": "Together",
            "language": "en", "token": uuid4().hex}  # fmt: skip
    assert his.post(url("add"), sent).status_code == 302
    his.post(url("add"), sent)
    text = AgreementVersion.objects.get()
    key = text.agreement_id
    assert hers.get(url("agreement", key)).status_code == 200, "members of a party see drafts"
    page = his.get(url("agreement", key)).content.decode()
    assert "Before it can be sent for review" in page
    assert his.get(url("move", key, "send")).status_code == 302, "not yet"

    today = local_day(clock_now())
    fields = {
        "title_en": "Together", "language": "en", "scope": HOSTILE, "version": str(text.version),
        "data_shared": "Age.", "legal_basis": "Consent.", **day("starts_on", today),
        **day("review_on", today + timedelta(days=365)),
    }  # fmt: skip
    for party in text.parties.all():
        fields |= {f"duties_{party.pk}": "Answers.", f"contact_{party.pk}": "Head"}
    assert his.post(url("edit", key), fields).status_code == 302
    text.refresh_from_db()
    pathway = {
        "from_institution": str(agency.pk), "service": str(service), "groups": ["T14"],
        "procedure": "Calls.", "passed_on": "Age.", "answered_by": "Head", "answer_days": "3",
        "version": str(text.version), "token": uuid4().hex,
    }  # fmt: skip
    assert his.post(url("add_pathway", key), pathway).status_code == 302
    assert Pathway.objects.get().answer_days == 3
    text.refresh_from_db()
    sent = {"version": str(text.version), "number": "1"}
    assert his.post(url("move", key, "send"), sent).status_code == 302
    words = {"part": "data", "words": "Which age?", "token": uuid4().hex}
    assert hers.post(url("version", key, 1), words).status_code == 302
    assert "Which age?" in his.get(url("agreement", key)).content.decode()
    assert "&lt;script&gt;" in his.get(url("agreement", key)).content.decode()
    text.refresh_from_db()
    sent = {"version": str(text.version), "number": "1"}
    assert his.post(url("move", key, "revise"), sent).status_code == 302
    second = AgreementVersion.objects.get(number=2)
    assert "Which age?" in his.get(url("edit", key)).content.decode()
    changed = {
        "title_en": "Together", "language": "en", "scope": "From 14 on.",
        "version": str(second.version), **day("starts_on", today),
        **day("review_on", today + timedelta(days=365)),
    }  # fmt: skip
    for party in second.parties.all():
        changed |= {f"duties_{party.pk}": "Answers.", f"contact_{party.pk}": "Head"}
    assert his.post(url("edit", key), changed).status_code == 302
    compared = hers.get(url("compare", key)).content.decode()
    assert "<ins>From 14 on.</ins>" in compared
    second.refresh_from_db()
    sent = {"version": str(second.version), "number": "2"}
    assert his.post(url("move", key, "send"), sent).status_code == 302
    for client, place in ((his, town), (hers, agency)):
        party = second.parties.get(institution=place)
        name = {"signatory_function": "Head", "signatory_name": "Zaza", "token": uuid4().hex}
        answer = client.post(url("sign", key, party.pk), {**day("signed_on", today), **name})
        assert answer.status_code == 302
    assert "in force" in his.get(url("agreement", key)).content.decode()
    assert "Calls." in hers.get(url("pathways")).content.decode()
    again = window(giorgi).get(url("edit", key))
    assert again.status_code == 302, "what is in force is not edited"


def test_salome_reads_what_is_in_force_and_no_names(
    town: Institution, agency: Institution, salome: User, giorgi: User, now: datetime
) -> None:
    running = in_force(drafted(town, agency, at=now), at=now)
    draft = drafted(town, agency, at=now, title_en="Secret draft")
    hers = window(salome)
    page = hers.get(url("agreement", running.agreement_id)).content.decode()
    assert "Zmark" not in page
    assert "signed" in page
    assert "Secret draft" not in hers.get(url("register")).content.decode()
    assert hers.get(url("agreement", draft.agreement_id)).status_code == 404
    assert hers.get(url("paper", running.agreement_id, 1, "en")).status_code == 200
    assert not AuditRow.objects.filter(act__endswith=".read").exists()
    his = window(giorgi)
    assert "Zmark" in his.get(url("agreement", running.agreement_id)).content.decode()
    assert AuditRow.objects.filter(act="agreement.signatures.read").count() == 1
    his.get(url("paper", running.agreement_id, 1, "en"))
    assert AuditRow.objects.filter(act="agreement.paper.read").count() == 1


def test_nino_acts_for_a_party_with_a_reason_only(
    town: Institution, centre: Institution, nino: User, now: datetime
) -> None:
    text = in_review(drafted(town, centre, at=now), at=now)
    party = text.parties.get(institution=town)
    hers, address = window(nino), url("sign", text.agreement_id, party.pk)
    name = {"signatory_function": "Head", "signatory_name": "Zaza", "token": uuid4().hex}
    sent = {**day("signed_on", local_day(now)), **name}
    assert hers.post(address, sent).status_code == 422
    assert hers.post(address, {**sent, "reason": REASON}).status_code == 302
    page = hers.get(url("agreement", text.agreement_id)).content.decode()
    assert REASON in page


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_each_page_opens_in_each_language(
    language: str, town: Institution, agency: Institution, giorgi: User, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    draft = drafted(town, agency, at=now)
    pathway = with_pathway(draft, agency, a_service(institution=town), at=now)
    review = in_review(drafted(town, agency, at=now), at=now)
    running = in_force(drafted(town, agency, at=now), at=now)
    client = window(giorgi)
    with translation.override(language):
        key = draft.agreement_id
        for address in (
            url("register"), url("coverage"), url("pathways"), url("add"), url("agreement", key),
            url("edit", key), url("parties", key), url("add_pathway", key),
            url("pathway", key, pathway.pk), url("compare", key), url("paper", key, 1, language),
            url("move", key, "send"), url("move", key, "withdraw"),
            url("agreement", review.agreement_id), url("move", review.agreement_id, "revise"),
            url("sign", review.agreement_id, review.parties.all()[0].pk),
            url("agreement", running.agreement_id), url("move", running.agreement_id, "end"),
            url("move", running.agreement_id, "renew"),
            url("move", running.agreement_id, "review"),
            url("register") + "?state=open&institution=town",
        ):  # fmt: skip
            assert client.get(address).status_code == 200, address


def test_the_document_holds_the_text_and_is_signed_by_hand(
    town: Institution, agency: Institution, giorgi: User, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    text = drafted(town, agency, at=now, scope="First.\nSecond {{ 1 }} <b>.")
    with_pathway(text, agency, a_service(institution=town), at=now)
    answer = window(giorgi).get(url("paper", text.agreement_id, 1, "fr"))
    paper = Document(BytesIO(answer.content))
    words = [paragraph.text for paragraph in paper.paragraphs]
    assert "Second {{ 1 }} <b>." in words
    assert "The specialist calls the reception." in words
    assert [len(table.rows) for table in paper.tables] == [3]
    assert window(giorgi).get(url("paper", text.agreement_id, 1, "de")).status_code == 404


SCANS = [
    (b"", "a.pdf"),
    (b"<html><script>alert(1)</script>", "a.pdf"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
    (b"PK\x03\x04", "a.pdf"),
    (b"%PDF-1.7 broken", "a.pdf"),
    (b"%PDF-1.7\n/JavaScript (x) startxref 1 %%EOF", "a.pdf"),
    (b"%PDF-1.7\nstartxref 1 %%EOF", "a.png"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.png"),
]


@pytest.mark.parametrize(("content", "name"), SCANS, ids=range(len(SCANS)))
def test_an_upload_that_is_not_what_it_says(
    content: bytes, name: str, town: Institution, agency: Institution, giorgi: User, now: datetime
) -> None:
    text = in_review(drafted(town, agency, at=now), at=now)
    address = url("sign", text.agreement_id, text.parties.get(institution=town).pk)
    answer = window(giorgi).post(
        address,
        {**day("signed_on", local_day(now)), "scan": SimpleUploadedFile(name, content),
         "token": uuid4().hex},
    )  # fmt: skip
    assert answer.status_code == 422
    assert not Signature.objects.exists()


def test_a_scan_is_kept_without_its_metadata_and_given_to_the_parties_only(
    town: Institution, agency: Institution, giorgi: User, salome: User, now: datetime
) -> None:
    text = in_review(drafted(town, agency, at=now), at=now)
    scan = checked_scan(_photo(), "signed.jpg")
    assert b"Zcamera" not in scan.content
    signature = signed_by(text, town, at=now, scan=scan, signatory_name="")
    answer = window(giorgi).get(url("scan", signature.pk))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content == scan.content
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditRow.objects.filter(act="agreement.scan.read").count() == 1
    signed_by(text, agency, at=now)
    assert window(salome).get(url("scan", signature.pk)).status_code == 404


def _photo() -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Zcamera"
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)
    assert b"Zcamera" in out.getvalue()
    return out.getvalue()


def test_two_write_the_same_draft(
    town: Institution, agency: Institution, giorgi: User, now: datetime
) -> None:
    """What the other saved is shown, and what was typed stays in the form."""
    text = drafted(town, agency, at=now)
    sent = {"title_en": "Mine", "language": "en", "scope": "My words.", "version": "1"}
    answer = window(giorgi).post(url("edit", text.agreement_id), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My words." in page
    assert "Young people who were diverted find help in their town." in page
    again = {**sent, "version": str(text.version)}
    assert window(giorgi).post(url("edit", text.agreement_id), again).status_code == 302


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("add", {"lead": "x", "partners": ["y"], "title_en": "T", "language": "en"}),
        ("add", {"title_en": "T" * 500, "language": "zz"}),
        ("edit", {"version": "9" * 40, "starts_on_day": "31", "starts_on_month": "2",
                  "starts_on_year": "2026", "language": "en"}),
        ("edit", {"version": "-1", "scope": "01001012345", "language": "en"}),
        ("parties", {"partners": []}),
        ("parties", {"partners": ["not an id"]}),
        ("add_pathway", {"answer_days": "9" * 30, "service": "x"}),
        ("send", {"version": "x", "number": "77"}),
        ("comment", {"part": "nothing", "words": "\0"}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_changes_nothing(
    name: str, sent: dict[str, Any], town: Institution, agency: Institution, giorgi: User,
    now: datetime,
) -> None:  # fmt: skip
    text = drafted(town, agency, at=now)
    before = list(AgreementVersion.objects.values())
    key = text.agreement_id
    addresses = {"add": url("add"), "send": url("move", key, "send"),
                 "comment": url("version", key, 1)}  # fmt: skip
    answer = window(giorgi).post(addresses.get(name) or url(name, key), sent)
    assert answer.status_code in (403, 404, 422)
    assert list(AgreementVersion.objects.values()) == before
    assert Agreement.objects.count() == 1
    assert not Comment.objects.exists()


def test_a_pathway_is_taken_out_of_a_draft(
    town: Institution, agency: Institution, giorgi: User, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    text = drafted(town, agency, at=now)
    pathway = with_pathway(text, agency, a_service(institution=town), at=now)
    sent = {"take_out": "1", "version": str(text.version)}
    address = url("pathway", text.agreement_id, pathway.pk)
    assert window(giorgi).post(address, sent).status_code == 302
    assert not Pathway.objects.exists()


def test_nino_notes_that_an_institution_was_dissolved(
    town: Institution, agency: Institution, nino: User, giorgi: User, now: datetime
) -> None:
    """Its page says so, nobody drafts with it any more, and what is in force is looked at."""
    text = in_force(drafted(agency, town, at=now), at=now)
    client, address = window(nino), reverse("people:change_institution", args=[town.pk])
    today = local_day(clock_now())
    sent = {
        "name_en": "Example 1 city hall", "code": "town", "kind": "city_hall", "language": "ka",
        "version": str(town.version), **day("dissolved_on", today),
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    assert "dissolved on" in client.get(reverse("people:institutions")).content.decode()
    page = client.get(url("agreement", text.agreement_id)).content.decode()
    assert "A party was dissolved: Example 1 city hall" in page
    assert "Example 1 city hall" not in client.get(url("add")).content.decode()
    assert move_due(clock_now()) == {"agreements over": 1}


def test_pairs_without_an_agreement(
    town: Institution, agency: Institution, giorgi: User, salome: User, now: datetime
) -> None:
    hers = window(salome)
    assert "1 of 1 pairs" in hers.get(url("coverage")).content.decode()
    in_review(drafted(town, agency, at=now), at=now)
    assert "1 of 1 pairs" in hers.get(url("coverage")).content.decode()
    assert "in review" not in hers.get(url("coverage")).content.decode()
    assert "in review" in window(giorgi).get(url("coverage")).content.decode()
    in_force(drafted(town, agency, at=now), at=now)
    assert "0 of 1 pairs" in hers.get(url("coverage")).content.decode()


@pytest.mark.parametrize("name", ["register", "coverage", "pathways"])
def test_as_many_queries_for_many_as_for_few(
    name: str, town: Institution, agency: Institution, giorgi: User, now: datetime,
    a_service: Callable[..., UUID],
) -> None:  # fmt: skip
    service, client, counts = a_service(institution=town), window(giorgi), []
    for _round in range(2):
        for _each in range(3):
            text = drafted(town, agency, at=now)
            with_pathway(text, agency, service, at=now)
            in_force(text, at=now)
        client.get(url(name))
        with CaptureQueriesContext(connection) as seen:
            client.get(url(name))
        counts.append(len(seen))
    assert counts[0] == counts[1]
