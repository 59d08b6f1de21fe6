"""Whoever has the database but not the key: whatever is done to the trail, the first row that is
not as it was is named, and the command exits with 1."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.audit import canonical
from ertad.audit.canonical import SignedRow
from ertad.audit.chain import signed_rows
from ertad.audit.commands import audit
from ertad.audit.models import AuditHead, AuditRow, Revision
from ertad.audit.portable import export, verify_file
from ertad.audit.trail import traced
from ertad.audit.verify import ANOTHER_HEAD, CUT, Head, head, verify
from ertad.kernel.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ACTS = 7
PLAIN = ("at", "act", "actor_id", "role", "institution_id", "reason", "kind", "object_id")


@pytest.fixture
def first(now: datetime) -> int:
    """Seven acts of one revision each; the number of the first."""
    begins = head().seq
    for number in range(ACTS):
        with traced("service.edit", by=SYSTEM, at=now) as trace:
            trace.kind, trace.object_id = "directory.service", str(number)
            trace.details.update(number=number)
            trace.revised("directory.service", number, {"a": number}, {"a": number + 1})
    return begins + 1


@contextmanager
def undone() -> Iterator[None]:
    """What is done in it has not been done."""
    with transaction.atomic():
        before = transaction.savepoint()
        yield
        transaction.savepoint_rollback(before)


def named_by_the_command(*words: str) -> int:
    """The row that `ertad audit verify` names when it exits with 1."""
    done = CliRunner().invoke(audit, ["verify", "--json", *words])
    assert done.exit_code == 1, done.output
    assert "broken at row" in done.output
    broken_at: int = json.loads(done.output.splitlines()[0])["broken_at"]
    return broken_at


def rows_from(first: int) -> list[SignedRow]:
    return list(signed_rows("default", first - 1, 10**9))


def with_another_key(row: SignedRow, key: bytes) -> str:
    return hmac.new(key, canonical._form_2(row).encode(), hashlib.sha256).hexdigest()


def put(row: SignedRow) -> None:
    values = row._asdict() | {
        "details": json.loads(row.details), "at": datetime.fromisoformat(row.at + "+00:00")
    }  # fmt: skip
    AuditRow.objects.bulk_create([AuditRow(**values)])


def sign_again(rows: list[SignedRow], previous: str, key: bytes) -> None:
    """As somebody would who knows how it is done, but has another key."""
    for row in rows:
        signed = row._replace(previous=previous)
        signed = signed._replace(digest=with_another_key(signed, key))
        AuditRow.objects.filter(seq=row.seq).delete()
        put(signed)
        previous = signed.digest
    AuditHead.objects.update(seq=rows[-1].seq, digest=previous)


def edit(first: int, at: int, column: str) -> int:
    other: Any = datetime.fromisoformat("2020-01-01T00:00:00+00:00") if column == "at" else "other"
    AuditRow.objects.filter(seq=first + at).update(**{column: other})
    return first + at


def delete(first: int, at: int, column: str) -> int:
    AuditRow.objects.filter(seq=first + at).delete()
    return first + at


def reorder(first: int, at: int, column: str) -> int:
    at = min(at, ACTS - 2)
    one, two = rows_from(first)[at : at + 2]
    AuditRow.objects.filter(seq__in=(one.seq, two.seq)).delete()
    put(two._replace(seq=one.seq))
    put(one._replace(seq=two.seq))
    return one.seq


def insert(first: int, at: int, column: str) -> int:
    """A row that was never written; those behind it move up by one."""
    later = rows_from(first + at)
    AuditRow.objects.filter(seq__gte=first + at).delete()
    forged = later[0]._replace(act_id="00000000-0000-0000-0000-000000000001", reason="forged")
    for row in [forged, *(each._replace(seq=each.seq + 1) for each in later)]:
        put(row)
    AuditHead.objects.update(seq=later[-1].seq + 1, digest=later[-1].digest)
    return first + at


def edit_and_sign_again(first: int, at: int, column: str) -> int:
    changed = edit(first, at, column)
    before = AuditRow.objects.get(seq=changed).previous
    sign_again(rows_from(changed), before, b"not the key")
    return changed


def change_a_revision(first: int, at: int, column: str) -> int:
    act = AuditRow.objects.get(seq=first + at).act_id
    Revision.objects.filter(act_id=act).update(after={"a": "other"})
    return first + at


def remove_a_revision(first: int, at: int, column: str) -> int:
    act = AuditRow.objects.get(seq=first + at).act_id
    Revision.objects.filter(act_id=act).delete()
    return first + at


def copy_a_revision(first: int, at: int, column: str) -> int:
    revision = Revision.objects.get(act_id=AuditRow.objects.get(seq=first + at).act_id)
    revision.pk = None
    revision.save(force_insert=True)
    return first + at


def take_the_seal_off(first: int, at: int, column: str) -> int:
    act = AuditRow.objects.get(seq=first + at).act_id
    Revision.objects.filter(act_id=act).update(digest="", after={"a": "other"})
    return first + at


WAYS = [edit, delete, reorder, insert, edit_and_sign_again, change_a_revision, remove_a_revision,
        copy_a_revision, take_the_seal_off]  # fmt: skip


@given(way=st.sampled_from(WAYS), at=st.integers(0, ACTS - 1), column=st.sampled_from(PLAIN))
@settings(max_examples=60)
def _any_way(way: Callable[[int, int, str], int], at: int, column: str) -> None:
    first = head().seq - ACTS + 1
    with undone():
        expected = way(first, at, column)
        assert named_by_the_command() == expected
    assert verify().whole


@pytest.mark.parametrize("way", WAYS)
def test_the_first_row_that_is_not_as_it_was_is_named(
    first: int, way: Callable[[int, int, str], int]
) -> None:
    expected = way(first, 3, "reason")
    assert named_by_the_command() == expected


@pytest.mark.slow
def test_it_is_named_whichever_row_and_column_it_is(first: int) -> None:
    _any_way()


@given(left=st.integers(0, ACTS - 1))
@settings(max_examples=10)
def _cut(left: int) -> None:
    first, kept = head().seq - ACTS + 1, head()
    with undone():
        last = first + left - 1
        AuditRow.objects.filter(seq__gt=last).delete()
        Revision.objects.exclude(act_id__in=AuditRow.objects.values("act_id")).delete()
        end = AuditRow.objects.filter(seq=last).values_list("digest", flat=True).first() or ""
        AuditHead.objects.update(seq=last, digest=end)
        assert verify().whole, "a cut with its end put right is whole in itself"
        assert named_by_the_command("--head", str(kept)) == last + 1


def test_a_cut_end_is_found_against_a_head_that_was_kept(first: int) -> None:
    _cut()


def test_a_head_of_another_trail(first: int) -> None:
    verdict = verify(kept=Head(first + 2, "0" * 64))
    assert (verdict.broken_at, verdict.why) == (first + 2, ANOTHER_HEAD)
    assert verify(kept=Head(first + 100, "0" * 64)).why == CUT


@pytest.mark.parametrize("text", ["x", "1:2", "12:" + "g" * 64, "=1:" + "a" * 64, "9" * 40])
def test_what_is_no_head_is_refused(text: str) -> None:
    done = CliRunner().invoke(audit, ["verify", "--head", text])
    assert done.exit_code == 2
    assert "SEQ:DIGEST" in done.output


@given(line=st.integers(0, ACTS + 1), how=st.sampled_from(["drop", "twice", "edit", "swap", "cut"]))
@settings(max_examples=40)
def _file(path: Path, line: int, how: str) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == ACTS + 2
    original = list(lines)
    match how:
        case "drop":
            del lines[line]
        case "twice":
            lines.insert(line, lines[line])
        case "edit":
            lines[line] = lines[line].replace("service.edit", "service.view").replace("at", "ta", 1)
        case "swap":
            other = (line + 1) % len(lines)
            lines[line], lines[other] = lines[other], lines[line]
        case "cut":
            del lines[line:]
    changed = path.with_name("changed.jsonl")
    changed.write_text("\n".join(lines) + "\n", "utf-8")
    verdict = verify_file(changed)
    assert verdict.whole is (lines == original)


def test_a_changed_file_is_found(first: int, tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "trail.jsonl"
    rows, end = export(path, at=now, since=first)
    assert rows == ACTS
    assert verify_file(path, kept=end).whole
    _file(path)
