"""Whole installations for tests: `ertad` in a process of its own, on a database of its own."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from django.test import override_settings

from ertad.site.backup.in_place import as_default

ERTAD = str(Path(sys.executable).with_name("ertad"))


def ertad(*words: str, database: str, var: Path, code: int = 0, **more: str) -> str:
    """What a command prints; its complaints where it should fail."""
    done = subprocess.run(
        [ERTAD, *words], env=environment(database, var, **more), capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def environment(database: str, var: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "ertad.site.settings.demo",
        "DATABASE_URL": database,
        "ERTAD_VAR": str(var),
        "ERTAD_LOG_LEVEL": "ERROR",
        **more,
    }


def content(var: Path) -> str:
    """Stands for every byte of the installation's database file."""
    return hashlib.sha256((var / "ertad.sqlite3").read_bytes()).hexdigest()


@contextmanager
def inside(var: Path, blocker: Any) -> Iterator[None]:
    """This process works on the SQLite installation in `var`, with the demo's keys."""
    settings = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(var / "ertad.sqlite3"),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON",
        },
    }
    keys = {
        name: f"demo-only-{name.partition('_')[0].lower()}-key-never-used-in-production"
        for name in ("AUDIT_KEY", "BACKUP_KEY")
    }
    with blocker.unblock(), override_settings(**keys), as_default(settings):
        yield
