"""Real files for the tests: made with other people's libraries, or by hand where they refuse."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter

_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>%s'
    "</manifest:manifest>"
)
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>%s<office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>%s</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(rows: Iterable[Iterable[Any]], name: str = "Services") -> bytes:
    """A plain workbook by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def zipped(parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """The same zip with one text replaced in one part."""
    parts = parts_of(data)
    content = parts[name]
    text = content.decode() if isinstance(content, bytes) else content
    assert old in text
    parts[name] = text.replace(old, new, 1)
    return zipped(parts)


def with_sheet_data(sheet_data: str, *, after: str = "", before: str = "") -> bytes:
    """An xlsx whose only sheet has this XML."""
    parts = parts_of(xlsx([["x"]]))
    parts["xl/worksheets/sheet1.xml"] = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>"
    )
    return zipped(parts)


def ods(tables: str, *, doctype: str = "", manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet with these `table:table` elements."""
    parts: dict[str, str | bytes] = {
        "mimetype": _ODS_TYPE,
        "META-INF/manifest.xml": _MANIFEST % manifest,
        "content.xml": _CONTENT % (doctype, tables),
    }
    return zipped(parts)


def ods_table(rows: str, name: str = "Services") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def ods_text(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def many_rows(count: int) -> bytes:
    """A workbook of so many rows of three cells, written without holding it in memory."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Services")
    for row in range(count):
        sheet.write_row(row, 0, [f"service {row}", row, "Example"])
    book.close()
    return out.getvalue()
