"""Letters of a round: one to each institution, in its language, and none once it has answered."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from ertad.audit.models import AuditRow
from ertad.audit.verify import verify
from ertad.collection.acts.accept_submission import accept_submission
from ertad.collection.acts.ask_again import ask_again
from ertad.collection.acts.close_round import close_round
from ertad.collection.acts.invite import invite
from ertad.collection.acts.open_round import open_round
from ertad.collection.acts.return_submission import return_submission
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.letters.reminding import remind_due
from ertad.collection.links import read_link
from ertad.collection.models import Invitation, Round
from ertad.collection.tests.a_round import checked, draft, opened, record_of
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.notices.acts.deliver_due import deliver_due
from ertad.notices.models import Letter
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def reachable(agency: Institution, town: Institution, centre: Institution) -> None:
    """The agency and the town have addresses; the centre has only its focal point."""
    Institution.objects.filter(pk=agency.pk).update(
        email="agency@example.org", phone="+995 32 200 00 00"
    )
    Institution.objects.filter(pk=town.pk).update(email="town@example.org", language="ka")
    for place in (agency, town, centre):
        place.refresh_from_db()


def delivered(at: datetime) -> list[EmailMultiAlternatives]:
    mail.outbox.clear()
    deliver_due(at)
    return [letter for letter in mail.outbox if isinstance(letter, EmailMultiAlternatives)]


def test_the_town_hall_gets_one_letter_with_a_link_that_opens(
    coordinator: Actor, town: Institution, a_service: Any, now: datetime
) -> None:
    a_service(institution=town)
    _round, [invitation] = opened(coordinator, now, town)

    [letter] = delivered(now)
    assert letter.to == ["town@example.org"]
    assert letter.reply_to == ["agency@example.org"]
    text = str(letter.body)
    assert text.startswith("ადრესატი: სამაგალითო 1-ის მერია\n\nმოგესალმებით,")
    assert "15 დეკემბერი 2026" in text
    assert "სამაგალითო სააგენტო, +995 32 200 00 00, agency@example.org" in text
    [link] = re.findall(r"http://testserver/ka/answer/([^/\s]+)/", text)
    assert read_link(link, now).pk == invitation.pk
    assert link in str(letter.alternatives[0][0])
    assert remind_due(now) == {"asked": 0, "reminded": 0, "lists of unanswered": 0}
    assert delivered(now) == []
    row = AuditRow.objects.get(act="round.open")
    assert row.details["letters"] == 1
    assert "town@example.org" not in str(AuditRow.objects.values_list("details"))
    assert verify().whole


def test_without_an_address_its_focal_points_are_written_to_in_their_language(
    coordinator: Actor, centre: Institution, lasha: User, now: datetime
) -> None:
    User.objects.filter(pk=lasha.pk).update(language="fr")
    opened(coordinator, now, centre)
    [letter] = delivered(now)
    assert letter.to == ["lasha@example.org"]
    assert "Madame, Monsieur," in str(letter.body)
    assert "/fr/answer/" in str(letter.body) or "/ka/answer/" in str(letter.body)
    assert "Lasha" not in letter.body


def test_who_has_no_address_is_asked_as_soon_as_there_is_one(
    coordinator: Actor, centre: Institution, now: datetime
) -> None:
    opened(coordinator, now, centre)
    assert delivered(now) == []
    assert remind_due(now + DAY)["asked"] == 0
    Institution.objects.filter(pk=centre.pk).update(email="centre@example.org")
    assert remind_due(now + 2 * DAY)["asked"] == 1
    assert remind_due(now + 2 * DAY)["asked"] == 0
    [letter] = delivered(now + 2 * DAY)
    assert letter.to == ["centre@example.org"]


def test_a_draft_writes_to_nobody_and_later_guests_get_their_letter(
    coordinator: Actor, town: Institution, agency: Institution, now: datetime
) -> None:
    round_ = draft(coordinator, now)
    invite(round=round_, institutions=[town], by=coordinator, at=now)
    assert not Letter.objects.exists()
    open_round(round=round_, by=coordinator, at=now)
    invite(round=round_, institutions=[town, agency], by=coordinator, at=now)
    assert {letter.to[0] for letter in delivered(now)} == {"town@example.org", "agency@example.org"}


def test_a_command_that_takes_in_a_list_writes_to_nobody(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    round_ = draft(SYSTEM, now)
    invite(round=round_, institutions=[town], by=SYSTEM, at=now)
    open_round(round=round_, by=SYSTEM, at=now)
    assert not Letter.objects.exists()


def test_a_letter_that_waited_while_they_answered_is_not_sent(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, [invitation] = opened(coordinator, now, town)
    file = checked(invitation, now, (None, record_of(town)))
    send_submission(submission=file, by=focal, at=now)
    assert delivered(now + DAY) == []
    assert Letter.objects.get().state == "dropped"


def test_a_round_that_was_closed_meanwhile_asks_nobody(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    round_, _invitations = opened(coordinator, now, town)
    close_round(round=Round.objects.get(pk=round_.pk), by=coordinator, at=now)
    assert delivered(now) == []


def test_returned_and_accepted_files_are_told_without_the_comments(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, [invitation] = opened(coordinator, now, town)
    delivered(now)
    file = checked(invitation, now, (None, record_of(town)))
    send_submission(submission=file, by=focal, at=now)
    return_submission(submission=file, by=coordinator, at=now, comment="Ask Tamar of the kitchen")
    [letter] = delivered(now)
    assert "Tamar" not in str(letter.body)
    assert "/ka/answer/" in str(letter.body)
    again = checked(Invitation.objects.get(), now, (None, record_of(town)))
    send_submission(submission=again, by=focal, at=now)
    accept_submission(submission=again, by=coordinator, at=now)
    [letter] = delivered(now)
    assert f"/ka/institution/{town.pk}/" in str(letter.body) or str(town.pk) in str(letter.body)
    assert "/answer/" not in str(letter.body)


def test_nino_sends_the_letter_again_and_a_second_click_does_nothing(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, [invitation] = opened(coordinator, now, town)
    Letter.objects.update(state="failed", text="", html="")
    late = now + 60 * DAY
    assert ask_again(invitation=invitation, number=1, by=coordinator, at=late) == 1
    assert ask_again(invitation=invitation, number=1, by=coordinator, at=late) == 0
    [letter] = delivered(late)
    [link] = re.findall(r"/answer/([^/\s]+)/", str(letter.body))
    assert read_link(link, late).pk == invitation.pk
    assert set(Letter.objects.values_list("state", flat=True)) == {"dropped", "sent"}
    with pytest.raises(NotAllowed):
        ask_again(invitation=invitation, number=2, by=focal, at=late)


def test_an_answer_that_is_in_is_not_asked_for_again(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    _round, [invitation] = opened(coordinator, now, town)
    send_submission(submission=checked(invitation, now, (None, record_of(town))), by=focal, at=now)
    with pytest.raises(Refused):
        ask_again(invitation=invitation, number=1, by=coordinator, at=now)


def test_nobody_to_write_to_is_said(coordinator: Actor, centre: Institution, now: datetime) -> None:
    _round, [invitation] = opened(coordinator, now, centre)
    with pytest.raises(Refused) as refused:
        ask_again(invitation=invitation, number=0, by=coordinator, at=now)
    assert refused.value.code == "no_address"
