"""The institution's side of a round: take the workbook, send it up, settle, send on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

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
from ertad.collection.tests.workbooks import A_SERVICE, Filled, a_list, plain_list, workbook
from ertad.directory.models import Service
from ertad.directory.record import read_records
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User

pytestmark = pytest.mark.django_db
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
