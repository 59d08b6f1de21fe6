"""A purge leaves a signed beginning, a restore a row that says so; the chain verifies all along."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ertad.audit.acts.check_chain import check_chain
from ertad.audit.acts.forget import forget, forget_actors
from ertad.audit.acts.open_epoch import AnotherEnd, open_epoch
from ertad.audit.acts.purge import BrokenChain, purge
from ertad.audit.checkpoints import last_check
from ertad.audit.commands import audit
from ertad.audit.models import AuditCheck, AuditCheckpoint, AuditHead, AuditRow, Revision
from ertad.audit.portable import export, verify_file
from ertad.audit.trail import traced
from ertad.audit.verify import CUT, FORGED_CHECKPOINT, Head, head, verify
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def act(at: datetime, number: int = 1) -> None:
    for each in range(number):
        with traced("service.edit", by=SYSTEM, at=at) as trace:
            trace.revised("directory.service", each, {"a": 1}, {"a": each})


def kept_tables() -> dict[Any, list[Any]]:
    """A backup, for want of a real one here."""
    return {m: list(m.objects.all()) for m in (AuditRow, AuditHead, AuditCheckpoint, Revision)}


def restore(tables: dict[Any, list[Any]]) -> None:
    for model, rows in tables.items():
        model.objects.all().delete()
        model.objects.bulk_create(rows)


def test_purge_restore_and_purge_again(now: datetime) -> None:
    act(now, 5)
    act(now + timedelta(days=30), 5)
    before = head()

    removed = purge(before=now + timedelta(days=1), by=SYSTEM, at=now + timedelta(days=31))
    assert removed == before.seq - 5
    verdict = verify()
    assert verdict.whole
    assert (verdict.rows, verdict.purged) == (6, removed)
    assert AuditRow.objects.order_by("-seq")[0].details["to_seq"] == removed

    backup, backup_head = kept_tables(), head()
    act(now + timedelta(days=32), 3)
    left = head()
    restore(backup)
    open_epoch(backup=backup_head, left=left, by=SYSTEM, at=now + timedelta(days=33))
    verdict = verify()
    assert (verdict.whole, verdict.rows) == (True, 7)
    last = AuditRow.objects.order_by("-seq")[0]
    assert (last.act, last.details["backup_seq"]) == ("audit.epoch", backup_head.seq)
    assert verify(kept=left).left_behind_by == last.seq
    assert verify(kept=Head(left.seq + 9, "0" * 64)).why == CUT

    act(now + timedelta(days=60), 2)
    assert purge(before=now + timedelta(days=32), by=SYSTEM, at=now + timedelta(days=61)) == 6
    verdict = verify()
    assert (verdict.whole, verdict.rows, verdict.purged) == (True, 4, removed + 6)
    assert AuditCheckpoint.objects.count() == 2


def test_nothing_is_purged_from_a_broken_trail(now: datetime) -> None:
    act(now, 3)
    AuditRow.objects.filter(seq=head().seq - 1).update(reason="other")
    rows = AuditRow.objects.count()
    with pytest.raises(BrokenChain):
        purge(before=now + timedelta(days=1), by=SYSTEM, at=now)
    assert AuditRow.objects.count() == rows


def test_nobody_else_purges(now: datetime) -> None:
    with pytest.raises(NotAllowed):
        purge(before=now, by=Actor(Role.AUDITOR), at=now)


@pytest.mark.parametrize("change", [{"rows": 1}, {"seq": 1}, {"digest": "0" * 64}])
def test_a_checkpoint_cannot_be_forged(now: datetime, change: dict[str, Any]) -> None:
    act(now, 3)
    act(now + timedelta(days=2))
    purge(before=now + timedelta(days=1), by=SYSTEM, at=now)
    AuditCheckpoint.objects.update(**change)
    assert verify().why == FORGED_CHECKPOINT
    AuditCheckpoint.objects.all().delete()
    assert verify().broken_at == 1


def test_rows_and_revisions_put_back_before_the_checkpoint_are_found(now: datetime) -> None:
    act(now, 3)
    act(now + timedelta(days=2))
    old = AuditRow.objects.order_by("seq")[0]
    purge(before=now + timedelta(days=1), by=SYSTEM, at=now)
    old.save(force_insert=True)
    assert verify().broken_at == old.seq
    old.delete()
    assert verify().whole
    Revision.objects.create(at=now, act="service.edit", kind="x", object_id="1", role="operator")
    assert verify().why == "a revision without an act"


def test_a_restore_of_something_else_is_refused(now: datetime) -> None:
    act(now)
    with pytest.raises(AnotherEnd):
        open_epoch(backup=Head(head().seq, "0" * 64), by=SYSTEM, at=now)
    assert verify().whole


def test_the_clock_set_back(now: datetime) -> None:
    """Acts are kept in the order in which they were done, and it is said that the clock was not."""
    act(now, 2)
    act(now - timedelta(days=3))
    act(now - timedelta(days=2))
    verdict = verify()
    assert verdict.whole
    assert (verdict.set_back, verdict.first_set_back) == (1, head().seq - 1)
    done = CliRunner().invoke(audit, ["verify"])
    assert done.exit_code == 0
    assert "clock was set back 1 times" in done.output

    purge(before=now, by=SYSTEM, at=now)
    rows = AuditRow.objects.order_by("seq").values_list("at", flat=True)
    assert rows[0] >= now, "what lies behind a newer row stays"
    assert verify().whole


def test_a_revision_is_emptied_and_the_chain_stays_whole(now: datetime) -> None:
    act(now, 2)
    assert forget(Revision.objects.filter(act="service.edit", object_id="1")) == 1
    emptied = Revision.objects.get(act="service.edit", object_id="1")
    assert (emptied.before, emptied.after) == (None, None)
    assert verify().whole
    assert forget_actors([emptied.pk]) == 1
    emptied.refresh_from_db()
    assert emptied.actor_id == ""
    assert verify().whole


def test_numbers_are_sealed_as_numbers(now: datetime) -> None:
    """However a database writes them: 1e16 comes back as a whole number from PostgreSQL."""
    odd = {"z": 1.0, "a": 1e2, "tiny": 1e-7, "long": 2**70, "huge": 1e16, "": [{}, "\u2028"]}
    with traced("test.odd", by=SYSTEM, at=now) as trace:
        trace.details.update(odd)
        trace.revised("test.odd", 1, None, odd)
    assert verify().whole


def test_rows_of_the_first_form_stay_valid(now: datetime) -> None:
    """Signed as the first version of Ertad did: one row with a part of a second, one without."""
    from ertad.audit.canonical import digest_of
    from ertad.audit.chain import signed_rows

    old = "5b5e5ff5-8c6e-4e43-a0b4-6e29b5ae3b6c"
    for micro in (0, 123456):
        end = head()
        row = AuditRow(
            seq=end.seq + 1, act_id=old[:-6] + f"{micro:06d}", at=now.replace(microsecond=micro),
            act="service.edit", role="operator", details={"b": 1, "a": ["ა"]}, form=1,
            previous=end.digest,
        )  # fmt: skip
        row.save(force_insert=True)
        AuditRow.objects.filter(pk=row.pk).update(digest=_first_form(row))
        AuditHead.objects.update(seq=row.seq, digest=_first_form(row))
    act(now)
    assert verify().whole
    forms = [row.form for row in signed_rows("default", head().seq - 3, head().seq)]
    assert forms == [1, 1, 2]
    assert digest_of(next(signed_rows("default", head().seq - 1, head().seq)))


def _first_form(row: AuditRow) -> str:
    """As it was written before there was another."""
    from ertad.audit.trail import keyed_digest, snapshot

    content = snapshot(row)
    for name in ("digest", "revisions", "form"):
        content.pop(name)
    return keyed_digest(json.dumps(content, sort_keys=True, ensure_ascii=False))


def test_the_daily_check_keeps_its_verdict_and_finds_a_cut_end(now: datetime) -> None:
    act(now, 3)
    assert check_chain(now) == {"rows verified": verify().rows}
    assert check_chain(now) == {}
    kept = last_check("default")
    assert kept is not None
    assert kept.seq == head().seq

    end = AuditRow.objects.get(seq=kept.seq - 1)
    AuditRow.objects.filter(seq=kept.seq).delete()
    Revision.objects.exclude(act_id__in=AuditRow.objects.values("act_id")).delete()
    AuditHead.objects.update(seq=end.seq, digest=end.digest)
    check_chain(now + timedelta(days=1))
    verdict = AuditCheck.objects.get(day=(now + timedelta(days=1)).date())
    assert (verdict.broken_at, verdict.why) == (kept.seq, CUT)


@pytest.mark.slow
def test_an_exported_trail_is_verified_without_a_database(tmp_path: Path, now: datetime) -> None:
    act(now, 3)
    path = tmp_path / "trail.jsonl"
    rows, end = export(path, at=now)
    done = _verify_elsewhere(path, "--head", str(end))
    assert (done.returncode, json.loads(done.stdout)["rows"]) == (0, rows)
    done = _verify_elsewhere(path, key="another key, of somebody who may not know ours")
    assert done.returncode == 1
    assert "broken at row 1: content changed" in done.stderr
    part = tmp_path / "part.jsonl"
    assert export(part, at=now, since=rows - 1)[0] == 2
    assert verify_file(part).whole
    with pytest.raises(FileExistsError):
        export(part, at=now)


def _verify_elsewhere(
    path: Path, *words: str, key: str = "test-audit-key-for-tests-only"
) -> "subprocess.CompletedProcess[str]":
    code = "from ertad.site.command_line import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "audit", "verify", str(path), "--json", *words],
        env={**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing",
             "AUDIT_KEY": key, "DJANGO_SETTINGS_MODULE": "ertad.site.settings.demo"},
        capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "content", ["", "\n", "{}\n", "[1]\n", "\x00\xff", '{"format":"ertad audit 1"}\n', "=1+1\n"]
)
def test_what_is_no_trail_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "no.jsonl"
    path.write_text(content, "latin-1")
    done = CliRunner().invoke(audit, ["verify", str(path)])
    assert done.exit_code == 1
    assert "broken at row" in done.output
