"""The institution's side of a round: take the workbook, send it up, settle, send on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ertad.audit.models import AuditRow
from ertad.collection.acts.return_submission import return_submission
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.jobs import check_and_match
from ertad.collection.models import Invitation, SourceRow, Submission
from ertad.collection.tests.a_round import checked, closed, opened, record_of
from ertad.collection.tests.workbooks import A_SERVICE, Filled, plain_list
from ertad.directory.record import read_records
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MakeService = Callable[..., Any]


def address(name: str, key: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"collection:{name}", args=[key])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def giorgis(giorgi: User) -> Client:
    return signed_in(giorgi)


@pytest.fixture
def invitation(coordinator: Actor, town: Institution, now: datetime) -> Invitation:
    _round, (found,) = opened(coordinator, now, town)
    return found


def send_file(
    client: Client,
    invitation: Invitation,
    content: bytes,
    name: str = "services.xlsx",
    **more: str,
) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(address("upload", invitation.pk), {"file": file, "token": "", **more})


def seen(response: Any) -> str:
    """The page as text on one line."""
    return " ".join(response.content.decode().split())


def received(client: Client, invitation: Invitation, content: bytes, at: datetime) -> Submission:
    """Sent up on the screen and checked by the job."""
    response = send_file(client, invitation, content)
    assert response.status_code == 302, seen(response)
    submission = Submission.objects.latest("received_at")
    check_and_match(submission.pk, at=at)
    submission.refresh_from_db()
    return submission


def test_giorgi_takes_the_workbook_fills_it_and_sends_it_to_nino(
    giorgis: Client, invitation: Invitation, town: Institution, a_service: MakeService,
    now: datetime,
) -> None:  # fmt: skip
    a_service(institution=town)
    page = address("invitation", invitation.pk)
    assert "Next: take the workbook" in seen(giorgis.get(page))

    taken = giorgis.post(address("take_workbook", invitation.pk), {"language": "en"})
    assert taken["Content-Type"].endswith("spreadsheetml.sheet")
    assert taken["Cache-Control"] == "no-store"
    assert 'filename="ertad-town-2026-11.xlsx"' in taken["Content-Disposition"]
    assert "filename*=UTF-8''Example%201%20city%20hall" in taken["Content-Disposition"]
    assert "Next: fill it in and send it back" in seen(giorgis.get(page))

    book = Filled(taken.content)
    book.write("services", 0, {"To age": 21})
    book.write("services", 1, A_SERVICE)
    submission = received(giorgis, invitation, book.saved(), now)
    assert "Next: send it to the coordinator" in seen(giorgis.get(page))

    shown = seen(giorgis.get(address("submission", submission.pk)))
    assert "Ready to be sent" in shown
    assert "What becomes of your 2 rows" in shown
    changes = seen(giorgis.get(address("submission", submission.pk) + "?show=changes"))
    assert "Evening sports" in changes
    assert '<ins><span class="read-out">after: </span>21</ins>' in changes

    sent = giorgis.post(
        address("send", submission.pk), {"version": submission.version}, follow=True
    )
    assert "The coordinator reviews it" in seen(sent)
    submission.refresh_from_db()
    assert submission.state == "sent"
    assert "There is nothing to do" in seen(giorgis.get(page))


def test_errors_are_listed_at_their_rows_and_the_file_comes_back_marked(
    giorgis: Client, invitation: Invitation, now: datetime
) -> None:
    content = plain_list(
        ["Service", "Type", "Ages", "Municipality", "Phone"],
        ["Music", "Sport", "12-18", "Example 1", "032 200 00 02"],
        ["Boxing", "Sport", "18-12", "Example 1", "032 20A 00 00"],
    )
    submission = received(giorgis, invitation, content, now)
    shown = seen(giorgis.get(address("submission", submission.pk)))
    assert "errors to correct" in shown
    assert shown.index("row 3 · Boxing") < shown.index("row 2 · Music")
    assert "Send to the coordinator" not in shown
    assert "Correct the errors first" in shown
    marked = giorgis.get(address("marked_workbook", submission.pk))
    assert marked["Cache-Control"] == "no-store"
    assert "To correct" in openpyxl.load_workbook(BytesIO(marked.content)).sheetnames
    assert "Next: correct the errors" in seen(giorgis.get(address("invitation", invitation.pk)))
    refused = giorgis.post(address("send", submission.pk), follow=True)
    assert "Correct the errors first" in seen(refused)
    submission.refresh_from_db()
    assert submission.state == "checked"


def test_a_long_list_of_findings_comes_in_pages(
    giorgis: Client, invitation: Invitation, now: datetime
) -> None:
    rows = [[f"Club {n}", "Sport", "18-12", "Example 1", "032 200 00 02"] for n in range(60)]
    content = plain_list(["Service", "Type", "Ages", "Municipality", "Phone"], *rows)
    submission = received(giorgis, invitation, content, now)
    first = seen(giorgis.get(address("submission", submission.pk)))
    last = seen(giorgis.get(address("submission", submission.pk) + "?page=3"))
    assert "row 2 · Club 0" in first
    assert "row 61 · Club 59" not in first
    assert "row 61 · Club 59" in last
    assert giorgis.get(address("submission", submission.pk) + "?page=x").status_code == 200


@pytest.fixture
def in_conflict(
    invitation: Invitation, town: Institution, a_service: MakeService, now: datetime
) -> SourceRow:
    """A row of a checked file whose two ages were changed on both sides."""
    key = a_service(institution=town, min_age=14, max_age=18)
    submission = checked(invitation, now, (key, read_records([key])[key]))
    row = submission.rows.get()
    row.conflicts = {
        "min_age": {"base": 10, "current": 14, "sent": 12, "choice": ""},
        "max_age": {"base": 16, "current": 18, "sent": 21, "choice": ""},
    }
    row.outcome = "conflict"
    row.save()
    Submission.objects.filter(pk=submission.pk).update(counts={"rows": 1, "conflict": 1})
    return row


def test_questions_are_answered_field_by_field_several_at_once(
    giorgis: Client, in_conflict: SourceRow
) -> None:
    file = address("submission", in_conflict.submission_id)
    shown = seen(giorgis.get(file))
    assert "1 row to settle" in shown
    assert "When you took the workbook: 10" in shown
    assert "Say first which value is right" in shown
    answered = giorgis.post(
        address("answer_conflict", in_conflict.submission_id),
        {
            f"version-{in_conflict.pk}": in_conflict.version,
            f"choice-{in_conflict.pk}-min_age": "sent",
            f"choice-{in_conflict.pk}-max_age": "current",
            f"choice-{in_conflict.pk}-nothing": "sent",
            "choice-not-a-row": "sent",
        },
        follow=True,
    )
    in_conflict.refresh_from_db()
    told = [in_conflict.conflicts[key]["choice"] for key in ("min_age", "max_age")]
    assert told == ["sent", "current"]
    assert in_conflict.record["min_age"] == 12
    assert in_conflict.outcome == "changed"
    assert "2 answers kept" in seen(answered)
    assert "Ready to be sent" in seen(answered)


def test_of_two_who_answer_the_second_is_told(giorgis: Client, in_conflict: SourceRow) -> None:
    form = {f"version-{in_conflict.pk}": in_conflict.version,
            f"choice-{in_conflict.pk}-min_age": "sent"}  # fmt: skip
    where = address("answer_conflict", in_conflict.submission_id)
    assert giorgis.post(where, form).status_code == 302
    late = giorgis.post(where, form | {f"choice-{in_conflict.pk}-min_age": "current"}, follow=True)
    assert "Somebody else answered meanwhile" in seen(late)
    in_conflict.refresh_from_db()
    assert in_conflict.conflicts["min_age"]["choice"] == "sent"
    nothing = giorgis.post(where, {}, follow=True)
    assert "Choose one of the two values" in seen(nothing)


def test_sending_from_a_page_that_is_no_longer_true(
    giorgis: Client, invitation: Invitation, town: Institution, now: datetime
) -> None:
    submission = checked(invitation, now, (None, record_of(town)))
    where = address("send", submission.pk)
    stale = giorgis.post(where, {"version": submission.version + 1}, follow=True)
    assert "Somebody changed this meanwhile" in seen(stale)
    assert giorgis.post(where, {"version": submission.version}).status_code == 302
    twice = giorgis.post(where, {"version": submission.version}, follow=True)
    assert "cannot be done at this stage" in seen(twice)


def test_what_came_back_shows_the_comments_and_what_to_do(
    giorgis: Client, invitation: Invitation, town: Institution, coordinator: Actor, focal: Actor,
    now: datetime,
) -> None:  # fmt: skip
    submission = checked(invitation, now, (None, record_of(town)))
    send_submission(submission=submission, by=focal, at=now)
    row = submission.rows.get()
    return_submission(
        submission=submission, by=coordinator, at=now, comment="Nearly.",
        row_comments={row.pk: "From which age?"},
    )  # fmt: skip
    for name, key in (("invitation", invitation.pk), ("submission", submission.pk)):
        shown = seen(giorgis.get(address(name, key)))
        assert "Nearly." in shown
        assert "From which age?" in shown
        assert "row 3 · Youth club" in shown
        assert address("marked_workbook", submission.pk) in shown
        assert address("upload", invitation.pk) in shown


def test_while_the_check_runs_the_page_asks_again(
    giorgis: Client, invitation: Invitation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send_file(giorgis, invitation, b"PK\x03\x04 broken").status_code == 302
    submission = Submission.objects.get()
    where = address("submission", submission.pk)
    shown = seen(giorgis.get(where))
    assert "Your file is being checked" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert 'http-equiv="refresh"' in shown
    assert giorgis.get(where, headers={"HX-Request": "true"}).status_code == 204
    assert giorgis.get(address("marked_workbook", submission.pk)).status_code == 404
    assert "See how it goes" in seen(giorgis.get(address("invitation", invitation.pk)))

    cache.clear()
    Submission.objects.update(received_at=now - timedelta(days=1))
    assert "It takes longer than usual" in seen(giorgis.get(where))
    submission.refresh_from_db()
    assert submission.state == "refused"  # the lost job was queued again, and done at once
    assert giorgis.get(where, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "The file cannot be taken" in seen(giorgis.get(where))


def test_a_closed_round_takes_nothing_and_says_so(
    giorgis: Client, invitation: Invitation, coordinator: Actor, now: datetime
) -> None:
    closed(invitation.round, coordinator, now)
    shown = seen(giorgis.get(address("invitation", invitation.pk)))
    assert "The round takes no answers now" in shown
    assert address("upload", invitation.pk) not in shown
    late = send_file(giorgis, invitation, b"late")
    assert late.status_code == 422
    assert "The round is not open" in seen(late)
    taken = giorgis.post(address("take_workbook", invitation.pk), follow=True)
    assert "The round is not open" in seen(taken)


GETS = ("invitation", "upload")
OF_A_FILE = ("submission", "marked_workbook", "received_file")


def test_nobody_else_learns_that_it_exists(
    invitation: Invitation, town: Institution, lasha: User, marie: User, giorgi: User,
    now: datetime,
) -> None:  # fmt: skip
    submission = checked(invitation, now, (None, record_of(town)))
    staff = User.objects.create_user("eka@example.org", name="Eka", language="en")
    Membership.objects.create(
        user=staff, institution=town, role=Role.PROVIDER_STAFF, since=now.date()
    )
    for user in (lasha, marie, staff):
        client = signed_in(user)
        for name in GETS:
            assert client.get(address(name, invitation.pk)).status_code == 404
        for name in OF_A_FILE:
            assert client.get(address(name, submission.pk)).status_code == 404
        assert send_file(client, invitation, b"x").status_code == 404
        for name in ("answer_conflict", "send"):
            assert client.post(address(name, submission.pk)).status_code == 404
        assert client.post(address("take_workbook", invitation.pk)).status_code == 404
    visitor = Client().get(address("invitation", invitation.pk))
    assert "/account/" in visitor["Location"]
    assert signed_in(giorgi).get(address("send", submission.pk)).status_code == 405
    assert Submission.objects.get().state == "checked"


def test_a_form_from_elsewhere_is_refused(giorgi: User, invitation: Invitation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(giorgi)
    assert send_file(client, invitation, b"x").status_code == 403
    assert not Submission.objects.exists()


def test_nino_acts_for_the_institution_and_says_why(
    nino: User, invitation: Invitation, town: Institution, now: datetime
) -> None:
    client = signed_in(nino)
    assert client.get(address("invitation", invitation.pk)).status_code == 200
    submission = checked(invitation, now, (None, record_of(town)))
    row = submission.rows.get()
    tries = {
        "take_workbook": (invitation.pk, {"language": "en"}),
        "answer_conflict": (submission.pk, {f"choice-{row.pk}-min_age": "sent"}),
        "send": (submission.pk, {"version": submission.version}),
    }
    for reason in ("", "   ", "asked by 01001012345"):
        for name, (key, form) in tries.items():
            response = client.post(address(name, key), form | {"reason": reason})
            assert response.status_code == 422, name
            assert 'class="errors"' in response.content.decode()
        assert send_file(client, invitation, b"x", reason=reason).status_code == 422
    submission.refresh_from_db()
    assert (submission.state, Submission.objects.count()) == ("checked", 1)

    sent = client.post(
        address("send", submission.pk), {"version": submission.version, "reason": "by phone"}
    )
    assert sent.status_code == 302
    row_of_trail = AuditRow.objects.filter(act="submission.send").get()
    assert (row_of_trail.role, row_of_trail.reason) == ("coordinator", "by phone")
    assert str(row_of_trail.institution_id) == str(town.pk)
    again = seen(client.get(address("invitation", invitation.pk)))
    assert 'value="by phone"' in again


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_every_language_has_its_workbook_and_its_page(
    giorgis: Client, invitation: Invitation, language: str
) -> None:
    assert giorgis.get(address("invitation", invitation.pk, language)).status_code == 200
    taken = giorgis.post(address("take_workbook", invitation.pk), {"language": language})
    assert Filled(taken.content, language).sheet("services") is not None
    odd = giorgis.post(address("take_workbook", invitation.pk, language), {"language": "xx"})
    assert Filled(odd.content, language).sheet("services") is not None


def test_queries_do_not_grow_with_the_rows(
    giorgis: Client, invitation: Invitation, now: datetime
) -> None:
    counted: dict[str, set[int]] = {"invitation": set(), "submission": set(), "changes": set()}
    for number in (3, 40):
        rows = [[f"Club {n}", "Sport", "18-12" if n % 2 else "12-18", "Example 1", f"{n} St",
                 "032 200 00 02"] for n in range(number)]  # fmt: skip
        headers = ["Service", "Type", "Ages", "Municipality", "Address", "Phone"]
        submission = received(giorgis, invitation, plain_list(headers, *rows), now)
        pages = {
            "invitation": address("invitation", invitation.pk),
            "submission": address("submission", submission.pk),
            "changes": address("submission", submission.pk) + "?show=changes",
        }
        for name, page in pages.items():
            giorgis.get(page)
            with CaptureQueriesContext(connection) as queries:
                giorgis.get(page)
            counted[name].add(len(queries))
    assert all(len(numbers) == 1 for numbers in counted.values()), counted
    assert max(max(numbers) for numbers in counted.values()) <= 35, counted
