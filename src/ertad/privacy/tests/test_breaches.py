"""The log of breaches and its 72 hours."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ertad.audit.models import AuditRow
from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.notices.models import Notice
from ertad.notices.notice_kinds import notice_kinds
from ertad.people.models import Institution, Membership, User
from ertad.privacy.acts.move_breach import move_breach
from ertad.privacy.acts.note_breach import note_breach
from ertad.privacy.acts.remind_due import remind_due
from ertad.privacy.clock import HOURS, clock, hours_left
from ertad.privacy.models import Breach
from ertad.privacy.rules import BREACH_MOVES
from ertad.privacy.tests.conftest import FOUND
from ertad.privacy.work import open_work

pytestmark = pytest.mark.django_db
Make = Callable[..., Breach]
ASSESSED = {"data": ["personal"], "people": "1-10", "risk": "Addresses were seen by a visitor."}


def hour(count: float) -> datetime:
    return FOUND + timedelta(hours=count)


def test_irakli_notes_assesses_notifies_and_closes_a_breach(
    a_breach: Make, officer: Actor, irakli: User
) -> None:
    breach = a_breach()
    assert clock(breach, hour(1)).left == 71
    assert open_work(irakli, FOUND.date())[0].count == 1

    breach = _move(breach, "breach.assess", officer, hour(5), **ASSESSED)
    told = {"notified_at": hour(30), "reference": "PDPS-77", "why_late": ""}
    breach = _move(breach, "breach.notify", officer, hour(31), **told)
    assert clock(breach, hour(99)).kind == "ok"
    with override("en"):
        assert clock(breach, hour(99)).words == "notified after 30 hours"
    end = {"measures": "The printer asks for a card now.", "telling": "told"}
    breach = _move(breach, "breach.close", officer, hour(100), **end)

    assert breach.state == Breach.State.CLOSED
    assert breach.closed_at == hour(100)
    acts = AuditRow.objects.filter(kind="privacy.breach").order_by("seq")
    assert list(acts.values_list("act", flat=True)) == [
        "breach.note", "breach.assess", "breach.notify", "breach.close",
    ]  # fmt: skip
    assert open_work(irakli, FOUND.date())[0].count == 0


def _move(breach: Breach, act: str, by: Actor, at: datetime, **fields: Any) -> Breach:
    return move_breach(
        breach_id=breach.pk, act=act, fields=fields, version=breach.version, by=by, at=at
    )


def test_harm_that_is_hardly_to_be_expected_needs_a_reason(a_breach: Make, officer: Actor) -> None:
    breach = _move(a_breach(), "breach.assess", officer, hour(2), **ASSESSED)
    with pytest.raises(Refused):
        _move(breach, "breach.spare", officer, hour(3), why_not="")
    breach = _move(breach, "breach.spare", officer, hour(3), why_not="The file was encrypted.")
    assert clock(breach, hour(80)).left is None
    again = _move(breach, "breach.assess", officer, hour(4), **ASSESSED)
    assert clock(again, hour(4)).left == 68


def test_after_72_hours_a_reason_is_asked(a_breach: Make, officer: Actor) -> None:
    breach = _move(a_breach(), "breach.assess", officer, hour(2), **ASSESSED)
    late = {"notified_at": hour(73), "reference": "1"}
    with pytest.raises(Refused) as refused:
        _move(breach, "breach.notify", officer, hour(74), **late)
    assert refused.value.field == "why_late"
    breach = _move(breach, "breach.notify", officer, hour(74), **late, why_late="It was Sunday.")
    assert clock(breach, hour(75)).kind == "bad"


@pytest.mark.parametrize(
    ("act", "fields", "field"),
    [
        ("breach.notify", {"notified_at": hour(9), "reference": "1"}, "notified_at"),
        ("breach.notify", {"notified_at": hour(-1), "reference": "1"}, "notified_at"),
        ("breach.notify", {"notified_at": None}, "notified_at"),
        ("breach.change", {"what": "Number 01001012345", "kind": "seen"}, "what"),
        ("breach.change", {"what": "x", "kind": "lost", "began_on": date(2027, 1, 1)}, "began_on"),
        ("breach.close", {"measures": "x", "telling": "told"}, None),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    act: str, fields: dict[str, Any], field: str | None, a_breach: Make, officer: Actor
) -> None:
    breach = _move(a_breach(), "breach.assess", officer, hour(2), **ASSESSED)
    with pytest.raises(Refused) as refused:
        _move(breach, act, officer, hour(3), **fields)
    assert refused.value.field == field
    breach.refresh_from_db()
    assert (breach.state, breach.version) == ("assessed", 2)


def test_nobody_but_the_officer_keeps_the_log(
    a_breach: Make, nino: User, agency: Institution, now: datetime
) -> None:
    breach = a_breach()
    coordinator = Actor(Role.COORDINATOR, nino.pk, agency.pk, "for them")
    with pytest.raises(NotAllowed):
        _move(breach, "breach.assess", coordinator, now, **ASSESSED)
    with pytest.raises(NotAllowed):
        note_breach(breach_id=uuid4(), fields={}, by=coordinator, at=now)
    assert not Breach.objects.visible_to(nino).exists()
    assert open_work(nino, now.date()) == []


def test_sent_twice_it_is_one_and_the_future_is_refused(officer: Actor, now: datetime) -> None:
    fields = {"found_at": FOUND, "kind": "lost", "what": "A stick is gone."}
    key = uuid4()
    for _again in range(2):
        note_breach(breach_id=key, fields=fields, by=officer, at=now)
    assert Breach.objects.count() == 1
    later = {**fields, "found_at": now + timedelta(minutes=1)}
    with pytest.raises(Refused):
        note_breach(breach_id=uuid4(), fields=later, by=officer, at=now)


def test_a_stale_step_is_not_taken(a_breach: Make, officer: Actor) -> None:
    breach = a_breach()
    _move(breach, "breach.change", officer, hour(2), what="Two lists.", kind="seen")
    breach.version = 1
    with pytest.raises(StaleEdit):
        _move(breach, "breach.assess", officer, hour(2), **ASSESSED)


def test_the_officers_are_reminded_once_at_each_step(
    a_breach: Make, irakli: User, agency: Institution, officer: Actor
) -> None:
    keti = User.objects.create_user("keti@example.org", name="Keti", language="en")
    Membership.objects.create(user=keti, institution=agency, role="auditor", since=FOUND.date())
    breach = a_breach()
    assert Notice.objects.get().user == keti
    assert not remind_due(hour(10))
    for at, sent in ((25, 1), (26, 0), (50, 1), (67, 1), (71.5, 0), (72.5, 1), (200, 0)):
        assert sum(remind_due(hour(at)).values()) == sent, at
    assert Notice.objects.filter(kind="breach_clock", user=irakli).count() == 4
    breach.refresh_from_db()
    assert (breach.reminded, breach.version) == (0, 1)
    for notice in Notice.objects.all():
        kind = notice_kinds()[notice.kind]
        with override("en"):
            assert "breach" in kind.say(notice.facts)
            assert str(breach.pk) in kind.link(notice.facts)


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2020, 1, 1)))
def test_no_clock_gives_more_than_72_hours(at: datetime) -> None:
    left = hours_left(FOUND, at)
    assert left <= HOURS
    assert (left < 0) == (at > FOUND + timedelta(hours=HOURS))


def test_every_state_is_reached_and_left() -> None:
    targets = {move.target for move in BREACH_MOVES.values() if move.target}
    assert targets | {Breach.State.FOUND} == set(Breach.State)
    assert all(set(move.needs) <= set(move.asks) for move in BREACH_MOVES.values())


def test_the_form_notes_a_breach_once(window: Client) -> None:
    address = reverse("privacy:add_breach")
    page = window.get(address)
    sent = {
        "token": page.context["token"], "found_on_day": "1", "found_on_month": "2",
        "found_on_year": "2026", "found_time": "14:30", "kind": "seen", "people": "unknown",
        "what": "=HYPERLINK(\"x\")\u202e\nA list lay in the printer.",
    }  # fmt: skip
    for _again in range(2):
        assert window.post(address, sent).status_code == 302
    breach = Breach.objects.get()
    assert breach.found_at == datetime(2026, 2, 1, 10, 30, tzinfo=UTC)
    book = openpyxl.load_workbook(BytesIO(window.get(reverse("privacy:breaches_xlsx")).content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize(
    "wrong",
    [
        {"found_on_year": "2099"}, {"found_on_day": "31"}, {"found_time": "25:00"},
        {"kind": "none"}, {"what": "01001012345"}, {"what": ""}, {"data": ["secret"]},
        {"what": "x" * 5000}, {"people": "12"}, {"token": "'; drop"} | {"what": ""},
    ],
)  # fmt: skip
def test_a_form_that_is_filled_wrongly_says_so(wrong: dict[str, Any], window: Client) -> None:
    sent = {
        "found_on_day": "1", "found_on_month": "2", "found_on_year": "2026", "kind": "seen",
        "found_time": "14:30", "people": "unknown", "what": "A list lay in the printer.",
    }  # fmt: skip
    page = window.post(reverse("privacy:add_breach"), {**sent, **wrong})
    assert page.status_code == 422
    assert page.context["form"].errors
    assert not Breach.objects.exists()


def test_each_step_has_a_page_that_takes_it(a_breach: Make, window: Client) -> None:
    breach = a_breach()

    def post(move: str, **sent: Any) -> int:
        breach.refresh_from_db()
        address = reverse("privacy:move_breach", args=[breach.pk, move])
        assert window.get(address).status_code == 200
        return window.post(address, {"version": breach.version, **sent}).status_code

    assert post("change", what="Two lists.", kind="seen", people="unknown", measures="") == 302
    assert post("assess", data=["personal"], people="1-10", risk="Seen by one visitor.") == 302
    day = {"notified_on_day": "20", "notified_on_month": "11", "notified_on_year": "2026"}
    assert post("notify", **day, notified_time="00:01", reference="1") == 422
    assert post("spare", why_not="") == 422
    assert post("spare", why_not="One sheet, taken back at once.") == 302
    assert post("close", measures="", telling="open") == 422
    assert post("close", measures="A card is asked for.", telling="not_needed") == 302
    gone = reverse("privacy:move_breach", args=[breach.pk, "assess"])
    assert window.get(gone).headers["Location"] == reverse("privacy:breach", args=[breach.pk])
    assert (
        window.get(reverse("privacy:move_breach", args=[breach.pk, "nothing"])).status_code == 404
    )
    assert window.get(reverse("privacy:breach", args=[breach.pk])).status_code == 200


def test_a_stale_page_keeps_what_was_typed(a_breach: Make, window: Client) -> None:
    breach = a_breach()
    address = reverse("privacy:move_breach", args=[breach.pk, "assess"])
    sent = {"version": "7", "data": ["personal"], "people": "1-10", "risk": "Typed with care."}
    page = window.post(address, sent)
    assert page.status_code == 409
    assert "Typed with care." in page.content.decode()
    assert window.post(address, {**sent, "version": page.context["version"]}).status_code == 302


def test_the_log_asks_the_database_once_however_long_it_is(
    a_breach: Make, window: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(12):
        a_breach()
    window.get(reverse("privacy:breaches"))
    with django_assert_max_num_queries(8):
        window.get(reverse("privacy:breaches"))
