"""Letters over a real mail server: what arrives, and what happens when the server does not."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from ertad.notices.acts.deliver_due import LEASE, deliver_due
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.kinds import letter_kinds
from ertad.notices.models import Letter
from ertad.notices.queries import oldest_waiting
from ertad.notices.tests.conftest import MailServer
from ertad.notices.writing import Link, Message

pytestmark = pytest.mark.usefixtures("overtaken")
GEORGIAN = Message(
    subject="სამაგალითო მხარის სერვისები: გთხოვთ, დაადასტუროთ",
    addressee="სამაგალითო 1-ის მერია <script>",
    parts=(
        "გთხოვთ, გადახედოთ თქვენს სერვისებს.",
        Link("პასუხის გვერდი", "https://example.org/ka/answer/abc/?a=1&b=2"),
        ["სერვისები", "მისამართები & საათები"],
    ),
    sender="სამაგალითო სააგენტო",
)


def put(key: str, at: datetime, **fields: Any) -> bool:
    known: dict[str, Any] = {
        "kind": "told", "about": uuid4(), "to": "town@example.org", "language": "ka",
        "message": GEORGIAN,
    }  # fmt: skip
    with transaction.atomic():
        return put_letter(key=key, at=at, **{**known, **fields})


def put_and_break(at: datetime) -> None:
    with transaction.atomic():
        put("one", at)
        raise ZeroDivisionError


def states() -> dict[str, str]:
    return dict(Letter.objects.values_list("key", "state"))


@pytest.mark.django_db
def test_a_letter_arrives_in_georgian_as_text_and_html(mail: MailServer, now: datetime) -> None:
    assert put("one", now, reply_to="agency@example.org")
    assert not put("one", now), "the same letter again"

    assert deliver_due(now, over=mail.connection()) == {"sent": 1}
    assert deliver_due(now, over=mail.connection()) == {}

    [(to, letter)] = mail.arrived
    assert to == "town@example.org"
    assert letter["Subject"].strip() == GEORGIAN.subject
    assert letter["Reply-To"] == "agency@example.org"
    text, html = letter.iter_parts()
    assert [text.get_content_type(), html.get_content_type()] == ["text/plain", "text/html"]
    lines = text.get_content().splitlines()
    assert lines[0] == "ადრესატი: სამაგალითო 1-ის მერია <script>"
    assert "https://example.org/ka/answer/abc/?a=1&b=2" in lines
    assert "- მისამართები & საათები" in lines
    assert 'href="https://example.org/ka/answer/abc/?a=1&amp;b=2"' in html.get_content()
    assert "<script>" not in html.get_content()
    assert '<html lang="ka">' in html.get_content()


@pytest.mark.django_db
def test_a_letter_that_was_sent_is_not_kept(mail: MailServer, now: datetime) -> None:
    put("one", now)
    assert "answer/abc" in Letter.objects.get().text
    deliver_due(now, over=mail.connection())
    sent = Letter.objects.get()
    assert (sent.state, sent.text, sent.html, sent.sent_at) == ("sent", "", "", now)


@pytest.mark.django_db(transaction=True)
def test_a_letter_belongs_to_an_act(now: datetime) -> None:
    with pytest.raises(TransactionManagementError):
        put_letter(
            key="one", kind="told", about="", to="town@example.org", language="ka",
            message=GEORGIAN, at=now,
        )  # fmt: skip
    with pytest.raises(ZeroDivisionError):
        put_and_break(now)
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_an_unknown_kind_is_a_mistake_of_the_code(now: datetime) -> None:
    with pytest.raises(LookupError):
        put("one", now, kind="no such")


@pytest.mark.django_db
def test_a_server_that_is_down_for_a_day_loses_nothing_and_sends_nothing_twice(
    mail: MailServer, now: datetime
) -> None:
    for number in range(5):
        put(f"letter-{number}", now)
    mail.stop()
    minute, tries = now, 0
    while minute < now + timedelta(days=1):
        counts = deliver_due(minute, over=mail.connection())
        assert set(counts) <= {"put off"}
        tries += counts["put off"]
        minute += timedelta(minutes=1)
    assert set(states().values()) == {"waiting"}
    assert set(Letter.objects.values_list("last_error", flat=True)) == {"ConnectionRefusedError"}
    assert 5 * 7 <= tries <= 5 * 9, "after 1 and 5 minutes, 30, 2 hours, then every 6 hours"
    assert oldest_waiting(minute) == 24 * 3600

    mail.start()
    while minute < now + timedelta(days=1, hours=7):
        deliver_due(minute, over=mail.connection())
        minute += timedelta(minutes=30)
    assert set(states().values()) == {"sent"}
    assert len(mail.arrived) == 5
    assert len({letter["Message-ID"] for _to, letter in mail.arrived}) == 5


@pytest.mark.django_db
def test_after_seven_days_of_trying_it_has_failed(mail: MailServer, now: datetime) -> None:
    put("one", now)
    mail.stop()
    for hours in range(7 * 24):
        deliver_due(now + timedelta(hours=hours), over=mail.connection())
    assert states() == {"one": "waiting"}
    for hours in range(7 * 24, 7 * 24 + 7):
        deliver_due(now + timedelta(hours=hours), over=mail.connection())
    assert states() == {"one": "failed"}


@pytest.mark.django_db
def test_a_first_attempt_after_a_week_is_not_the_last(mail: MailServer, now: datetime) -> None:
    put("one", now)
    mail.stop()
    assert deliver_due(now + timedelta(days=9), over=mail.connection()) == {"put off": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "state", "error"),
    [
        ("550 no such mailbox", "failed", "recipient refused 550"),
        ("451 come back later", "waiting", "recipient refused 451"),
    ],
)
def test_an_address_that_is_refused(
    mail: MailServer, now: datetime, answer: str, state: str, error: str
) -> None:
    mail.refused["gone@example.org"] = answer
    put("gone", now, to="gone@example.org")
    put("there", now + timedelta(seconds=1))
    deliver_due(now + timedelta(minutes=1), over=mail.connection())
    assert states() == {"gone": state, "there": "sent"}
    refused = Letter.objects.get(key="gone")
    assert refused.last_error == error
    assert (refused.text == "") is (state == "failed")


@pytest.mark.django_db
def test_an_address_that_cannot_be_written(mail: MailServer, now: datetime) -> None:
    put("wrong", now, to="town@example.org\nBcc: x@example.org")
    put("right", now + timedelta(seconds=1))
    deliver_due(now + timedelta(minutes=1), over=mail.connection())
    assert states() == {"wrong": "failed", "right": "sent"}
    assert [to for to, _letter in mail.arrived] == ["town@example.org"]


@pytest.mark.django_db
def test_what_events_have_overtaken_is_not_sent(
    mail: MailServer, now: datetime, overtaken: set[str]
) -> None:
    put("late", now, about="answered")
    overtaken.add("answered")
    assert deliver_due(now, over=mail.connection()) == {"dropped": 1}
    assert (states(), mail.arrived) == ({"late": "dropped"}, [])


@pytest.mark.django_db
def test_a_server_that_dies_before_it_answers_may_get_a_letter_twice(
    mail: MailServer, now: datetime
) -> None:
    """Nobody can know whether it was taken. The only case; the two have the same Message-ID."""
    put("one", now)
    mail.dies = True
    assert deliver_due(now, over=mail.connection()) == {"put off": 1}
    mail.dies = False
    assert deliver_due(now + timedelta(minutes=1), over=mail.connection()) == {"sent": 1}
    assert len(mail.arrived) == 2
    assert len({letter["Message-ID"] for _to, letter in mail.arrived}) == 1


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs, not even `except Exception`."""


