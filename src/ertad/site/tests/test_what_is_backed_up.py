"""Nothing that Ertad keeps is left out of a backup unnoticed; old backups go, the newest stay."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from ertad.site.backup import Refused, keep_newest, name_in, save
from ertad.site.backup.saving import LEFT_OUT, saved_tables
from ertad.site.moving.tables import points_to, tables
from ertad.site.moving.values import marking, reading

NOW = datetime(2026, 11, 24, 13, 20, 5, tzinfo=UTC)


def test_every_column_has_a_form_that_both_databases_know() -> None:
    for table in tables():
        for field in table.fields:
            for vendor in ("sqlite", "postgresql"):
                reading(field, vendor)
            marking(field)


def test_every_table_is_in_it_but_who_is_signed_in() -> None:
    every = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed and not model._meta.required_db_vendor
    }
    assert {table.name for table in saved_tables()} == every - LEFT_OUT


def test_what_is_pointed_to_comes_first() -> None:
    """Two tables that point at each other could not be written back one after the other."""
    there: set[type[models.Model]] = set()
    for table in tables():
        assert points_to(table.model) <= there | {table.model}, table.name
        there.add(table.model)


def test_files_are_in_the_database() -> None:
    """A file on disk would need a place in the backup, and in the restore."""
    on_disk = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    ]
    assert on_disk == []


def test_no_key_no_backup(settings: object, tmp_path: Path) -> None:
    settings.BACKUP_KEY = ""  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="BACKUP_KEY must be set in the environment"):
        save(tmp_path / "a.backup", at=NOW)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "a.backup").write_text("of yesterday")
    with pytest.raises(Refused, match="--replace writes over it"):
        save(tmp_path / "a.backup", at=NOW)
    assert (tmp_path / "a.backup").read_text() == "of yesterday"


def test_the_newest_are_kept(tmp_path: Path) -> None:
    days = [name_in(tmp_path, NOW.replace(day=day)) for day in range(1, 21)]
    for path in days:
        path.touch()
    (tmp_path / "letters.txt").touch()
    assert keep_newest(tmp_path, 14, saved=days[-1]) == days[:6]
    assert sorted(tmp_path.iterdir()) == [*days[6:], tmp_path / "letters.txt"]
    assert keep_newest(tmp_path, 14, saved=days[-1]) == []


def test_a_clock_that_was_set_back_does_not_delete_the_last_one(tmp_path: Path) -> None:
    later = [name_in(tmp_path, NOW.replace(year=2031, day=day)) for day in (1, 2, 3)]
    saved = name_in(tmp_path, NOW)
    for path in (*later, saved):
        path.touch()
    assert keep_newest(tmp_path, 1, saved=saved) == later
    assert list(tmp_path.iterdir()) == [saved]
