"""Which kind of file this is, from its first bytes and the names inside a zip."""

import re
from typing import Literal

from ertad.files.spreadsheets.ods import MIMETYPE
from ertad.files.spreadsheets.package import Package
from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.workbook import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_STARTS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf",
                 b"\x1f\x8b", b"MZ", b"\x7fELF", b"PK\x05\x06")  # fmt: skip
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head)", re.I)
_NESTED = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".zip")


def format_of(data: bytes, limits: Limits) -> Literal["xlsx", "ods", "csv"]:
    """Raises Refused, with what to do, for everything else that people send by mistake."""
    if data.startswith(_OLE):
        # A workbook with a password is wrapped in the container of the old format.
        protected = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("encrypted" if protected else "old_excel")
    if data.startswith(b"PK\x03\x04"):
        return _packed_format(data, limits)
    if data.startswith(_OTHER_STARTS):
        raise Refused("not_a_spreadsheet")
    if _MARKUP.match(data[:1000]):
        raise Refused("web_page")
    return "csv"


def _packed_format(data: bytes, limits: Limits) -> Literal["xlsx", "ods"]:
    package = Package(data, limits)
    names = package.names
    if any(_holds_macros(name) for name in names):
        raise Refused("macros")
    if "xl/workbook.bin" in package:
        raise Refused("binary_excel")
    if "xl/workbook.xml" in package:
        return "xlsx"
    if "content.xml" in package and "mimetype" in package:
        kind = next(package.chunks("mimetype"), b"")
        if kind.strip() == MIMETYPE.encode():
            return "ods"
    if any(name.endswith(_NESTED) for name in names):
        raise Refused("zip_of_files")
    raise Refused("not_a_spreadsheet")


def _holds_macros(name: str) -> bool:
    if name.startswith("basic/"):  # OpenDocument keeps an empty library list there
        return name.endswith(".xml") and not name.endswith(("script-lb.xml", "script-lc.xml"))
    return name.endswith("vbaproject.bin") or name.startswith(("xl/macrosheets/", "scripts/"))
