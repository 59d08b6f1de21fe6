"""Tell persons of something, within the transaction of the act that it tells of."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.db.transaction import TransactionManagementError

from ertad.notices.models import Notice, NoticeChoice
from ertad.notices.notice_kinds import Facts, notice_kinds


def notify(*, kind: str, to: Iterable[UUID], key: str, facts: Facts, at: datetime) -> None:
    """`to`: ids of accounts. Under a `key` that a person has a notice of already, nothing is put.

    When the act does not happen, nobody is told: outside a transaction it refuses. Letters are
    put by `tell_due`, in the way that each person has chosen.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a notice is put within the act that it tells of")
    if kind not in notice_kinds():
        raise LookupError(f"no room tells of notices of the kind {kind!r}")
    people = list(dict.fromkeys(to))
    choices = NoticeChoice.objects.filter(user__in=people, kind=kind)
    chosen = dict(choices.values_list("user_id", "how"))
    usual = notice_kinds()[kind].how
    Notice.objects.bulk_create(
        (
            Notice(
                id=uuid4(), user_id=each, key=key, kind=kind, facts=dict(facts), at=at,
                how=chosen.get(each, usual),
            )
            for each in people
        ),
        ignore_conflicts=True,
    )  # fmt: skip
