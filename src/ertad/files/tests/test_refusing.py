"""Files that are refused as a whole: each with a reason, and none with another exception."""

import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.files.spreadsheets.messages import REFUSALS, said
from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.workbook import Limits
from ertad.files.tests import making

pytestmark = pytest.mark.slow

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
NETWORK = '<!DOCTYPE x SYSTEM "http://192.0.2.1/evil.dtd">'


def refusal(data: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        read_workbook(data, limits=limits)
    assert all(said(caught.value.code, caught.value.params))
    return caught.value


def test_an_empty_file_and_a_large_one() -> None:
    assert refusal(b"").code == "empty_file"
    error = refusal(b"a,b\n" * 5_500_000)
    assert (error.code, error.params) == ("too_big", {"limit": 20})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 ...", "not_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n", "not_a_spreadsheet"),
        (bytes(range(256)) * 4, "not_a_spreadsheet"),
        (b"<html><table><tr><td>saved from a browser</td></tr></table>", "web_page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "web_page"),
        (OLE + b"\0" * 600, "old_excel"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (making.zipped({"word/document.xml": "<w/>"}), "not_a_spreadsheet"),
        (making.zipped({"a.xlsx": "x", "b.xlsx": "y"}), "zip_of_files"),
        (making.zipped({"xl/workbook.bin": "x"}), "binary_excel"),
        (making.zipped({"mimetype": "application/vnd.oasis.opendocument.text",
                        "content.xml": "<a/>"}), "not_a_spreadsheet"),
        (b"PK\x03\x04" + b"\0" * 40, "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_says_what_to_do(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_macros_are_refused() -> None:
    parts = making.parts_of(making.xlsx([["x"]]))
    assert refusal(making.zipped({**parts, "xl/vbaProject.bin": b"x"})).code == "macros"
    assert refusal(making.zipped({**parts, "XL\\VBAPROJECT.BIN": b"x"})).code == "macros"
    table = making.parts_of(making.ods(making.ods_table("")))
    assert refusal(making.zipped({**table, "Basic/Standard/Module1.xml": "x"})).code == "macros"


def test_a_truncated_workbook() -> None:
    data = making.xlsx([["x"] * 50] * 50)
    for length in range(4, len(data), 97):
        assert refusal(data[:length]).code in ("damaged", "not_a_spreadsheet")


def test_a_password_in_the_zip_or_in_ods() -> None:
    data = bytearray(making.xlsx([["x"]]))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)).code == "encrypted"
    locked = (
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry>"
    )
    assert refusal(making.ods(making.ods_table(""), manifest=locked)).code == "encrypted"


def test_a_zip_bomb_is_refused_from_its_directory() -> None:
    parts = making.parts_of(making.xlsx([["x"]]))
    bomb = making.zipped({**parts, "xl/worksheets/sheet1.xml": b" " * 30_000_000})
    assert len(bomb) < 100_000
    assert refusal(bomb).code == "zip_bomb"


def test_many_entries_and_a_directory_that_hides_their_number() -> None:
    parts: dict[str, str | bytes] = {f"xl/media/{n}.png": b"" for n in range(12_000)}
    data = bytearray(making.zipped({**making.parts_of(making.xlsx([["x"]])), **parts}))
    assert refusal(bytes(data)).code == "zip_bomb"
    struct.pack_into("<HH", data, len(data) - 14, 5, 5)
    assert refusal(bytes(data)).code == "zip_bomb"


def test_sizes_that_lie_are_counted_while_unpacking() -> None:
    sheet = b"<worksheet>" + b" " * 3_000_000 + b"</worksheet>"
    parts = making.parts_of(making.xlsx([["x"]]))
    honest = making.zipped({**parts, "xl/worksheets/sheet1.xml": sheet})
    data = bytearray(honest)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        while at >= 0:
            (size,) = struct.unpack_from("<L", data, at + offset)
            if size == len(sheet):
                struct.pack_into("<L", data, at + offset, 1000)
            at = data.find(mark, at + 4)
    assert refusal(bytes(data)).code == "damaged"
    error = refusal(honest, Limits(unpacked_bytes=1024 * 1024))
    assert (error.code, error.params) == ("unpacks_too_big", {"limit": 1})


def test_overlapping_and_strangely_packed_entries() -> None:
    parts = making.parts_of(making.xlsx([["x"]]))
    assert refusal(making.zipped(parts, zipfile.ZIP_LZMA)).code == "damaged"
    assert refusal(making.zipped(parts, zipfile.ZIP_BZIP2)).code == "damaged"


def test_path_tricks_are_ignored() -> None:
    parts = making.parts_of(making.xlsx([["x"]]))
    tricks = {"../../etc/passwd": b"root", "/etc/shadow": b"x", "C:\\evil.exe": b"x"}
    assert read_workbook(making.zipped({**parts, **tricks})).sheets[0].rows[0].cells == ["x"]
    away = making.changed(
        making.xlsx([["x"]]),
        "xl/_rels/workbook.xml.rels",
        "/xl/worksheets/sheet1.xml",
        "../../../etc/passwd",
    )
    assert refusal(away).code == "damaged"


@pytest.mark.parametrize("doctype", [BOMB, NETWORK])
@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
     "[Content_Types].xml", "xl/_rels/workbook.xml.rels"],
)  # fmt: skip
def test_a_dtd_is_refused_in_every_part(part: str, doctype: str) -> None:
    data = making.zipped({**making.parts_of(making.many_rows(2)), part: f"{doctype}<x>&b;</x>"})
    assert refusal(data).code == "unsafe_xml"


