"""The production settings start only with secrets of their own, named hosts and a database."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "SECRET_KEY": "k3" * 24,
    "AUDIT_KEY": "p7" * 24,
    "ALLOWED_HOSTS": "services.example.org",
    "EMAIL_URL": "smtp+tls://ertad:secret@mail.example.org:587",
    "DATABASE_URL": "sqlite:////nowhere/ertad.sqlite3",
    "ERTAD_ADDRESS": "https://services.example.org",
}
OURS = {*SAFE, "BACKUP_KEY", "DJANGO_SETTINGS_MODULE", "ERTAD_VAR"}
LOAD = "import django; from django.conf import settings; print(settings.DEBUG, settings.DEMO)"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own, with this environment only."""
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", LOAD],
        env={**rest, "DJANGO_SETTINGS_MODULE": "ertad.site.settings.production", **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_with_all_of_it_they_start() -> None:
    started = start(**SAFE)
    assert started.returncode == 0, started.stderr
    assert started.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("name", sorted(SAFE))
def test_each_of_them_is_needed(name: str) -> None:
    refused = start(**{key: value for key, value in SAFE.items() if key != name})
    assert refused.returncode == 1
    assert "ImproperlyConfigured" in refused.stderr
    assert f"{name} must" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "demo-only-secret-key-never-used-in-production"),
        ("AUDIT_KEY", "k" * 31),
        ("AUDIT_KEY", "test-audit-key-for-tests-only-and-long-enough"),
        ("BACKUP_KEY", "short"),
        ("BACKUP_KEY", "demo-only-backup-key-never-used-in-production"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "services.example.org,*"),
        ("DATABASE_URL", ""),
        ("ERTAD_ADDRESS", "services.example.org"),
    ],
)
def test_what_is_unsafe_is_refused_by_name(name: str, value: str) -> None:
    refused = start(**{**SAFE, name: value})
    assert refused.returncode == 1
    assert f"{name} must" in refused.stderr
    assert SAFE["SECRET_KEY"] not in refused.stderr
