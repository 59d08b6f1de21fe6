"""Bad input at the door: each gives a clear message at its place, in three languages, and leaves
the directory as it was."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.translation import override

from ertad.audit.models import Revision
from ertad.collection.checks import told
from ertad.collection.jobs import check_and_match
from ertad.collection.models import Invitation, SourceRow, Submission
from ertad.collection.tests.workbooks import (
    A_SERVICE,
    an_invitation,
    plain_list,
    rows_of,
    workbook,
)
from ertad.directory.models import Location, Service
from ertad.files.tests import making
from ertad.kernel.languages import LANGUAGES
from ertad.people.models import Institution, User

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
HEADERS = ["Service", "Type", "Ages", "Municipality", "Address", "Phone", "Places, as of"]
GOOD = ["Evening sports", "Sport", "12-18", "Example 1", "Main St 5", "032 200 00 02", ""]


def row(**cells: Any) -> list[Any]:
    names = ["name", "type", "ages", "town", "address", "phone", "day"]
    return [cells.get(name, good) for name, good in zip(names, GOOD, strict=True)]


@pytest.fixture
def invitation(
    giorgi: User, town: Institution, a_service: Callable[..., Any], now: datetime
) -> Invitation:
    a_service(institution=town)
    return an_invitation(town, now)


@pytest.fixture
def client(giorgi: User) -> Client:
    client = Client()
    client.force_login(giorgi)
    return client


def upload(client: Client, invitation: Invitation, content: bytes, name: str, lang: str) -> Any:
    with override(lang):
        address = reverse("collection:upload", args=[invitation.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content), "token": ""})


def page(client: Client, submission: Submission, language: str) -> str:
    with override(language):
        address = reverse("collection:submission", args=[submission.pk])
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def directory() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in (Service, Location)]


def found_in(submission: Submission) -> dict[str, dict[str, Any]]:
    rows = [found for each in submission.rows.all() for found in each.findings]
    return {found["code"]: found for found in [*submission.findings, *rows]}


def sent_up(
    client: Client, invitation: Invitation, content: bytes, now: datetime,
    name: str = "services.xlsx",
) -> Submission:  # fmt: skip
    """Sent up, checked, and read in all three languages; the directory is as it was."""
    before = directory()
    response = upload(client, invitation, content, name, "en")
    assert response.status_code == 302, response.content.decode()
    submission = Submission.objects.latest("received_at")
    check_and_match(submission.pk, at=now)
    submission.refresh_from_db()
    findings = found_in(submission)
    for language in LANGUAGES:
        shown = page(client, submission, language)
        with override(language):
            for code, found in findings.items():
                message, remedy = told(found)
                assert conditional_escape(message) in shown, (code, message)
                assert conditional_escape(remedy) in shown
                assert code in shown
            marked = client.get(reverse("collection:marked_workbook", args=[submission.pk]))
        assert marked.status_code == 200
        openpyxl.load_workbook(BytesIO(marked.content))
    assert directory() == before
    return submission


def zip_bomb() -> bytes:
    parts = making.parts_of(making.xlsx([["x"]]))
    return making.zipped({**parts, "xl/worksheets/sheet1.xml": b" " * 30_000_000})


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("bomb.xlsx", zip_bomb, "zip_bomb"),
        ("notes.xlsx", lambda: b"Dear colleague, here is the list.", "services_not_found"),
        ("broken.xlsx", lambda: plain_list(HEADERS, GOOD)[:900], "damaged"),
        ("letter.xlsx", lambda: b"%PDF-1.7", "not_a_spreadsheet"),
        ("old.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel"),
        ("page.xlsx", lambda: b"<html><table><tr><td>x</td></tr></table>", "web_page"),
        ("rows.xlsx", lambda: making.many_rows(25_000), "too_many_rows"),
        ("far.xlsx", lambda: making.with_sheet_data('<row r="500000"><c r="A500000"><v>1</v></c>'
                                                    "</row>"), "too_far"),
        ("heads.xlsx", lambda: plain_list(HEADERS), "nothing_in_it"),
        ("other.xlsx", lambda: plain_list(["Colour", "Weight"], ["red", 4]), "services_not_found"),
    ],
)  # fmt: skip
def test_a_file_that_is_refused_says_why_and_what_to_do(
    client: Client, invitation: Invitation, now: datetime, name: str,
    make: Callable[[], bytes], code: str,
) -> None:  # fmt: skip
    submission = sent_up(client, invitation, make(), now, name)
    assert submission.state == "refused"
    assert list(found_in(submission)) == [code]
    assert not submission.rows.exists()
    assert "The file cannot be taken" in page(client, submission, "en")
    assert 'id="again"' in page(client, submission, "en")


@pytest.mark.slow
def test_half_a_million_rows(client: Client, invitation: Invitation, now: datetime) -> None:
    submission = sent_up(client, invitation, making.many_rows(500_000), now)
    assert submission.state == "refused"
    assert list(found_in(submission)) == ["too_many_rows"]
    assert "20000" in page(client, submission, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_above_the_limit_is_refused_before_it_is_read(
    client: Client, invitation: Invitation, settings: Any, language: str
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100_000
    for size in (100_001, 400_000):
        response = upload(client, invitation, b"x" * size, "big.xlsx", language)
        assert response.status_code == 422
        assert "20" in response.content.decode()
        assert 'class="errors"' in response.content.decode()
    assert not Submission.objects.exists()
    assert upload(client, invitation, b"x" * 100_000, "b.xlsx", language).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_file_and_none_at_all(
    client: Client, invitation: Invitation, language: str
) -> None:
    assert upload(client, invitation, b"", "empty.xlsx", language).status_code == 422
    with override(language):
        address = reverse("collection:upload", args=[invitation.pk])
    response = client.post(address, {"token": "x" * 500})
    assert response.status_code == 422
    assert 'class="errors"' in response.content.decode()
    assert client.post(address, {"file": "text in place of a file"}).status_code == 422
    assert not Submission.objects.exists()


def test_a_broken_form_is_no_server_error(client: Client, invitation: Invitation) -> None:
    with override("en"):
        address = reverse("collection:upload", args=[invitation.pk])
    kind = "multipart/form-data; boundary=x"
    for body in (b"", b"--x\r\n", b"--x\r\nContent-Disposition: form-data; name=file; filename=a"):
        assert client.post(address, body, content_type=kind).status_code in (400, 422)


def test_the_same_file_twice_is_one_submission(
    client: Client, invitation: Invitation, now: datetime
) -> None:
    content = workbook(invitation, now).saved()
    first = sent_up(client, invitation, content, now)
    again = upload(client, invitation, content, "services.xlsx", "en")
    assert again["Location"] == f"/en/collect/submission/{first.pk}/"
    assert Submission.objects.count() == 1


def test_the_same_form_twice_with_another_file(client: Client, invitation: Invitation) -> None:
    with override("en"):
        address = reverse("collection:upload", args=[invitation.pk])
    for content in (b"one", b"two", b"one"):
        form = {"file": SimpleUploadedFile("a.xlsx", content), "token": "ab" * 16}
        assert client.post(address, form).status_code == 302
    assert Submission.objects.count() == 3


@pytest.mark.parametrize(
    ("cells", "code", "column", "shown"),
    [
        ({"town": "Exmpale 1"}, "municipality_unknown", "D", "Example 1"),
        ({"ages": "18-12"}, "ages_reversed", "C", ""),
        ({"phone": "032 20O 00 O2"}, "phone_letters", "F", "20O"),
        ({"type": "Juggling"}, "type_unknown", "B", "Juggling"),
        ({"name": "01001012345"}, "personal_number", "A", ""),
        ({"day": "13.13.2025"}, "not_a_date", "G", "13.13.2025"),
        ({"name": "x" * 20_000}, "long_text", "A", "20000"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(
    client: Client, invitation: Invitation, now: datetime, cells: dict[str, str], code: str,
    column: str, shown: str,
) -> None:  # fmt: skip
    submission = sent_up(client, invitation, plain_list(HEADERS, GOOD, row(**cells)), now)
    found = found_in(submission)[code]
    assert (found["sheet"], found["row"], found["column"]) == ("Sheet", 3, column)
    assert [each.outcome for each in rows_of(submission)] == ["new", "refused"]
    text = page(client, submission, "en")
    assert "Sheet Sheet, row 3" in text
    assert shown in text
    assert "Correct the errors first" in text


def test_a_personal_number_is_kept_nowhere(
    client: Client, invitation: Invitation, now: datetime
) -> None:
    number = "61001012345"
    content = plain_list(HEADERS, GOOD, row(phone=int(number)), row(address=f"Main St, {number}"))
    submission = sent_up(client, invitation, content, now)
    file = client.get(f"/en/collect/submission/{submission.pk}/file/")
    for each in openpyxl.load_workbook(BytesIO(file.content)).active.iter_rows(values_only=True):
        assert "61001012345" not in str(each)
    kept = [
        *SourceRow.objects.values_list("raw", "record", "findings"),
        *Submission.objects.values_list("findings"),
        *Revision.objects.values_list("after"),
    ]
    assert "61001012345" not in str(kept)
    assert "61001012345" not in page(client, submission, "en")


def test_a_formula_without_its_value(client: Client, invitation: Invitation, now: datetime) -> None:
    book = workbook(invitation, now)
    book.write("services", 0, {"To age": "=9+9"})
    submission = sent_up(client, invitation, book.saved(), now)
    found = found_in(submission)["formula_without_value"]
    assert (found["sheet"], found["row"]) == ("Services", 3)
    assert [each.outcome for each in rows_of(submission)] == ["refused"]


def test_merged_cells_and_hidden_sheets(
    client: Client, invitation: Invitation, now: datetime
) -> None:
    book = openpyxl.Workbook()
    for each in (HEADERS, GOOD, row(name="Music")):
        book.active.append(each)
    book.active.merge_cells("D2:D3")
    hidden = book.create_sheet("Old list")
    hidden.append(["something", "else"])
    hidden.sheet_state = "hidden"
    submission = sent_up(client, invitation, making.saved(book), now)
    assert {"merged_rows", "hidden_sheet"} <= set(found_in(submission))
    assert submission.state == "checked"


def test_titles_above_repeated_headers_and_totals(
    client: Client, invitation: Invitation, now: datetime
) -> None:
    content = plain_list(
        ["Services of Example 1 city hall, 2026"], [], HEADERS, GOOD, HEADERS, row(name="Music"),
        ["Total", "", "", "", "", "", 2],
    )  # fmt: skip
    submission = sent_up(client, invitation, content, now)
    assert [each.outcome for each in rows_of(submission)] == ["new", "new"]
    assert {"header_again", "totals_row"} <= set(found_in(submission))


def test_duplicate_headers(client: Client, invitation: Invitation, now: datetime) -> None:
    content = plain_list([*HEADERS, "Phone"], [*GOOD, "032 200 00 09"])
    submission = sent_up(client, invitation, content, now)
    assert found_in(submission)["duplicate_header"]["severity"] == "error"
    assert submission.counts["errors"] >= 1


def test_dates_written_in_many_ways(client: Client, invitation: Invitation, now: datetime) -> None:
    days = ["31.10.2026", "2026-10-31", date(2026, 10, 31), "10/31/2026", 46326]
    names = ["Art", "Music", "Chess", "Theatre", "Cooking"]
    content = plain_list(
        [*HEADERS, "Places"],
        *([*row(name=n, address=f"{n} St 1", day=d), "Places open"]
          for n, d in zip(names, days, strict=True)),
    )  # fmt: skip
    submission = sent_up(client, invitation, content, now)
    read = [each.record["places_as_of"] for each in rows_of(submission) if each.record]
    assert read == ["2026-10-31"] * len(read)
    assert len(read) >= 4
    assert "month_first" in found_in(submission)


def test_the_calendar_of_1904(client: Client, invitation: Invitation, now: datetime) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for each in ([*HEADERS, "Places"], [*row(day=date(2026, 10, 31)), "Places open"]):
        book.active.append(each)
    submission = sent_up(client, invitation, making.saved(book), now)
    assert rows_of(submission)[0].record["places_as_of"] == "2026-10-31"


def test_an_old_georgian_font(client: Client, invitation: Invitation, now: datetime) -> None:
    content = plain_list(HEADERS, row(name="momsaxureba bavSvebisTvis saqarTveloSi"))
    submission = sent_up(client, invitation, content, now)
    assert rows_of(submission)[0].record["name_ka"] == "მომსახურება ბავშვებისთვის საქართველოში"
    assert "საქართველოში" in page(client, submission, "en")


def test_the_workbook_of_another_institution(
    client: Client, invitation: Invitation, centre: Institution, now: datetime
) -> None:
    theirs = workbook(an_invitation(centre, now), now).saved()
    submission = sent_up(client, invitation, theirs, now)
    assert submission.state == "refused"
    assert "Example centre" in page(client, submission, "en")


def test_an_ods_is_read_like_an_xlsx(client: Client, invitation: Invitation, now: datetime) -> None:
    lines = "".join(
        f"<table:table-row>{''.join(making.ods_text(cell) for cell in cells)}</table:table-row>"
        for cells in (HEADERS, GOOD)
    )
    long_name = "Services " * 12
    content = making.ods(making.ods_table(lines, name=long_name.strip()))
    submission = sent_up(client, invitation, content, now, "სერვისები.ods")
    assert [each.outcome for each in rows_of(submission)] == ["new"]
    file = client.get(f"/en/collect/submission/{submission.pk}/file/")
    assert file.content == content
    assert file["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert file["Content-Disposition"].endswith(".ods")
    assert "filename*=UTF-8''%E1%83%A1" in file["Content-Disposition"]


def test_a_good_row_of_the_workbook_has_nothing_against_it(
    client: Client, invitation: Invitation, now: datetime
) -> None:
    book = workbook(invitation, now)
    book.write("services", 1, A_SERVICE)
    submission = sent_up(client, invitation, book.saved(), now)
    assert submission.counts["errors"] == 0
    assert "Send to the coordinator" in page(client, submission, "en")