def test_a_dtd_in_ods() -> None:
    assert refusal(making.ods(making.ods_table(""), doctype=BOMB)).code == "unsafe_xml"


@pytest.mark.parametrize(
    "xml",
    [
        b"<worksheet>" + b"<a>" * 1000,
        b"<worksheet><c r='" + b"A" * 3_000_000 + b"'/></worksheet>",
        "<worksheet/>".encode("utf-16"),
        b"<?xml version='1.0' encoding='koi8-r'?><worksheet/>",
        b"<worksheet><sheetData><row r='x'/></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='1'><c r='AAAA1'><v>1</v></c></row></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='0'><c r='A0'><v>1</v></c></row></sheetData></worksheet>",
        b"<worksheet><sheetData><c><v>1</v></c></sheetData></worksheet>",
        b"<worksheet><mergeCells><mergeCell ref='A'/></mergeCells></worksheet>",
        b"not xml",
        b"",
    ],
)
def test_broken_xml(xml: bytes) -> None:
    parts = {**making.parts_of(making.xlsx([["x"]])), "xl/worksheets/sheet1.xml": xml}
    assert refusal(making.zipped(parts)).code == "damaged"


def test_half_a_million_rows_are_refused_with_the_limit() -> None:
    rows = (f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 500_001))
    error = refusal(making.with_sheet_data("".join(rows)))
    assert (error.code, error.params) == ("too_many_rows", {"limit": 20_000})
    assert "20000" in said(error.code, error.params)[0]


def test_the_limit_counts_all_sheets_and_repeated_rows() -> None:
    row = "<table:table-row %s>" + making.ods_text("x") + "</table:table-row>"
    repeated = row % 'table:number-rows-repeated="20001"'
    assert refusal(making.ods(making.ods_table(repeated))).code == "too_many_rows"
    table = making.ods_table(row % 'table:number-rows-repeated="15000"')
    assert refusal(making.ods(table + table.replace("Services", "B"))).code == "too_many_rows"
    assert refusal(("x\n" * 20_001).encode()).code == "too_many_rows"


