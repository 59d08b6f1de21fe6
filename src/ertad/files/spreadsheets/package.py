"""The zip that an xlsx or ods file is: judged before unpacking, counted while unpacking.

Declared sizes may lie, so they only serve to refuse early; every part that is read is counted as it
comes. Parts are found by name and never written to disk, so names that point elsewhere do nothing.
What is handed on is a new zip with only the parts that were checked (`Checked`), so that another
reader of zip files cannot see something else than was looked at here.
"""

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterable
from io import BytesIO
from typing import Self

from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.workbook import Limits

_CHUNK = 64 * 1024
_END = b"PK\x05\x06"
_LARGE = 20 * 1024 * 1024
_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class Package:
    """An opened zip that passed the checks of its directory."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        _check_directory(data, limits)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refused("damaged") from error
        self._limits = limits
        self._unpacked = 0
        entries = self._zip.infolist()
        _check_entries(entries, limits)
        self._parts = {_plain(entry.filename): entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """Lower case, with forward slashes."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def chunks(self, name: str) -> Generator[bytes, None, None]:
        """The unpacked bytes of a part. Raises Refused: missing, damaged or too much."""
        entry = self._parts.get(_plain(name))
        if entry is None or entry.compress_type not in _PACKING:
            raise Refused("damaged")
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Refused("damaged") from error
        except (RuntimeError, NotImplementedError) as error:  # encrypted, or strange packing
            raise Refused("encrypted") from error

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > self._limits.unpacked_bytes:
            megabytes = self._limits.unpacked_bytes // 1024**2
            raise Refused("unpacks_too_big", {"limit": megabytes})


class Checked:
    """The new zip: takes the parts that were checked, and nothing else."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self._zip = zipfile.ZipFile(self._bytes, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def copy(self, name: str, chunks: Iterable[bytes]) -> Generator[bytes, None, None]:
        """Keeps each chunk under `name` and passes it on."""
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(entry, "w") as part:
            for chunk in chunks:
                part.write(chunk)
                yield chunk

    def finish(self) -> BytesIO:
        self._zip.close()
        self._bytes.seek(0)
        return self._bytes


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


def _check_directory(data: bytes, limits: Limits) -> None:
    """The size of the directory, before anything makes an object of each of its entries."""
    at = data.rfind(_END, max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise Refused("damaged")
    if data[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise Refused("damaged")  # zip64: for files far above our size
    entries, size = struct.unpack_from("<HL", data, at + 10)
    if entries > limits.entries or size > limits.entries * 400:
        raise Refused("zip_bomb")


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Refused("zip_bomb")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("encrypted")
    if sum(entry.file_size for entry in entries) > limits.declared_bytes:
        raise Refused("zip_bomb")
    for entry in entries:
        if entry.file_size > _LARGE and entry.file_size > entry.compress_size * limits.ratio:
            raise Refused("zip_bomb")
