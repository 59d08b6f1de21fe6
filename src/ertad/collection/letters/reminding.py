"""Who is reminded today, and when the coordinator is told who has not answered."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import override

from ertad.audit.trail import traced
from ertad.collection.letters import wording
from ertad.collection.letters.putting import (
    ASKED,
    MORE_TIME,
    REMINDER,
    RETURNED,
    UNANSWERED,
    letter_key,
    put_asked,
    put_reminders,
)
from ertad.collection.links import last_day
from ertad.collection.models import Invitation, Round
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.models import Letter
from ertad.people.recipients import (
    coordinating_institution,
    coordinators,
    recipients_of,
)

CALLING = (ASKED, REMINDER, RETURNED, MORE_TIME)
"""Letters that call for an answer; after one of them no reminder goes out on the same day."""


def remind_due(at: datetime) -> dict[str, int]:
    """First letters that could not be put before, reminders, and the list for the coordinator."""
    done: dict[str, int] = defaultdict(int)
    for round_ in Round.objects.filter(state=Round.State.OPEN):
        waiting = _unanswered(round_)
        if not waiting:
            continue
        reached = recipients_of([each.institution for each in waiting])
        able = [each for each in waiting if each.institution_id in reached]
        done["asked"] += _ask(round_, able, at)
        done["reminded"] += _remind(round_, able, at)
        done["lists of unanswered"] += _tell(round_, waiting, reached.keys(), at)
    return dict(done)


def falls_due(due_day: date, offsets: Iterable[int], last: date, today: date) -> bool:
    """Whether a day of the schedule has come since the `last` letter; missed ones make one."""
    days = (due_day + timedelta(days=offset) for offset in offsets)
    return any(last < day <= today for day in days)


def last_calls(invitations: Iterable[Invitation]) -> dict[UUID, date]:
    """Invitation id -> day of the last letter that called for its answer."""
    about = [str(each.pk) for each in invitations]
    put = Letter.objects.filter(kind__in=CALLING, about__in=about)
    last: dict[UUID, date] = {}
    for key, created_at in put.order_by("created_at").values_list("about", "created_at"):
        last[UUID(key)] = local_day(created_at)
    return last


def _unanswered(round_: Round) -> list[Invitation]:
    rows = Invitation.objects.filter(round=round_).unanswered()
    return list(rows.select_related("round", "institution").defer("base").order_by("pk"))


def _ask(round_: Round, able: list[Invitation], at: datetime) -> int:
    """Those who were never written to: there was no address when they were invited."""
    known = last_calls(able)
    new = [each for each in able if each.pk not in known and last_day(each) >= local_day(at)]
    if not new:
        return 0
    with traced("round.ask", by=SYSTEM, at=at, on=round_) as trace:
        return put_asked(trace, new, at=at)


def _remind(round_: Round, able: list[Invitation], at: datetime) -> int:
    today, known = local_day(at), last_calls(able)
    late = [
        each
        for each in able
        if each.pk in known
        and falls_due(each.due_day, round_.reminders, known[each.pk], today)
        and last_day(each) >= today
    ]
    if not late:
        return 0
    with traced("round.remind", by=SYSTEM, at=at, on=round_) as trace:
        return put_reminders(trace, late, at=at)


def _tell(round_: Round, waiting: list[Invitation], reached: Iterable[UUID], at: datetime) -> int:
    """One letter to each coordinator, on the day after the last reminder."""
    last = max([0, *round_.reminders])
    if local_day(at) <= round_.due_on + timedelta(days=last):
        return 0
    keys = {
        letter_key(UNANSWERED, round_.pk, round_.due_on.isoformat(), each.address): each
        for each in coordinators()
    }
    for known in Letter.objects.filter(key__in=keys).values_list("key", flat=True):
        del keys[known]
    if not keys:
        return 0
    sender, number, can = coordinating_institution(), 0, set(reached)
    missing = [(each, each.institution_id in can) for each in waiting]
    with traced("round.tell_unanswered", by=SYSTEM, at=at, on=round_) as trace:
        for key, recipient in keys.items():
            with override(recipient.language):
                message = wording.unanswered(round_, missing, sender)
            number += put_letter(
                key=key, kind=UNANSWERED, about=round_.pk, to=recipient.address,
                language=recipient.language, message=message, at=at,
            )  # fmt: skip
        trace.details["letters"] = number
    return number
