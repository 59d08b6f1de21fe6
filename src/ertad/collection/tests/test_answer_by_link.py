"""An institution answers a round by its signed link, without an account."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from ertad.audit.models import AuditRow, Revision
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.publish_round import publish_round
from ertad.collection.links import address_of
from ertad.collection.models import AnswerDraft, Invitation, Round, Submission
from ertad.collection.tests.a_round import closed, opened
from ertad.collection.tests.by_link import Holder, form_of, seen
from ertad.directory.models import Service
from ertad.directory.record import read_records
from ertad.kernel.actor import Actor
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db
MakeService = Callable[..., UUID]


@pytest.fixture
def round_(coordinator: Actor, town: Institution, centre: Institution, now: datetime) -> Round:
    found, _invitations = opened(coordinator, now, town, centre)
    return found


@pytest.fixture
def invitation(round_: Round, town: Institution) -> Invitation:
    return Invitation.objects.select_related("round", "institution").get(
        round=round_, institution=town
    )


@pytest.fixture
def three(a_service: MakeService, town: Institution) -> list[UUID]:
    names = ("Chess club", "Counselling", "Evening sports")
    return [a_service(institution=town, name_en=name) for name in names]


@pytest.fixture
def holder(invitation: Invitation) -> Holder:
    return Holder(invitation)


def confirm(holder: Holder, service: object) -> Any:
    version = Service.objects.get(pk=service).version  # type: ignore[misc]
    return holder.post("confirm", {"service": str(service), "base": version})


def test_a_town_confirms_changes_ends_and_adds_then_sends_and_it_is_published(
    holder: Holder, three: list[UUID], invitation: Invitation, coordinator: Actor, now: datetime
) -> None:
    chess, counselling, sports = three
    page = holder.opened()
    assert "Example 1 city hall" in page
    assert "0 of 4" in page
    assert "Not answered yet" in page

    assert confirm(holder, chess).status_code == 302
    form = form_of(holder.get("change", service_id=counselling))
    sent = holder.post("change", {**form, "max_age": "21"}, service_id=counselling)
    assert sent.status_code == 302, seen(sent)
    day = {"ended_on_day": "1", "ended_on_month": "11", "ended_on_year": "2026"}
    ended = holder.post("end", {**day, "note": "The project ended", "draft": 0}, service_id=sports)
    assert ended.status_code == 302, seen(ended)
    form = form_of(holder.get("add"))
    new = {**form, "name_en": "Music", "types": ["PSY-IND"], "phones": "+995 32 200 00 02"}
    added = holder.post("add", new)
    assert added.status_code == 302, seen(added)
    assert holder.post("add", new).status_code == 302, "sent twice it is one"
    page = holder.opened()
    assert "4 of 5" in page
    assert holder.post("confirm", {"service": "contact"}).status_code == 302
    page = holder.opened()
    assert "5 of 5" in page
    assert page.count("Send the answer") == 1
    assert Service.objects.get(pk=counselling).max_age is None, "nothing is live before"

    sent = holder.post("send", {"token": "0" * 32})
    assert sent.status_code == 302, seen(sent)
    thanks = holder.opened("thanks")
    assert "Thank you, your answer is sent" in thanks
    assert not AnswerDraft.objects.exists()
    submission = Submission.objects.defer("content").get()
    assert (submission.source, submission.state) == ("link", "sent")
    outcomes = dict(submission.rows.values_list("record__name_en", "outcome"))
    assert outcomes == {"Chess club": "same", "Counselling": "changed", "Evening sports": "ended",
                        "Music": "new"}  # fmt: skip
    invitation.refresh_from_db()
    assert invitation.state == "sent"
    assert "5 of 5" in holder.opened(), "coming back shows what was answered"

    accept_submission(submission=submission, by=coordinator, at=now)
    assert "The coordinator has accepted it" in holder.opened()
    publish_round(round=closed(invitation.round, coordinator, now), by=coordinator, at=now)
    records = read_records(three)
    assert records[counselling]["max_age"] == 21
    assert records[sports]["status"] == "ended"
    assert Service.objects.filter(name_en="Music", institution=invitation.institution).exists()


def test_every_answer_is_in_the_history_as_by_a_signed_link(
    holder: Holder, three: list[UUID], invitation: Invitation
) -> None:
    confirm(holder, three[0])
    row = AuditRow.objects.get(act="answer.write")
    assert (row.role, row.actor_id) == ("link_holder", "")
    assert row.institution_id == str(invitation.institution_id)
    revision = Revision.objects.get(kind="collection.answerdraft")
    assert (revision.role, revision.act) == ("link_holder", "answer.write")
    assert revision.institution_id == str(invitation.institution_id)


def test_the_address_is_absolute_in_the_language_of_the_institution(
    invitation: Invitation, now: datetime, settings: Any
) -> None:
    settings.ERTAD_ADDRESS = "https://ertad.example.org/"
    address = address_of(invitation, now)
    assert address.startswith("https://ertad.example.org/ka/answer/")
    assert address == address_of(invitation, now)
    assert str(invitation.pk) not in address
