"""What is damaged, of another version or with other keys is refused and changes no byte; what is of
an older version is brought up to date."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.audit.models import AuditRow
from ertad.audit.verify import verify
from ertad.directory.search.entries import drift
from ertad.people.models import Institution
from ertad.site.backup import Refused, look, restore, save, saving
from ertad.site.backup.contents import Header
from ertad.site.backup.earlier import make_tables
from ertad.site.backup.in_place import as_default
from ertad.site.moving.tables import tables
from ertad.site.tests.installations import content, inside

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 24, 13, 20, tzinfo=UTC)
PLACE = st.floats(0, 1, exclude_max=True)


@pytest.fixture
def at_home(house: Path, django_db_blocker: Any) -> Iterator[Path]:
    with inside(house, django_db_blocker):
        yield house


def test_other_keys_other_files_and_nothing_at_all(at_home: Path, saved: Path) -> None:
    before = content(at_home)
    other = at_home / "other.backup"
    other.write_bytes(b"PK\x03\x04" + saved.read_bytes())
    long = "somebody else's own long key"
    for path, keys, words in (
        (saved, {"BACKUP_KEY": long}, "another BACKUP_KEY"),
        (saved, {"BACKUP_KEY": ""}, "BACKUP_KEY must be set"),
        (saved, {"AUDIT_KEY": long}, "another AUDIT_KEY"),
        (other, {}, "no backup of Ertad"),
        (at_home / "nowhere", {}, "No such file"),
        (at_home, {}, "cannot be read"),
    ):
        with override_settings(**keys), pytest.raises(Refused, match=words):
            restore(path, at=NOW, replace=True)
    assert content(at_home) == before
    assert {path.name for path in at_home.iterdir()} == {"ertad.sqlite3", "other.backup"}


def test_any_byte_flipped_cut_or_put_in(
    filled: Path, saved: Path, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before, whole = content(filled), saved.read_bytes()
    altered = tmp_path_factory.mktemp("altered") / "altered.backup"

    @settings(max_examples=60)
    @given(
        where=PLACE, length=st.integers(1, 3_000_000), how=st.sampled_from(["flip", "cut", "put"])
    )
    def is_refused(where: float, length: int, how: str) -> None:
        at = int(where * len(whole))
        rest = {
            "flip": bytes([whole[at] ^ (length % 255 + 1)]) + whole[at + 1 :],
            "cut": whole[at + length :],
            "put": whole[:length] + whole[at:],
        }[how]
        altered.write_bytes(whole[:at] + rest)
        with pytest.raises(Refused):
            restore(altered, at=NOW, replace=True)
        assert content(filled) == before

    with inside(filled, django_db_blocker):
        is_refused()


def test_a_newer_version_is_refused_and_says_so(at_home: Path) -> None:
    path = at_home / "newer.backup"
    MigrationRecorder(connection).record_applied("directory", "9999_from_the_future")
    save(path, at=NOW)
    connection.close()
    before = content(at_home)
    with pytest.raises(Refused, match="does not know: directory"):
        restore(path, at=NOW, replace=True)
    assert content(at_home) == before


def test_an_older_version_is_brought_up_to_date(
    at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loader = MigrationLoader(None)
    (last,) = loader.graph.leaf_nodes("collection")
    before_it = [
        list(key) for key in loader.graph.nodes if last not in loader.graph.forwards_plan(key)
    ]
    header = Header("", "", "", before_it, 0, "", "", {})
    path = tmp_path / "older.backup"
    older = {**connection.settings_dict, "NAME": str(tmp_path / "older.sqlite3")}
    with as_default(older):
        made = make_tables(header, connection)
        made.get_model("people.Institution").objects.create(code="old", kind="ngo", name_ka="ძველი")
        monkeypatch.setattr(
            saving, "saved_tables", lambda: [t for t in tables(made) if "sessions" not in t.name]
        )
        save(path, at=NOW)
    assert list(last) not in look(path)[0].migrations

    restored = restore(path, at=NOW, replace=True)
    assert last in MigrationRecorder(connection).applied_migrations()
    assert Institution.objects.get().code == "old"
    assert not drift()
    assert verify().whole
    row = AuditRow.objects.latest("seq")
    assert (row.act, row.details["backup_seq"]) == ("audit.epoch", 0)
    assert row.details["left_seq"] == restored.replaced.audit_seq > 100
    assert Path(restored.kept_as).exists()


def test_a_trail_that_was_altered_does_not_come_back(at_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "altered.backup"
    with closing(connection.cursor()) as cursor:
        cursor.execute("UPDATE audit_auditrow SET reason = 'nothing' WHERE seq = 7")
    save(path, at=NOW)
    connection.close()
    before = content(at_home)
    with pytest.raises(Refused, match="audit trail is broken at row 7: content changed"):
        restore(path, at=NOW, replace=True)
    assert content(at_home) == before
