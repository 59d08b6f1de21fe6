"""`make` and `.ci/run` name what is there; running them whole is CI's own work."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[4]
COMMANDS = ("help", "setup", "demo", "check", "test", "bench", "docs")


def make(*words: str) -> str:
    """What make would do, without doing it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(
        ["make", "--always-make", "--dry-run", *words],
        cwd=HOME, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def test_ci_runs_the_tests() -> None:
    ci = HOME / ".ci" / "run"
    assert os.access(ci, os.X_OK)
    subprocess.run(["bash", "-n", str(ci)], check=True)
    assert ci.read_text().rstrip().endswith("make test")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_help_and_calls_what_exists(command: str) -> None:
    shown = subprocess.run(["make", "help"], cwd=HOME, capture_output=True, text=True, check=True)
    assert re.search(rf"^{command} +\S", shown.stdout, re.MULTILINE)
    for module in re.findall(r"-m ((?:tools|benchmarks)[\w.]*)", make(command)):
        assert find_spec(module), module


def test_the_demo_takes_a_port() -> None:
    assert "demo --port 8123" in make("demo", "PORT=8123")


def test_nothing_is_installed_without_its_hash() -> None:
    installs = [line for line in make("test").splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
