"""What is in a PDF, read without another library; `pdftotext` reads the words where it is there."""

import re
import subprocess
import zlib

import pytest

needs_pango = needs_reader = pytest.mark.slow
"""They need Debian's packages, which `make test` installs."""


def objects(made: bytes) -> bytes:
    opened = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", made, re.DOTALL):
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(opened)


def pages(made: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", objects(made)))


def words(made: bytes) -> str:
    """The text, its white space made single; only with `needs_reader`."""
    told = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())
