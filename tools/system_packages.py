"""What the tests need from Debian: installed when root, else named exactly, and then we stop."""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

PACKAGES = {
    "chromium": lambda: shutil.which("chromium"),
    "libreoffice-calc-nogui": lambda: shutil.which("soffice"),
    "libreoffice-writer-nogui": lambda: Path("/usr/lib/libreoffice/program/libswlo.so").exists(),
    "python3-uno": lambda: Path("/usr/lib/python3/dist-packages/uno.py").exists(),
    "libpangoft2-1.0-0": lambda: find_library("pangoft2-1.0"),
    "poppler-utils": lambda: shutil.which("pdftotext"),
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
}
"""Debian package -> is what it brings there."""


def missing() -> list[str]:
    return [name for name, there in PACKAGES.items() if not there()]


def main() -> int:
    needed = missing()
    if not needed:
        return 0
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *needed]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"The tests need these Debian packages: sudo {' '.join(install)}", file=sys.stderr)
        return 1
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)
    if left := missing():
        print(f"Could not be installed: {', '.join(left)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
