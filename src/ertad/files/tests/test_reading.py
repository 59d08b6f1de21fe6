"""Reading what people send: values, places and findings."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from ertad.files.spreadsheets.problems import Problem
from ertad.files.spreadsheets.reading import read_workbook, spans
from ertad.files.spreadsheets.workbook import Limits, Workbook
from ertad.files.tests import making


def found(book: Workbook, code: str) -> list[Problem]:
    return [problem for problem in book.problems if problem.code == code]


def test_nino_sends_a_workbook_and_its_rows_come_in(tmp_path: Path) -> None:
    path = tmp_path / "services.xlsx"
    path.write_bytes(making.xlsx([["სერვისი", "ასაკიდან"], ["საკონსულტაციო", 14], [], ["სპორტი"]]))

    book = read_workbook(path)

    (sheet,) = book.sheets
    assert book.format == "xlsx"
    assert (sheet.name, sheet.hidden) == ("Services", False)
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ["სერვისი", "ასაკიდან"]),
        (2, ["საკონსულტაციო", 14]),
        (4, ["სპორტი"]),
    ]
    assert sheet.rows[2].cell(2) is None
    assert book.problems == []


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_times_and_numbers_come_as_such(from_1904: bool) -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": from_1904})
    sheet = book.add_worksheet()
    looks = {look: book.add_format({"num_format": look}) for look in ("dd.mm.yyyy", "hh:mm", "0%")}
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    sheet.write_datetime(0, 0, datetime(2024, 2, 29), looks["dd.mm.yyyy"])
    sheet.write_datetime(0, 1, time(10, 30), looks["hh:mm"])
    sheet.write_datetime(0, 2, datetime(2024, 2, 29, 10, 30), moment)
    sheet.write_number(0, 3, 0.5, looks["0%"])
    sheet.write_number(0, 4, 14)
    sheet.write_number(0, 5, 14.5)
    sheet.write_string(0, 6, "014")
    sheet.write_boolean(0, 7, True)
    sheet.write_number(0, 8, 1.25, book.add_format({"num_format": "[h]:mm"}))
    book.close()

    (row,) = read_workbook(out.getvalue()).sheets[0].rows

    assert row.cells[:3] == [date(2024, 2, 29), time(10, 30), datetime(2024, 2, 29, 10, 30)]
    assert row.cells[3:8] == [0.5, 14, 14.5, "014", True]
    assert type(row.cells[4]) is int
    assert row.cells[8] == timedelta(hours=30)


def test_a_date_far_out_of_range_is_no_accident() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    look = book.add_format({"num_format": "dd.mm.yyyy"})
    book.add_worksheet().write_row(0, 0, [1e300, -1, 99_999_999, 2_958_466], look)
    book.close()

    (row,) = read_workbook(out.getvalue()).sheets[0].rows
    assert len(row.cells) == 4


def test_a_formula_without_value_is_an_error_at_its_cell_and_none_is_evaluated() -> None:
    data = making.xlsx([["Age"], ["=7+7"], ["x", "=A1"], ["=SUM(1)"]])

    book = read_workbook(data)

    errors = found(book, "formula_without_value")
    assert [(error.row, error.column) for error in errors] == [(2, 1), (3, 2), (4, 1)]
    assert [row.number for row in book.sheets[0].rows] == [1, 2, 3, 4]


def test_the_saved_value_of_a_formula_counts() -> None:
    sheet_data = (
        '<row r="1"><c r="A1"><f>1+1</f><v>99</v></c><c r="B1" t="str"><f>A1</f><v></v></c>'
        '<c r="C1"><f t="shared" si="0"/><v>7</v></c><c r="D1"><f t="shared" si="0"/></c>'
        '<c r="E1" t="str"><f>X</f><v>ok</v></c></row>'
    )

    book = read_workbook(making.with_sheet_data(sheet_data))

    assert book.sheets[0].rows[0].cells == [99, None, 7, None, "ok"]
    assert [error.column for error in found(book, "formula_without_value")] == [4]


def test_in_ods_too() -> None:
    rows = (
        '<table:table-row><table:table-cell table:formula="of:=1+1"/>'
        + making.ods_text("b")
        + "</table:table-row><table:table-row>"
        '<table:table-cell table:formula="of:=1+1"><text:p>2</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">'
        "<text:p>2</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=T" office:value-type="string"'
        ' office:string-value=""/>'
        '<table:table-cell office:value-type="string" calcext:value-type="error"'
        ' table:formula="of:=1/0" office:string-value=""><text:p>#DIV/0!</text:p>'
        "</table:table-cell></table:table-row>"
    )

    book = read_workbook(making.ods(making.ods_table(rows)))

    assert book.format == "ods"
    assert [(row.number, row.cells) for row in book.sheets[0].rows] == [
        (1, [None, "b"]),
        (2, [None, 2]),
    ]
    errors = found(book, "formula_without_value")
    assert [(error.row, error.column) for error in errors] == [(1, 1), (2, 1)]
    (error,) = found(book, "error_value")
    assert (error.row, error.column, error.value) == (2, 4, "#DIV/0!")


def test_ods_days_times_repeats_and_notes() -> None:
    rows = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell office:value-type="date" office:date-value="2024-02-29"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT30H00M00S"/>'
        + making.ods_text("<text:span>x</text:span>", 'table:number-columns-repeated="2"')
        + '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p>'
        "</office:annotation><text:p>y</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:visibility="filter">' + making.ods_text("z") + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    book = read_workbook(making.ods(making.ods_table(rows)))

    (sheet,) = book.sheets
    cells = [date(2024, 2, 29), timedelta(hours=30), "x", "x", "y"]
    assert [(row.number, row.cells) for row in sheet.rows] == [(4, cells), (5, cells), (6, ["z"])]
    assert [row.hidden for row in sheet.rows] == [False, False, True]
    assert sheet.hidden_columns == {3}
    assert [problem.params for problem in found(book, "hidden_rows")] == [{"rows": "6"}]


def test_error_cells_are_errors_at_their_cell() -> None:
    book = read_workbook(making.xlsx([["Name", "#REF!"], ["#N/A"]]))

    errors = found(book, "error_value")
    assert [(error.row, error.column, error.value) for error in errors] == [
        (1, 2, "#REF!"),
        (2, 1, "#N/A"),
    ]
    assert [row.cells for row in book.sheets[0].rows] == [["Name"], []]


def test_merged_cells_belong_to_the_first_and_what_is_under_them_is_said() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Example services 2024"
    sheet.merge_cells("A1:C1")
    sheet["A2"], sheet["B2"], sheet["B3"] = "a", "b", "c"
    data = making.saved(book)
    under = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:B3"/></mergeCells>'
    xml = making.parts_of(data)["xl/worksheets/sheet1.xml"]
    assert isinstance(xml, bytes)
    merged = xml.decode()[xml.decode().index("<mergeCells") : xml.decode().index("</mergeCells>")]
    data = making.changed(data, "xl/worksheets/sheet1.xml", merged + "</mergeCells>", under)

    read = read_workbook(data)

    assert [row.cells for row in read.sheets[0].rows] == [["Example services 2024"], ["a"]]
    assert read.sheets[0].merged == ["A1:C1", "A2:B3"]
    (plain,) = found(read, "merged_cells")
    assert (plain.row, plain.column, plain.params["range"]) == (1, 1, "A1:C1")
    (hiding,) = found(read, "merged_values")
    assert (hiding.row, hiding.column, hiding.value) == (2, 1, "b, c")


def test_hidden_sheets_rows_and_columns_are_read_and_flagged() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 6):
        sheet.append([row, "b", "c"])
    for row in (2, 4, 5):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    for name, state in (("Old", "hidden"), ("Older", "veryHidden")):
        other = book.create_sheet(name)
        other.append(["x"])
        other.sheet_state = state

    read = read_workbook(making.saved(book))

    assert [sheet.hidden for sheet in read.sheets] == [False, True, True]
    assert [row.hidden for row in read.sheets[0].rows] == [False, True, False, True, True]
    assert read.sheets[0].hidden_columns == {2}
    assert read.sheets[0].rows[0].cells == [1, "b", "c"]
    assert found(read, "hidden_rows")[0].params == {"rows": "2, 4-5"}
    assert [problem.sheet for problem in found(read, "hidden_sheet")] == ["Old", "Older"]


def test_a_cell_of_more_than_ten_thousand_characters_is_an_error_there() -> None:
    book = read_workbook(making.xlsx([["a" * 10_000], ["b", "c" * 10_001]]))

    (error,) = found(book, "long_text")
    assert (error.row, error.column, error.params["length"]) == (2, 2, 10_001)


def test_chart_sheets_are_no_sheets_and_an_empty_workbook_is_empty() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Empty")
    chart = book.add_chart({"type": "bar"})
    book.add_chartsheet("Chart").set_chart(chart)
    chart.add_series({"values": "=Empty!$A$1:$A$2"})
    book.close()

    read = read_workbook(out.getvalue())

    assert [(sheet.name, sheet.rows) for sheet in read.sheets] == [("Empty", [])]


def test_formatted_but_empty_cells_far_away_do_not_count() -> None:
    sheet_data = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/><c r="A1048576" s="0"></c></row>'
    )
    assert len(read_workbook(making.with_sheet_data(sheet_data)).sheets[0].rows) == 1


def test_the_limits_can_be_set() -> None:
    limits = Limits(cell_characters=3)
    assert found(read_workbook(making.xlsx([["abcd"]]), limits=limits), "long_text")


def test_spans() -> None:
    assert spans({3, 7, 8, 9, 12}) == "3, 7-9, 12"
