"""CSV in: letters and separators of every habit. CSV out: nothing opens as a formula."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.workbook import Cell
from ertad.files.spreadsheets.writing import write_csv

GEORGIAN = "სერვისი;ასაკი\nსპორტი;14\n"
RUSSIAN = "Услуга;Возраст\nСпортивная секция;14\n"
FRENCH = "Service;Âge\nRéinsertion à l'école;14\n"


def cells_of(data: bytes) -> list[list[Cell]]:
    return [row.cells for row in read_workbook(data).sheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_georgian_in_every_unicode(encoding: str) -> None:
    data = GEORGIAN.encode(encoding)
    book = read_workbook(data)
    assert book.format == "csv"
    assert cells_of(data) == [["სერვისი", "ასაკი"], ["სპორტი", "14"]]
    assert book.problems == []


CZECH = "Služba;Věk\nSportovní kroužek pro děti a mládež;14\nPříští týden;15\n"
OFFICE = "Service;Coût\nCœur de ville, accès à l'école;20 €\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (FRENCH, "cp1252"),
        (OFFICE, "iso8859-15"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859-2"),
    ],
)
def test_8_bit_pages_are_told_apart_and_the_guess_is_said(text: str, encoding: str) -> None:
    book = read_workbook(text.encode(encoding))
    assert [row.cells for row in book.sheets[0].rows] == [
        line.split(";") for line in text.splitlines()
    ]
    assert book.encoding == encoding
    (found,) = book.problems
    assert (found.code, found.params["name"]) == ("encoding_guessed", encoding)
    example = str(found.params["example"])
    assert example in text
    assert not example.isascii()


def test_the_reader_may_know_better() -> None:
    data = "Café;1\n".encode("cp1250")
    assert cells_of(data) == [["Café", "1"]]
    book = read_workbook("Кафе;1\n".encode("cp866"), encoding="cp866")
    assert ([row.cells for row in book.sheets[0].rows], book.problems) == ([["Кафе", "1"]], [])
    for encoding in ("klingon", "utf-8", "rot13", "base64"):
        with pytest.raises(Refused) as caught:
            read_workbook("Café;1\n".encode("cp1252"), encoding=encoding)
        assert caught.value.code == "unknown_encoding"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16-le"])
def test_a_nul_byte_anywhere_is_no_table(encoding: str) -> None:
    text = "Услуга;Возраст\n" + "Секция;14\n" * 30_000 + "Сек\0ция;15\n"
    with pytest.raises(Refused) as caught:
        read_workbook(text.encode(encoding))
    assert caught.value.code in ("not_a_spreadsheet", "damaged")


def test_line_ends_of_three_kinds_in_one_file() -> None:
    assert cells_of(b"a,b\r\n1,2\r3,4\n5,6") == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]


def test_bars_between_cells() -> None:
    assert cells_of(b"a|b, c|d\n1|2, 3|4\n") == [["a", "b, c", "d"], ["1", "2, 3", "4"]]


def test_letters_of_no_known_page() -> None:
    with pytest.raises(Refused) as caught:
        read_workbook("Réinsertion".encode("cp1252") + b"\x81\x8d")
    assert caught.value.code == "unknown_encoding"


@pytest.mark.parametrize(
    "text",
    ["a,b;c,d\n1,2;3,4\n", 'a,"b;c",d\n1,"2;2",3\n', "sep=,\na,b\n", "a,b\r\n1,2\r\n"],
)
def test_the_separator_is_the_one_the_lines_agree_on(text: str) -> None:
    expected = {
        "a,b;c,d\n1,2;3,4\n": [["a,b", "c,d"], ["1,2", "3,4"]],
        'a,"b;c",d\n1,"2;2",3\n': [["a", "b;c", "d"], ["1", "2;2", "3"]],
        "sep=,\na,b\n": [["a", "b"]],
        "a,b\r\n1,2\r\n": [["a", "b"], ["1", "2"]],
    }
    assert cells_of(text.encode()) == expected[text]


def test_tabs_blank_lines_and_one_column() -> None:
    data = b"a\tb, c\n\n1\t2, 3\n"
    rows = read_workbook(data).sheets[0].rows
    assert [(row.number, row.cells) for row in rows] == [(1, ["a", "b, c"]), (3, ["1", "2, 3"])]
    assert cells_of(b"one\ntwo\n") == [["one"], ["two"]]
    assert cells_of(b'a;"two\nlines"\nb;c\n') == [["a", "two\nlines"], ["b", "c"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"two\nlines","open\nx\n', 3),
        ('a,b\r1,"two"\r"open\r2,"x"\r', 3),
        ('a,b\n"say ""so""",2\n3,"4" 5\n', 3),
        ('"a,b\n1,2', 1),
    ],
)
def test_the_line_where_the_open_quote_stands_is_said(text: str, line: int) -> None:
    with pytest.raises(Refused) as caught:
        read_workbook(text.encode())
    assert (caught.value.code, caught.value.params) == ("broken_quote", {"line": line})


@pytest.mark.parametrize("rest", [b"x,y\n", b'x,"y" z\n'])
def test_a_quote_left_open_in_19_megabytes_names_its_line(rest: bytes) -> None:
    data = b'a,b\n1,2\n3,"open\n' + rest * (19_000_000 // len(rest))
    with pytest.raises(Refused) as caught:
        read_workbook(data)
    assert (caught.value.code, caught.value.params) == ("broken_quote", {"line": 3})


def test_one_endless_word() -> None:
    with pytest.raises(Refused) as caught:
        read_workbook(b"x" * 1_000_000)
    assert caught.value.code == "not_a_spreadsheet"


def test_written_csv_is_read_back() -> None:
    rows: list[list[Cell]] = [
        ["სახელი", "=HYPERLINK(1)"],
        ["+995322000000", -5],
        ["a;=b", "'=x"],
        ["'quoted'", "yes, -no"],
    ]
    data = write_csv(rows)
    assert data.startswith(b"\xef\xbb\xbf")
    assert "'+995322000000,-5" in data.decode()
    expected = [[str(cell) if isinstance(cell, int) else cell for cell in row] for row in rows]
    assert cells_of(data) == expected


SIGNS = tuple("=+-@\t\r＝＋－＠")
HOSTILE = st.text(alphabet=st.sampled_from("=+-@\t\r\n ;,'\"a1|!ა＝"), max_size=12) | st.text()


@given(st.lists(st.lists(HOSTILE, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_written_cell_begins_like_a_formula(rows: list[list[str]]) -> None:
    text = write_csv(rows).decode("utf-8-sig")
    for piece in re.split(r"[,;\t\r\n]", text):  # whatever the program that opens it splits by
        assert not piece.lstrip('"').startswith(SIGNS)
    for cells in csv.reader(StringIO(text, newline="")):
        for cell in cells:
            assert not cell.startswith(SIGNS)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_what_was_guarded_comes_back(cells: list[str]) -> None:
    kept = [cell for cell in cells if cell == cell.strip() and "\0" not in cell and cell]
    wanted = [cell for cell in kept if not any("\ud800" <= one <= "\udfff" for one in cell)]
    if len(wanted) < 2 or any(ord(one) < 32 and one not in "\t\n\r" for c in wanted for one in c):
        return
    data = write_csv([["head"] * len(wanted)] * 40 + [wanted])
    try:
        rows = cells_of(data)
    except Refused:
        return
    assert rows[-1] == wanted
