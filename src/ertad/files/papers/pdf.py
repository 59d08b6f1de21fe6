"""HTML to PDF, in a process apart, with limits; at most a few at once."""

import ctypes
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

import structlog

log = structlog.get_logger("ertad.papers")

SECONDS = 20
"""Of the processor; by the clock three times as long, on a machine that has other work."""
MEMORY_BYTES = 1_500_000_000
HTML_BYTES = 1_000_000
AT_ONCE = 2
"""PDFs made at the same time by one process of the server."""
WAIT_SECONDS = 4.0
"""How long somebody waits for others before being told to come back."""

PRINTING = Path(__file__).with_name("printing.py")
PASSED_ON = ("HOME", "LANG", "PATH", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
"""Of the environment; secrets stay here."""
LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
)

_turns = BoundedSemaphore(AT_ONCE)


class PaperBusy(Exception):
    """Enough papers are being made already; come back in a few seconds."""


class NoPaper(Exception):
    """The paper cannot be made: no Pango here, too large, too slow, or broken; see the log."""


@cache
def pdf_available() -> bool:
    """Whether PDFs can be made on this machine (WeasyPrint needs the system's Pango)."""
    return importlib.util.find_spec("weasyprint") is not None and all(map(_loads, LIBRARIES))


def _loads(names: Sequence[str]) -> bool:
    for name in names:
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False


def print_pdf(variants: Sequence[str], *, most_pages: int | None = None) -> bytes:
    """A tagged PDF of the first of `variants` that fits `most_pages`, else of the last.

    Each is the same paper as a whole HTML document (with `lang` and `<title>`), roomiest first.
    Pictures and fonts: `static:ROOM/...` or `data:`. Raises PaperBusy or NoPaper.
    """
    if not pdf_available():
        raise NoPaper("no Pango on this machine")
    if max(map(len, variants)) > HTML_BYTES:
        raise NoPaper("too large")
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise PaperBusy
    try:
        return _printed(variants, most_pages)
    finally:
        _turns.release()


def _printed(variants: Sequence[str], most_pages: int | None) -> bytes:
    asked = {"variants": list(variants), "most_pages": most_pages, "seconds": SECONDS,
             "bytes": MEMORY_BYTES}  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603  our own file, with the interpreter that runs us
            [sys.executable, "-I", str(PRINTING)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=3 * SECONDS,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            cwd=PRINTING.parent,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        log.error("paper took too long", seconds=3 * SECONDS)
        raise NoPaper("too slow") from slow
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        log.error("paper failed", code=done.returncode, why=done.stderr.decode()[-2000:])
        raise NoPaper("failed")
    return done.stdout
