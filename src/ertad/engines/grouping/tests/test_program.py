"""`benchmarks/grouping.py --mdgp`: an instance in, the best sum out, and a plain word if not."""

import json
from pathlib import Path

import pytest
from benchmarks.grouping import main

INSTANCE = "4 2 ss 2 2 2 2\n0 1 1.5\n0 2 2\n0 3 9\n1 2 8\n1 3 2\n2 3 1\n"


def test_the_best_sum_of_an_instance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "instance.txt"
    path.write_text(INSTANCE)
    assert main(["--mdgp", str(path), "--effort", "0.1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["objective"] == 17
    assert sorted(map(sorted, told["groups"])) == [[0, 3], [1, 2]]
    assert told["seconds"] >= 0
    assert main(["--mdgp", str(path), "--effort", "0.1"]) == 0
    assert capsys.readouterr().out.startswith("17.00 in ")


@pytest.mark.parametrize("content", ["", "4 2 ss", "4 2 ss 2 2 2 2\n0 1 far", "\x00\x01", None])
def test_what_is_no_instance_is_refused_in_one_line(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "instance.txt"
    if content is not None:
        path.write_text(content)
    assert main(["--mdgp", str(path), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err
