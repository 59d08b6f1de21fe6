"""A sealed file is read back as it was written, or not at all."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ertad.site.backup import sealing
from ertad.site.backup.refused import (
    CutOff,
    Damaged,
    NotABackup,
    OtherFormat,
    Refused,
    WrongKey,
)
from ertad.site.backup.sealing import END, HEAD, MARK, TAG, Opened, Sealed

KEY = "a key of Nino's own, long enough"
CHUNK = 64
TEXT = bytes(range(256)) * 2
"""Eight chunks; the last one is full."""


@contextmanager
def small_chunks() -> Iterator[None]:
    with patch.object(sealing, "CHUNK", CHUNK):
        yield


def sealed(text: bytes, key: str = KEY) -> bytes:
    file = io.BytesIO()
    writer = Sealed(file, key)
    for at in range(0, len(text), 100):
        writer.write(text[at : at + 100])
    writer.finish()
    return file.getvalue()


def opened(content: bytes, key: str = KEY) -> bytes:
    return Opened(io.BytesIO(content), key).readall() or b""


@pytest.fixture(scope="module")
def content() -> bytes:
    with small_chunks():
        return sealed(TEXT)


def test_what_nino_wrote_she_reads_and_nobody_else(content: bytes) -> None:
    with small_chunks():
        assert opened(content) == TEXT
        with pytest.raises(WrongKey):
            opened(content, "a key of somebody else, as long")
    assert TEXT[:16] not in content
    assert content[: len(MARK)] == MARK


def test_each_file_has_a_key_of_its_own(content: bytes) -> None:
    with small_chunks():
        again = sealed(TEXT)
    assert again[HEAD : HEAD + CHUNK] != content[HEAD : HEAD + CHUNK]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_any_size(size: int) -> None:
    with small_chunks():
        assert opened(sealed(TEXT[:size])) == TEXT[:size]


def test_each_way_to_go_wrong_is_told_apart(content: bytes) -> None:
    wrong = {
        b"PK\x03\x04 a workbook": NotABackup,
        b"": NotABackup,
        MARK + b"\x02" + content[len(MARK) + 1 :]: OtherFormat,
        content[: len(MARK) + 5]: CutOff,
        content[:-1]: CutOff,
        content[: -len(END) - CHUNK - TAG]: CutOff,
        content[: -len(END) - CHUNK - TAG] + END: Damaged,
        content + b"\n": CutOff,
        flipped(content, len(MARK) + 3): Damaged,
        flipped(content, HEAD + 5): Damaged,
    }
    with small_chunks():
        for altered, expected in wrong.items():
            with pytest.raises(expected):
                opened(altered)


def test_chunks_that_change_places_come_twice_or_from_another_file(content: bytes) -> None:
    sealed_size = CHUNK + TAG
    first, second = (
        content[HEAD + at * sealed_size : HEAD + (at + 1) * sealed_size] for at in (0, 1)
    )
    rest = content[HEAD + 2 * sealed_size :]
    with small_chunks():
        other = sealed(TEXT)
        for altered in (
            content[:HEAD] + second + first + rest,
            content[:HEAD] + first + first + rest,
            content[:HEAD] + first + first + second + rest,
            content[:HEAD] + second + rest,
            content[:HEAD] + other[HEAD : HEAD + sealed_size] + second + rest,
            other[:HEAD] + content[HEAD:],
        ):
            with pytest.raises(Damaged):
                opened(altered)


def flipped(content: bytes, at: int, bits: int = 1) -> bytes:
    return content[:at] + bytes([content[at] ^ bits]) + content[at + 1 :]


PLACE = st.floats(0, 1, exclude_max=True)


@given(where=PLACE, bits=st.integers(1, 255))
@example(where=0.0, bits=1)
@example(where=0.9999, bits=128)
def test_any_flipped_byte_is_found(content: bytes, where: float, bits: int) -> None:
    with small_chunks(), pytest.raises(Refused):
        opened(flipped(content, int(where * len(content)), bits))


@given(where=PLACE, to=PLACE)
def test_anything_cut_out_is_found(content: bytes, where: float, to: float) -> None:
    start, end = sorted(int(each * len(content)) for each in (where, to))
    with small_chunks(), pytest.raises(Refused):
        opened(content[:start] + content[end + 1 :])


@given(where=PLACE, more=st.binary(min_size=1, max_size=200))
def test_anything_put_in_is_found(content: bytes, where: float, more: bytes) -> None:
    at = int(where * (len(content) + 1))
    with small_chunks(), pytest.raises(Refused):
        opened(content[:at] + more + content[at:])
