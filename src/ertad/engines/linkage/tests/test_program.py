"""The program around the engine: any two tables in, pairs out, and a plain word when it cannot."""

import csv

import pytest
from benchmarks.linkage import main

HEADER = "id,name,address,city,phone"
LEFT = f"{HEADER}\nl1,Café Imedi,12 Rustaveli St.,Batumi,422 27 12 34\nl2,Sports Hall,,,\n"
RIGHT = f"{HEADER}\nr1,cafe imedi,Rustaveli Street 12,Batumi,+995 422 271234\nr2,Library,,Gori,\n"
COLUMNS = ("--columns", "name,address,city,phone")


@pytest.fixture
def run(tmp_path, capsys):
    def run(left: str | bytes, right: str | bytes = RIGHT, *more: str) -> tuple[int, str, str]:
        paths = tmp_path / "left.csv", tmp_path / "right.csv"
        for path, text in zip(paths, (left, right), strict=True):
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = main([*map(str, paths), *(more or COLUMNS), "--out", str(tmp_path / "out.csv")])
        return code, *capsys.readouterr()

    run.out = tmp_path / "out.csv"
    return run


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_two_tables_are_linked_with_or_without_a_byte_order_mark(run, encoding):
    code, said, wrong = run(LEFT.encode(encoding), RIGHT.encode(encoding))
    assert (code, wrong) == (0, "")
    assert "2 × 2" in said
    with run.out.open(newline="") as file:
        (pair,) = csv.DictReader(file)
    assert (pair["left_id"], pair["right_id"]) == ("l1", "r1")
    assert pair["band"] in ("merge", "ask")
    assert float(pair["score"]) > 0.5


def test_a_table_without_rows_has_no_pairs(run):
    assert run(HEADER + "\n")[0] == 0
    assert run.out.read_text().strip() == "left_id,right_id,score,band"


def test_short_rows_and_empty_cells_say_nothing(run):
    assert run(f"{HEADER}\nl1,Café Imedi\nl2\n\nl3,,,,\n")[0] == 0


@pytest.mark.parametrize(
    ("left", "says"),
    [
        ("", "no column 'id'"),
        ("l1,Café Imedi,12 Rustaveli St.,Batumi,1\n", "no column 'id'"),
        (LEFT.replace(",", ";"), "with commas between"),
        (LEFT.replace("city", "place"), "not in both tables: city"),
        (LEFT.replace("city", "name"), "two columns 'name'"),
        (LEFT.replace("l2", "l1"), "row 2: a second row with the id 'l1'"),
        (LEFT.replace("l2", ""), "row 2: the id is empty"),
        (LEFT.replace("Hall,,,", "Hall,,,,,"), "line 3: more cells"),
        (LEFT.replace("Hall", "H" * 1_100_000), "line 3: a cell of more than 1,000,000 letters"),
        (LEFT.encode("utf-16"), "not text in UTF-8"),
        (LEFT.encode("latin-1"), "not text in UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_the_reason(run, left, says):
    code, _said, wrong = run(left)
    assert code == 2
    assert wrong.startswith("linkage: ")
    assert says in wrong
    assert not run.out.exists()


def test_columns_that_are_not_there_and_files_that_are_not_there(run, tmp_path, capsys):
    assert run(LEFT, RIGHT, "--columns", "name,adress")[0] == 2
    assert run(LEFT, RIGHT, "--columns", " , ")[0] == 2
    assert main([str(tmp_path / "no.csv"), str(tmp_path / "left.csv")]) == 2
    assert "no.csv: No such file" in capsys.readouterr().err
