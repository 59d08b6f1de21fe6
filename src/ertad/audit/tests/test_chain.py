"""The audit chain: acts append to it, and any change, gap, reorder or cut is found."""

from datetime import datetime

import pytest
from django.db import models

from ertad.audit.models import AuditHead, AuditRow, Revision
from ertad.audit.trail import StaleEdit, traced
from ertad.audit.verify import verify
from ertad.kernel.actor import SYSTEM
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts(town: Institution, now: datetime) -> list[int]:
    """Three acts on one institution; their row numbers."""
    for phone in ("1", "2", "3"):
        with traced("institution.change", by=SYSTEM, at=now, on=town) as trace:
            trace.update(town, phone=phone)
    rows = AuditRow.objects.filter(act="institution.change").order_by("seq")
    return list(rows.values_list("seq", flat=True))


def test_an_act_leaves_a_revision_and_a_row(acts: list[int], town: Institution) -> None:
    revisions = Revision.objects.filter(object_id=str(town.pk)).order_by("id")

    assert [(r.before["phone"], r.after["phone"]) for r in revisions] == [
        ("", "1"), ("1", "2"), ("2", "3"),
    ]  # fmt: skip
    assert len(acts) == 3
    assert verify().whole


def test_a_failed_act_leaves_nothing(town: Institution, now: datetime) -> None:
    rows = AuditRow.objects.count()

    def fail_in_the_middle() -> None:
        with traced("institution.change", by=SYSTEM, at=now) as trace:
            trace.update(town, phone="1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_the_middle()

    assert Institution.objects.get(pk=town.pk).phone == ""
    assert AuditRow.objects.count() == rows


def test_a_stale_save_writes_nothing(town: Institution, now: datetime) -> None:
    mine, theirs = (Institution.objects.get(pk=town.pk) for _ in range(2))
    with traced("institution.change", by=SYSTEM, at=now) as trace:
        trace.update(theirs, phone="theirs")

    with (
        pytest.raises(StaleEdit) as stale,
        traced("institution.change", by=SYSTEM, at=now) as trace,
    ):
        trace.update(mine, phone="mine")
    assert isinstance(stale.value.current, Institution)
    assert stale.value.current.phone == "theirs"


@pytest.mark.parametrize(
    "column", [f.attname for f in AuditRow._meta.concrete_fields if not f.primary_key]
)
def test_a_changed_column_is_found(acts: list[int], column: str) -> None:
    field = AuditRow._meta.get_field(column)
    other: object = "x"
    if isinstance(field, models.JSONField):
        other = {"x": 1}
    elif isinstance(field, models.DateTimeField):
        other = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    elif isinstance(field, models.IntegerField):
        other = 9
    elif isinstance(field, models.UUIDField):
        other = "00000000-0000-0000-0000-000000000001"
    AuditRow.objects.filter(seq=acts[1]).update(**{column: other})

    assert verify().broken_at in (acts[1], acts[1] + 1)


def test_a_removed_row_is_found(acts: list[int]) -> None:
    AuditRow.objects.filter(seq=acts[1]).delete()
    assert verify().broken_at == acts[1]


def test_a_cut_end_is_found(acts: list[int]) -> None:
    AuditRow.objects.filter(seq=acts[-1]).delete()
    assert not verify().whole


def test_a_cut_end_with_its_head_moved_back_is_found_only_by_the_head_digest(
    acts: list[int],
) -> None:
    AuditHead.objects.update(digest="0" * 64)
    assert not verify().whole


def test_swapped_rows_are_found(acts: list[int]) -> None:
    first, second = (AuditRow.objects.get(seq=seq) for seq in acts[:2])
    AuditRow.objects.filter(seq=first.seq).update(details=second.details, act_id=first.act_id)
    AuditRow.objects.filter(seq=acts[0]).update(seq=10**6)
    AuditRow.objects.filter(seq=acts[1]).update(seq=acts[0])
    AuditRow.objects.filter(seq=10**6).update(seq=acts[1])
    assert verify().broken_at == acts[0]
