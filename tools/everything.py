"""`make test`: every check and every test, on SQLite, on PostgreSQL and in a real browser."""

import os
import subprocess
import sys
import time

from tools.postgres import cluster

PYTEST = [sys.executable, "-m", "pytest", "-n", "2", "--durations", "20"]
ONCE_IS_ENOUGH = [
    "src/ertad/engines",
    "src/ertad/look",
    "src/ertad/audit/tests/test_writers.py",
    "src/ertad/site/tests/test_backup_drill.py",
    "src/ertad/site/tests/test_move_database.py",
]
"""Rooms without a table, and tests that start their own databases of both kinds."""
TEMPLATES = "git ls-files 'src/*.html' | xargs .venv/bin/djade --check --target-version 5.2"
CHECKS = [
    ["Lint", [".venv/bin/ruff", "check", "."]],
    ["Format", [".venv/bin/ruff", "format", "--check", "."]],
    ["Templates", ["bash", "-c", TEMPLATES]],
    ["Types", [".venv/bin/mypy"]],
    ["Imports", [".venv/bin/lint-imports"]],
    ["Translations", [sys.executable, "-m", "tools.messages", "check"]],
]


def step(name: str, command: list[str], **environment: str) -> None:
    """Run one step; on failure say which and stop with its code."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    result = subprocess.run(command, env={**os.environ, **environment})
    print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    if result.returncode:
        sys.exit(result.returncode)


def main() -> None:
    for name, command in CHECKS:
        step(name, command)
    step("Tests on SQLite", [*PYTEST, "-m", "not browser"])
    with cluster() as url:
        data = [*PYTEST, "-m", "not browser", *(f"--ignore={path}" for path in ONCE_IS_ENOUGH)]
        step("Tests on PostgreSQL", data, DATABASE_URL=url)
    step("Journeys in the browser", [*PYTEST, "-m", "browser"])


if __name__ == "__main__":
    main()
