"""Finding the table in a sheet that a person made."""

from ertad.files.spreadsheets.tables import find_table
from ertad.files.spreadsheets.workbook import Cell, Row, Sheet

KNOWN = {
    "name": ("Name of the service", "სერვისის დასახელება", "Nom du service"),
    "min_age": ("From age", "ასაკიდან", "À partir de l'âge de"),
    "max_age": ("To age", "ასაკამდე", "Jusqu'à l'âge de"),
    "phones": ("Phone", "ტელეფონი", "Téléphone"),
    "serves": ("Municipalities served", "მუნიციპალიტეტები", "Communes desservies"),
}


def sheet_of(*rows: list[Cell]) -> Sheet:
    kept = [Row(number, cells) for number, cells in enumerate(rows, start=1) if cells]
    return Sheet("Services", rows=kept)


def test_giorgi_has_title_lines_above_and_a_total_below() -> None:
    sheet = sheet_of(
        ["Example municipality 3"],
        ["Phone list of services, 2024"],
        [],
        ["ტელეფონი", "სერვისის  დასახელება *", "ასაკიდან (წელი)", "ასაკამდე", "შენიშვნა"],
        ["032 200 00 00", "სპორტი", 14, 18, "კარგი"],
        [" ", None, ""],
        ["599 00 00 00", "თავშესაფარი", 0, 17, None, "beyond"],
        ["სულ:", None, 14, 35],
    )

    table = find_table(sheet, KNOWN)

    assert table.header_row == 4
    assert table.columns == {"phones": 1, "name": 2, "min_age": 3, "max_age": 4}
    assert [(row.number, row.values) for row in table.rows] == [
        (5, {"phones": "032 200 00 00", "name": "სპორტი", "min_age": 14, "max_age": 18}),
        (7, {"phones": "599 00 00 00", "name": "თავშესაფარი", "min_age": 0, "max_age": 17}),
    ]
    assert table.rows[0].others == {"E: შენიშვნა": "კარგი"}
    assert table.rows[1].others == {"E: შენიშვნა": None, "F:": "beyond"}
    assert [(found.code, found.row, found.column) for found in table.problems] == [
        ("unknown_header", 4, 5),
        ("totals_row", 8, None),
    ]
    assert [row.number for row in table.above] == [1, 2]
    problem = table.problem("not_a_number", 5, "max_age", "x")
    assert (problem.sheet, problem.row, problem.column) == ("Services", 5, 4)


def test_titles_are_understood_in_each_language_and_romanised() -> None:
    for titles in (
        ["NAME OF THE SERVICE", "from_age", "To age", "phone"],
        ["nom du service", "A partir de l'age de", "Jusqu’à l’âge de", "telephone"],
        ["servisis dasakheleba", "asakidan", "asakamde", "telefoni"],
    ):
        columns = find_table(sheet_of([*titles], ["x", 1, 2, "3"]), KNOWN).columns
        assert columns["name"] == 1
        assert columns["phones"] == 4


def test_endings_that_folding_drops_still_tell_columns_apart() -> None:
    table = find_table(sheet_of(["ასაკამდე", "ასაკიდან", "ტელეფონი"], [18, 14, "1"]), KNOWN)
    assert table.columns == {"max_age": 1, "min_age": 2, "phones": 3}


def test_a_title_twice_is_an_error_and_the_first_counts() -> None:
    table = find_table(sheet_of(["Phone", "From age", "ტელეფონი"], ["1", 14, "2"]), KNOWN)

    assert table.rows[0].values == {"phones": "1", "min_age": 14}
    assert table.rows[0].others == {"C: ტელეფონი": "2"}
    (found,) = table.problems
    assert (found.code, found.column, found.params) == (
        "duplicate_header",
        3,
        {"column": "C", "first": "A"},
    )


def test_totals_in_many_words_but_not_a_service_called_total() -> None:
    header: list[Cell] = ["Name of the service", "From age", "Phone"]
    for word in ("Total", "TOTAL:", "სულ", "ჯამი", "Итого", "Total général", "Sous-total 2", "sul"):
        table = find_table(sheet_of(header, ["a", 1, "2"], [word, 5]), KNOWN)
        assert [found.code for found in table.problems] == ["totals_row"], word
    table = find_table(sheet_of(header, ["Total support", 5, None], ["Total", 5, "032"]), KNOWN)
    assert len(table.rows) == 2


def test_titles_repeated_on_each_page_are_left_out() -> None:
    header: list[Cell] = ["Name of the service", "From age", "Phone"]
    table = find_table(sheet_of(header, ["a", 1, "2"], header, ["b", 1, "2"]), KNOWN)
    assert [row.number for row in table.rows] == [2, 4]
    assert [found.code for found in table.problems] == ["header_again"]


def test_a_sheet_without_titles() -> None:
    for sheet in (sheet_of(["a", "b"], ["Phone"]), Sheet("Services")):
        table = find_table(sheet, KNOWN)
        assert (table.header_row, table.rows) == (None, [])
        assert [found.code for found in table.problems] == ["no_header_row"]
