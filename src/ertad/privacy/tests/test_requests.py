"""The register of what persons ask, and the pack that they are given."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ertad.audit.models import AuditRow
from ertad.audit.trail import StaleEdit
from ertad.files.tests.papers import needs_pango, objects, words
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.clock import local_day
from ertad.kernel.clock import now as clock_now
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.notices.models import Notice
from ertad.people.models import Institution, User
from ertad.privacy.acts.keep_requests import answer_request, enter_request, prolong_request
from ertad.privacy.acts.make_pack import make_own_pack, make_pack
from ertad.privacy.acts.remind_due import remind_due
from ertad.privacy.models import AccessRequest

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 11, 18)


def entered(by: Actor, at: datetime, **fields: Any) -> AccessRequest:
    known = {"user": None, "reference": "12/345", "what": "know", "received_on": RECEIVED}
    return enter_request(request_id=uuid4(), fields={**known, **fields}, by=by, at=at)


def test_giorgi_asks_and_is_answered_in_time(officer: Actor, giorgi: User, now: datetime) -> None:
    request = entered(officer, now, user=giorgi)
    assert request.due_on == date(2026, 11, 28)

    pack = json.loads(make_pack(request=request, kind="json", by=officer, at=now))
    account = next(part for part in pack["parts"] if part["model"] == "people.user")
    assert account["records"][0]["email"] == "giorgi@example.org"
    assert pack["language"] == "ka"
    row = AuditRow.objects.get(act="privacy.pack.read")
    assert row.details == {"as": "json", "of": [str(giorgi.pk)]}

    answer = {"answered_on": local_day(now), "outcome": "done", "note": ""}
    answered = answer_request(
        request_id=request.pk, fields=answer, version=request.version, by=officer, at=now
    )
    assert answered.outcome == "done"
    assert not AccessRequest.objects.open().exists()


def test_the_term_is_prolonged_once_with_a_reason(officer: Actor, now: datetime) -> None:
    request = entered(officer, now)
    longer = prolong_request(
        request_id=request.pk, why="Two rooms to look through.", version=1, by=officer, at=now
    )
    assert longer.due_on == date(2026, 12, 8)
    with pytest.raises(Refused):
        prolong_request(request_id=request.pk, why="Again", version=2, by=officer, at=now)


def test_the_officer_is_reminded_three_days_before(
    officer: Actor, irakli: User, now: datetime
) -> None:
    entered(officer, now)
    assert not remind_due(now)
    later = now + timedelta(days=5)
    assert remind_due(later) == {"reminders of requests": 1}
    assert not remind_due(later)
    assert Notice.objects.get(kind="request_due").user == irakli


@pytest.mark.parametrize(
    "wrong",
    [
        {"received_on": date(2026, 11, 21)}, {"received_on": date(2016, 11, 18)},
        {"reference": "01001012345"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: dict[str, Any], officer: Actor, now: datetime) -> None:
    with pytest.raises(Refused) as refused:
        entered(officer, now, **wrong)
    assert refused.value.field == next(iter(wrong))
    assert not AccessRequest.objects.exists()


def test_an_answer_is_given_once_and_not_before_it_was_asked(officer: Actor, now: datetime) -> None:
    request = entered(officer, now)

    def answer(on: date, version: int) -> AccessRequest:
        fields = {"answered_on": on, "outcome": "nothing", "note": ""}
        return answer_request(
            request_id=request.pk, fields=fields, version=version, by=officer, at=now
        )

    for day in (date(2026, 11, 17), date(2026, 11, 21)):
        with pytest.raises(Refused):
            answer(day, 1)
    with pytest.raises(StaleEdit):
        answer(RECEIVED, 9)
    answer(RECEIVED, 1)
    with pytest.raises(Refused):
        answer(RECEIVED, 2)


def test_nobody_takes_the_pack_of_another(
    giorgi: User, nino: User, town: Institution, officer: Actor, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        make_own_pack(user=giorgi, kind="json", by=Actor(Role.COORDINATOR, nino.pk), at=now)
    request = entered(officer, now, user=giorgi)
    focal = Actor(Role.FOCAL_POINT, giorgi.pk, town.pk)
    with pytest.raises(NotAllowed):
        make_pack(request=request, kind="json", by=focal, at=now)
    with pytest.raises(Refused):
        make_pack(request=entered(officer, now), kind="json", by=officer, at=now)


def test_a_request_is_entered_by_its_form_once(window: Client, giorgi: User) -> None:
    today = local_day(clock_now())
    sent = {
        "token": "a" * 32, "what": "know", "reference": "7", "email": "Giorgi@example.org",
        "received_on_day": today.day, "received_on_month": today.month,
        "received_on_year": today.year,
    }  # fmt: skip
    for _again in range(2):
        answer = window.post(reverse("privacy:add_request"), sent)
        assert answer.status_code == 302
    request = AccessRequest.objects.get()
    assert request.user == giorgi
    page = window.get(answer.headers["Location"])
    assert "giorgi@example.org" in page.content.decode()
    assert AuditRow.objects.filter(act="request.read", object_id=str(request.pk)).count() == 1

    for wrong in ({"email": "nobody@example.org"}, {"what": "all"}, {"received_on_year": "2099"}):
        assert window.post(reverse("privacy:add_request"), {**sent, **wrong}).status_code == 422

    day = {f"answered_on_{part}": sent[f"received_on_{part}"] for part in ("day", "month", "year")}
    step = reverse("privacy:answer_request", args=[request.pk])
    answered = {**day, "outcome": "done", "note": ""}
    assert window.get(step).status_code == 200
    assert window.post(step, {**answered, "version": "99"}).status_code == 409
    assert window.post(step, {**answered, "version": "x" * 50}).status_code == 409
    assert window.post(step, {**answered, "version": "1"}).status_code == 302
    assert window.post(step, {**answered, "version": "2"}).status_code == 422
    longer = reverse("privacy:prolong_request", args=[request.pk])
    assert window.post(longer, {"why": "", "version": "2"}).status_code == 422
    assert window.get(reverse("privacy:requests")).status_code == 200


def test_a_pack_of_no_known_kind_is_not_found(window: Client, irakli: User, giorgi: User) -> None:
    request = AccessRequest.objects.create(
        user=giorgi, what="know", received_on=RECEIVED, due_on=RECEIVED
    )
    assert window.post(reverse("privacy:my_pack", args=["exe"])).status_code == 404
    assert window.post(reverse("privacy:request_pack", args=[request.pk, "exe"])).status_code == 404
    AccessRequest.objects.update(user=None)
    address = reverse("privacy:request_pack", args=[request.pk, "json"])
    assert window.post(address).status_code == 404


def test_everybody_takes_the_own_pack_and_it_tells_of_itself(client: Client, giorgi: User) -> None:
    client.force_login(giorgi)
    page = client.get(reverse("privacy:mine"))
    assert page.status_code == 200
    answer = client.post(reverse("privacy:my_pack", args=["json"]))
    pack = json.loads(answer.content)
    acts = next(part for part in pack["parts"] if part["model"] == "audit.auditrow")
    assert [row["act"] for row in acts["records"]] == ["privacy.own.read"]
    text = answer.content.decode()
    assert giorgi.password not in text
    assert client.session.session_key not in text
    assert "Nino" not in text


@needs_pango
def test_the_pack_on_paper_is_in_the_persons_language(giorgi: User, now: datetime) -> None:
    by = Actor(Role.FOCAL_POINT, giorgi.pk)
    paper = make_own_pack(user=giorgi, kind="pdf", by=by, at=now)
    assert b"/Lang (ka)" in objects(paper)
    assert "giorgi@example.org" in words(paper)
