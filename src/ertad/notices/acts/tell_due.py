"""Put notices into letters: at once, or all of a day in one; never two of the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ertad.kernel.addresses import absolute
from ertad.kernel.clock import TBILISI
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.letter_kinds import LETTER_OF_NOTICES
from ertad.notices.models import Notice
from ertad.notices.telling import Told, told
from ertad.notices.ways import How
from ertad.notices.writing import Link, Message, Part

if TYPE_CHECKING:
    from ertad.people.models import User

DAILY_AT = time(9)
"""Of Asia/Tbilisi."""
MOST_IN_A_LETTER = 30


def tell_due(at: datetime) -> Mapping[str, int]:
    """One act a person, so that one that fails leaves the others done; a second run finds nothing.

    What was read meanwhile is left out; what has nothing to say any more counts as read.
    """
    people = _waiting(at).order_by().values_list("user_id", flat=True).distinct()
    letters = sum(_tell(person, at) for person in list(people))
    return {"letters with notices": letters} if letters else {}


def _waiting(at: datetime) -> QuerySet[Notice]:
    due = Q(how=How.AT_ONCE) | Q(how=How.DAILY, at__lte=_last_morning(at))
    return Notice.objects.filter(due, letter_at=None, read_at=None)


def _last_morning(at: datetime) -> datetime:
    local = at.astimezone(TBILISI)
    morning = datetime.combine(local.date(), DAILY_AT, TBILISI)
    return morning if morning <= local else morning - timedelta(days=1)


def _tell(person: UUID, at: datetime) -> bool:
    """Whether a letter was put: in the same transaction its notices are marked as told."""
    with transaction.atomic():
        rows = _waiting(at).filter(user=person)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        found = list(rows.order_by("at", "id"))
        if not found:
            return False
        Notice.objects.filter(pk__in=[each.pk for each in found]).update(letter_at=at)
        user = get_user_model()._default_manager.get(pk=person)
        with override(user.language):
            lines = told(found)
            silent = {each.pk for each in found} - {line.notice.pk for line in lines}
            Notice.objects.filter(pk__in=silent).update(read_at=at)
            if not (user.is_active and lines):
                return False
            return _put(user, found[0], lines, at)


def _put(user: "User", first: Notice, lines: Sequence[Told], at: datetime) -> bool:
    # The first notice of a letter stands in no other letter: its id makes the key.
    return put_letter(
        key=f"{LETTER_OF_NOTICES}:{first.pk}", kind=LETTER_OF_NOTICES, about=user.pk,
        to=user.email, language=user.language, message=_message(lines), at=at,
    )  # fmt: skip


def _message(lines: Sequence[Told]) -> Message:
    parts: list[Part] = [Link(each.text, absolute(each.url)) for each in lines[:MOST_IN_A_LETTER]]
    if (more := len(lines) - MOST_IN_A_LETTER) > 0:
        parts.append(ngettext("And %(count)s more.", "And %(count)s more.", more) % {"count": more})
    parts.append(Link(_("All notices, and how you are told:"), absolute(reverse("notices:list"))))
    subject = ngettext("%(count)s notice for you", "%(count)s notices for you", len(lines))
    about = lines[0].text if len(lines) == 1 else subject % {"count": len(lines)}
    return Message(about, "", parts, sender=_("Ertad"))