def test_one_cell_far_away_is_named() -> None:
    far = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    error = refusal(making.with_sheet_data(far))
    assert (error.code, error.params) == ("too_far", {"sheet": "Services", "cell": "XFD1048576"})
    rows = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
        "</table:table-row><table:table-row>" + making.ods_text("x") + "</table:table-row>"
    )
    assert refusal(making.ods(making.ods_table(rows))).code == "too_far"
    wide = '<row r="1"><c r="SG1"><v>1</v></c></row>'
    assert refusal(making.with_sheet_data(wide)).code == "too_far"
    assert refusal(b"," * 600 + b"x").code == "too_far"
    diagonal = "".join(
        f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
        for row, column in ((1, "A"), (90_000, "AZ"))
    )
    assert refusal(making.with_sheet_data(diagonal)).code == "too_far"


def test_one_long_text_shown_in_many_cells() -> None:
    parts = making.parts_of(making.many_rows(1))
    parts["xl/sharedStrings.xml"] = f"<sst><si><t>{'x' * 10_000}</t></si></sst>"
    parts["xl/worksheets/sheet1.xml"] = (
        "<worksheet><sheetData>"
        + "".join(
            f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 3_100)
        )
        + "</sheetData></worksheet>"
    )
    assert refusal(making.zipped(parts)).code == "too_much_text"


def test_billions_of_spaces_in_ods() -> None:
    for times in ("4000000", "4000000000"):
        text = making.ods_text(f'a<text:s text:c="{times}"/>', 'table:number-columns-repeated="9"')
        data = making.ods(making.ods_table(f"<table:table-row>{text}</table:table-row>"))
        assert refusal(data).code in ("too_much_text", "damaged")


def test_merged_ranges_that_overlap_without_end() -> None:
    merges = '<mergeCell ref="A1:Z9000"/>' * 9_000
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="Z1"><v>2</v></c></row>'
    data = making.with_sheet_data(row, after=f"<mergeCells>{merges}</mergeCells>")
    assert refusal(data).code == "damaged"


def test_more_broken_cells_than_anyone_could_mend() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>B1</f></c></row>' for n in range(1, 10_100))
    assert refusal(making.with_sheet_data(rows)).code == "too_many_problems"


def test_two_sheets_of_one_name() -> None:
    table = making.ods_table("<table:table-row>" + making.ods_text("x") + "</table:table-row>")
    assert refusal(making.ods(table * 2)).code == "damaged"


def test_every_refusal_has_a_text_and_a_remedy() -> None:
    params = dict.fromkeys(("limit", "line", "cell", "sheet"), 1)
    for code in REFUSALS:
        text, remedy = said(code, params)
        assert "%(" not in text + remedy


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=2000), st.text(max_size=500).map(str.encode)))
def test_any_bytes_give_a_workbook_or_a_refusal(data: bytes) -> None:
    read_or_refused(data)


def read_or_refused(data: bytes) -> None:
    code = ""
    try:
        read_workbook(data)
    except Refused as error:
        code = error.code
    assert not code or code in REFUSALS


GOOD = [
    making.xlsx([["Name", 14, "=1+1", "#REF!"], ["x", 1.5, True]]),
    making.many_rows(5),
    making.ods(making.ods_table("<table:table-row>" + making.ods_text("x") + "</table:table-row>")),
]


PIECES = [
    *(b"", b"9", b"-1", b"<", b">", b'"', b"&amp;", b"</c>", b"1e999", b"\xff", b"d", b"s", b"e"),
    *(b"<f/>", b"<v>x</v>", b"99999999999", b"NaN", b" "),
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(GOOD), st.data())
def test_any_damage_to_a_zip_gives_a_workbook_or_a_refusal(
    good: bytes, data: st.DataObject
) -> None:
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(broken))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(GOOD), st.data())
def test_any_damage_inside_the_parts_too(good: bytes, data: st.DataObject) -> None:
    parts = making.parts_of(good)
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])  # type: ignore[arg-type]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 3))
        content[at : at + length] = data.draw(st.sampled_from(PIECES))
    read_or_refused(making.zipped({**parts, name: bytes(content)}))
