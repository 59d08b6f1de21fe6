"""A person is told of an event once, within the act that it tells of."""

from datetime import datetime

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from ertad.notices import notice_kinds as kinds
from ertad.notices.acts import notify as telling
from ertad.notices.acts.notify import notify
from ertad.notices.models import Notice
from ertad.notices.notice_kinds import NoticeKind
from ertad.people.models import User

pytestmark = pytest.mark.django_db

BREAD = NoticeKind("bread", "Bread", lambda facts: f"{facts['loaves']} loaves", lambda facts: "/")


@pytest.fixture(autouse=True)
def one_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (kinds, telling):
        monkeypatch.setattr(module, "notice_kinds", lambda: {BREAD.name: BREAD})


def test_giorgi_is_told_once_and_only_he_sees_it(giorgi: User, nino: User, now: datetime) -> None:
    with transaction.atomic():
        for _again in range(2):
            notify(kind="bread", to=[giorgi.pk], key="b1", facts={"loaves": "3"}, at=now)
    assert Notice.objects.visible_to(giorgi).get().facts == {"loaves": "3"}
    assert not Notice.objects.visible_to(nino).exists()


def test_an_unknown_kind_is_a_mistake_of_ours(giorgi: User, now: datetime) -> None:
    with pytest.raises(LookupError), transaction.atomic():
        notify(kind="cake", to=[giorgi.pk], key="c", facts={}, at=now)


@pytest.mark.django_db(transaction=True)
def test_outside_an_act_it_refuses(now: datetime) -> None:
    assert not connection.in_atomic_block
    with pytest.raises(TransactionManagementError):
        notify(kind="bread", to=[], key="b", facts={}, at=now)