@pytest.mark.django_db
def test_killed_in_the_middle_the_letter_waits_for_its_lease(
    mail: MailServer, now: datetime
) -> None:
    class Dying:
        def send_messages(self, _messages: Any) -> int:
            raise Killed

        def close(self) -> None: ...

    put("one", now)
    put("two", now + timedelta(seconds=1))
    with pytest.raises(Killed):
        deliver_due(now, over=Dying())  # type: ignore[arg-type]
    assert deliver_due(now + timedelta(minutes=1), over=mail.connection()) == {"sent": 1}
    assert states() == {"one": "waiting", "two": "sent"}
    assert deliver_due(now + LEASE, over=mail.connection()) == {"sent": 1}
    assert len(mail.arrived) == 2


@pytest.mark.django_db
def test_whose_lease_has_ended_says_nothing_any_more(mail: MailServer, now: datetime) -> None:
    """A process that was stopped for an hour comes back after another has sent its letter."""

    class Sleeping:
        def send_messages(self, _messages: Any) -> int:
            assert deliver_due(now + LEASE, over=mail.connection()) == {"sent": 1}
            raise ConnectionResetError

        def close(self) -> None: ...

    put("one", now)
    deliver_due(now, over=Sleeping())  # type: ignore[arg-type]
    assert states() == {"one": "sent"}
    assert Letter.objects.get().sent_at == now + LEASE


def test_every_kind_has_a_name_of_its_own() -> None:
    assert all(name == kind.name and str(kind.label) for name, kind in letter_kinds().items())
