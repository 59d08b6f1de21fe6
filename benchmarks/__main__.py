"""Every figure of this folder in one table: `make bench`, or `python -m benchmarks search pages`.

Each script that has `figures()` runs in a process of its own, so that one does not use the other's
memory, and one that fails does not take the others with it. The exit code is 1 when a target was
missed or a script failed.
"""

import os
import pickle
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, print_figures

FOLDER = Path(__file__).parent
ONE = (
    "import importlib, pickle, sys; found = importlib.import_module(sys.argv[1]).figures();"
    " pickle.dump(found, open(sys.argv[2], 'wb'))"
)


def scripts() -> list[str]:
    """Names of the scripts that have figures."""
    measuring = re.compile(r"^def figures\(\)", re.MULTILINE)
    found = sorted(FOLDER.glob("*.py"))
    return [path.stem for path in found if measuring.search(path.read_text("utf-8"))]


def figures_of(name: str) -> list[Figure]:
    """Run one script. Raises CalledProcessError when it fails."""
    source = f"{FOLDER.parent}{os.pathsep}{FOLDER.parent / 'src'}"
    with tempfile.NamedTemporaryFile(suffix=".figures") as file:
        command = [sys.executable, "-c", ONE, f"benchmarks.{name}", file.name]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": source})
        found: list[Figure] = pickle.loads(file.read())  # noqa: S301
        return found


def main(names: list[str]) -> int:
    known = scripts()
    if unknown := [name for name in names if name not in known]:
        print(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(known)}.")
        return 2
    found: list[Figure] = []
    failed = []
    for name in names or known:
        print(f"Measuring: {name} ...", file=sys.stderr, flush=True)
        try:
            found += figures_of(name)
        except subprocess.CalledProcessError:
            failed.append(name)
    missed = print_figures(found, "Ertad: measured figures")
    for name in failed:
        print(f"{name} failed, see above.")
    return int(bool(missed or failed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
