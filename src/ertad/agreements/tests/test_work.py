"""What waits: for the keepers of a party, for the coordinator, for a successor."""

from datetime import datetime, timedelta

import pytest

from ertad.agreements.acts.move_due import move_due
from ertad.agreements.handed_over import HANDED_OVER
from ertad.agreements.tests.an_agreement import drafted, in_force, in_review, signed_by
from ertad.agreements.work import open_work
from ertad.kernel.clock import local_day
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db


def waiting(user: User, at: datetime) -> dict[str, int]:
    return {item.label: item.count for item in open_work(user, local_day(at)) if item.count}


def test_giorgi_signs_and_later_looks_at_it_again(
    town: Institution, agency: Institution, giorgi: User, nino: User, marie: User, now: datetime
) -> None:
    text = drafted(town, agency, at=now)
    assert waiting(giorgi, now) == {"Drafts of agreements": 1}
    in_review(text, at=now)
    assert waiting(giorgi, now) == {"Agreements to comment on or to sign": 1}
    assert [work.count(giorgi.pk, town.pk) for work in HANDED_OVER] == [1]
    signed_by(text, town, at=now)
    assert waiting(giorgi, now) == {}
    signed_by(text, agency, at=now)
    later = now + timedelta(days=365)
    move_due(later)
    due = {"Agreements due for review": 1}
    assert (waiting(giorgi, later), waiting(nino, later), waiting(marie, later)) == (due, due, {})


def test_what_others_agreed_waits_for_nobody_else(
    town: Institution, agency: Institution, lasha: User, now: datetime
) -> None:
    in_force(drafted(town, agency, at=now), at=now)
    in_review(drafted(town, agency, at=now), at=now)
    assert waiting(lasha, now) == {}
    assert [work.count(lasha.pk, town.pk) for work in HANDED_OVER] == [0]
