"""Workbooks that go out: safe to open, helpful to fill, readable when they come back."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.workbook import Cell
from ertad.files.spreadsheets.writing import (
    Check,
    Column,
    Line,
    Mark,
    SheetPlan,
    TextPlan,
    sheet_name,
    write_marked,
    write_workbook,
)
from ertad.files.tests import making

MUNICIPALITIES = tuple(f"სამაგალითო {number}" for number in range(64))
PLAN = SheetPlan(
    "სერვისები",
    columns=(
        Column("id", hidden=True),
        Column("დასახელება", width=40, hint="ორი-სამი სიტყვა", asked=True),
        Column("ასაკიდან", check=Check("whole_number", 0, 99, "მთელი რიცხვი 0-დან 99-მდე")),
        Column("მუნიციპალიტეტი", choices=MUNICIPALITIES, choice_message="აირჩიეთ სიიდან"),
        Column("ენები", choices=("ქართული", "English"), several=True),
        Column("ტელეფონი", as_typed=True),
        Column("თარიღი", check=Check("date", date(2020, 1, 1), date(2030, 1, 1))),
    ),
    rows=[["a1", "სპორტი", 14, "სამაგალითო 1", "ქართული; English", "+995322000000", None]],
    above=["ივსება 1 მაისამდე"],
)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def test_a_workbook_to_fill() -> None:
    help_ = TextPlan("დახმარება", [Line("როგორ შევავსოთ", "title"), Line("=1+1")])
    data = write_workbook([help_, PLAN], title="რაუნდი")

    book = opened(data)
    assert book.sheetnames == ["დახმარება", "სერვისები", "_lists"]
    assert book["_lists"].sheet_state == "veryHidden"
    sheet = book["სერვისები"]
    assert sheet.freeze_panes == "B3"
    assert sheet.column_dimensions["A"].hidden
    assert sheet.print_title_rows == "$2:$2"
    assert sheet["F3"].number_format == "@"
    assert book["დახმარება"]["A2"].data_type == "s"
    validations = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert set(validations) == {f"{column}3:{column}203" for column in "BCDEG"}
    towns, languages, ages = (validations[f"{column}3:{column}203"] for column in "DEC")
    assert (towns.type, towns.formula1, towns.error) == ("list", "list_1", "აირჩიეთ სიიდან")
    assert towns.showErrorMessage
    assert not languages.showErrorMessage
    assert (ages.type, ages.formula1, ages.formula2) == ("whole", "0", "99")
    assert validations["B3:B203"].prompt == "ორი-სამი სიტყვა"
    assert book.defined_names["list_1"].attr_text == "'_lists'!$A$1:$A$64"
    assert book["_lists"]["A64"].value == "სამაგალითო 63"


def test_it_comes_back_as_it_went_out() -> None:
    book = read_workbook(write_workbook([PLAN], title="რაუნდი"))

    sheet = book.sheets[0]
    assert (sheet.name, sheet.hidden_columns) == ("სერვისები", {1})
    assert [row.number for row in sheet.rows] == [1, 2, 3]
    assert sheet.rows[2].cells == list(PLAN.rows[0])[:6]
    assert book.problems == []


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert write_workbook([PLAN], title="a") == write_workbook([PLAN], title="a")


def test_marked_cells_have_a_colour_and_a_comment() -> None:
    marks = (Mark(3, 3, "error", "ასაკი არასწორია"), Mark(2, 7, "warning", "სათაური"),
             Mark(9, 2, "note", "ცარიელი"))  # fmt: skip
    plan = SheetPlan(PLAN.name, PLAN.columns, PLAN.rows, PLAN.above, marks)

    sheet = opened(write_workbook([plan], title="დაბრუნებული"))["სერვისები"]

    assert sheet["C3"].value == 14
    assert sheet["C3"].fill.fgColor.rgb == "FFF6C9C9"
    assert sheet["C3"].comment.text == "ასაკი არასწორია"
    assert sheet["G2"].value == "თარიღი"
    assert sheet["G2"].fill.fgColor.rgb == "FFFDE3B0"
    assert sheet["B9"].comment.text == "ცარიელი"
    assert sheet["B3"].comment is None


def test_user_text_never_becomes_a_formula_or_a_link() -> None:
    hostile = ["=1+1", "+995", "-1", "@x", "\t=1", "\r=1", "http://192.0.2.1/", "mailto:a@b.ge",
               "{=1}", "internal:Sheet1!A1", "=cmd|' /C calc'!A0"]  # fmt: skip
    plan = SheetPlan("=S", [Column(text) for text in hostile], [hostile], above=["=1+1"])
    marks = {"=S": [Mark(3, 1, "error", "=1+1")]}
    data = write_workbook([plan], title="=1")
    for written in (data, write_marked(read_workbook(data), marks, title="=1")):
        parts = making.parts_of(written)
        for name, content in parts.items():
            text = content.decode() if isinstance(content, bytes) else content
            assert "<f>" not in text, name
            assert "<f " not in text, name
            assert "<hyperlink" not in text
        cells = [cell for row in opened(written)["=S"].iter_rows() for cell in row if cell.value]
        assert all(cell.data_type == "s" for cell in cells)
        assert any(cell.quotePrefix for cell in cells)


def test_a_returned_workbook_has_the_values_as_received() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Services"
    for row in (
        ["Title"],
        [],
        ["Name", "Age", "On"],
        ["a", "x", date(2024, 2, 29)],
        ["#REF!", 2.5],
    ):
        sheet.append(row)
    sheet.row_dimensions[1].hidden = sheet.row_dimensions[5].hidden = True
    book.create_sheet("Old").append(["kept"])
    book["Old"].sheet_state = "hidden"
    received = read_workbook(making.saved(book))

    marks = {"Services": [Mark(4, 2, "error", "რიცხვი"), Mark(5, 1, "error", "შეცდომა")]}
    data = write_marked(received, marks, title="დაბრუნებული")

    back = read_workbook(data)
    assert [row.cells for row in back.sheets[0].rows] == [
        ["Title"],
        ["Name", "Age", "On"],
        ["a", "x", date(2024, 2, 29)],
        ["#REF!", 2.5],
    ]
    assert [row.hidden for row in back.sheets[0].rows] == [True, False, False, False]
    assert [(sheet.name, sheet.hidden) for sheet in back.sheets] == [
        ("Services", False),
        ("Old", True),
    ]
    assert opened(data)["Services"]["B4"].comment.text == "რიცხვი"


def test_sheet_names_are_made_possible() -> None:
    taken: set[str] = set()
    assert sheet_name("a/b:c*[d]?", taken) == "a b c  d"
    assert sheet_name("A/B:C*[D]?", taken) == "A B C  D 2"
    assert sheet_name("'", taken) == "Sheet"
    assert sheet_name("History", taken) == "History 2"
    assert len(sheet_name("x" * 100, taken)) <= 31
    assert len(sheet_name("x" * 100, taken)) <= 31
    assert len(taken) == 6


def test_long_hints_and_titles_are_cut_where_excel_would_refuse() -> None:
    column = Column("ს" * 300, hint="ჰ" * 400, choices=("a",), choice_message="😀" * 300)
    sheet = opened(write_workbook([SheetPlan("S", [column])], title="x" * 500))["S"]
    (one,) = sheet.data_validations.dataValidation
    assert (len(one.promptTitle), len(one.prompt), len(one.error)) == (32, 255, 128)


TEXTS = st.text(max_size=40) | st.sampled_from(
    ["_x0041_", "=1", " x ", "a\nb", "\ud800", "\x01", "'"]
)
NUMBERS = st.integers(1 - 10**15, 10**15 - 1) | st.floats(
    allow_nan=False, allow_infinity=False, width=32
)
DAYS = st.dates(date(1900, 3, 1), date(2200, 1, 1))
MOMENTS = st.datetimes(datetime(1900, 3, 1), datetime(2200, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
CELLS = TEXTS | NUMBERS | DAYS | MOMENTS | st.booleans() | st.none()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=4))
def test_values_survive_writing_and_reading(rows: list[list[Cell]]) -> None:
    plan = SheetPlan("S", [Column("t")] * 5, rows)

    back = read_workbook(write_workbook([plan], title="t")).sheets[0]

    for number, row in enumerate(rows, start=2):
        read = next((one for one in back.rows if one.number == number), None)
        for column, cell in enumerate(row, start=1):
            assert_same(read.cell(column) if read else None, cell)


def assert_same(read: Cell, written: Cell) -> None:
    match written:
        case str():
            wanted = written.replace("\ud800", "\ufffd").replace("\ufffe", "\ufffd")
            wanted = wanted.replace("\uffff", "\ufffd")
            assert (read or "") == wanted
        case datetime() if written.time() == time():
            assert read in (written, written.date())
        case float():
            assert isinstance(read, int | float)
            assert abs(read - written) <= abs(written) * 1e-14
        case _:
            assert read == written


def test_what_excel_cannot_hold_is_written_as_text() -> None:
    odd: list[Cell] = [float("nan"), float("inf"), 10**20, date(1890, 1, 1), timedelta(days=-1)]
    (_, row) = (
        read_workbook(write_workbook([SheetPlan("S", [Column("t")] * 5, [odd])], title="t"))
        .sheets[0]
        .rows
    )
    assert row.cells == ["nan", "inf", "1" + "0" * 20, "1890-01-01", "-1 day, 0:00:00"]
