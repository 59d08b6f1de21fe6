"""`ertad group`: a table in, groups and what is proven out, or a refusal in one line."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ertad.cooperation.grouping.command import group_command
from ertad.cooperation.grouping.sayings import REFUSALS
from ertad.engines.grouping import Impossible, Kind
from ertad.files.tests.making import xlsx

PEOPLE = "id,institution,side,sex\n" + "\n".join(
    f"{institution}{number},{institution},{'probation' if number == 3 else 'municipal'},"
    f"{'fm'[(number + at) % 2]}"
    for at, institution in enumerate("abcd")
    for number in range(4)
)
Say = Callable[..., Result]


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """say("--groups", "4", content=...): the command on a file."""

    def run(*words: str, content: str | bytes = PEOPLE, name: str = "people.csv") -> Result:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return CliRunner().invoke(group_command, [str(path), *words])

    return run


def test_nino_makes_four_groups_for_two_rounds(say: Say) -> None:
    words = ("--groups", "4", "--rounds", "2", "--mix", "institution", "--balance", "side,sex")
    result = say(*words, "--seed", "3", "--json")
    assert (result.exit_code, result.stderr.strip()) == (0, "")
    told = json.loads(result.stdout)
    assert (told["objective"], told["bound"], told["proven"]) == (0, 0, True)
    assert told["violations"] == []
    assert told["seconds"] > 0
    for one_round in told["groups"]:
        assert sorted(each for group in one_round for each in group) == sorted(
            line.split(",")[0] for line in PEOPLE.splitlines()[1:]
        )
        for group in one_round:
            assert {each[0] for each in group} == set("abcd")
            assert sum(each[1] == "3" for each in group) == 1
    again = json.loads(say(*words, "--seed", "3", "--json").stdout)
    assert again["groups"] == told["groups"]


def test_without_json_it_is_read_by_people(say: Say) -> None:
    result = say("--groups", "4", "--rounds", "5", "--effort", "0.01")
    assert "Round 5" in result.stdout
    assert "repeated meetings" in result.stdout or "Nobody meets" in result.stdout
    assert "All wishes are met." in result.stdout


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "24 repeated meetings; fewer is impossible."),
        ("fr", "24 rencontres répétées\N{NO-BREAK SPACE}; moins est impossible."),
        ("ka", "24 განმეორებითი შეხვედრა; ნაკლები შეუძლებელია."),
    ],
)
def test_what_is_proven_is_said_in_three_languages(say: Say, language: str, said: str) -> None:
    result = say("--groups", "2", "--rounds", "2", "--language", language)
    assert result.exit_code == 0
    assert said in result.stdout


def test_quotas_fixed_places_absences_and_columns_that_join(say: Say) -> None:
    result = say(
        "--groups", "4", "--rounds", "2", "--quota", "side=probation:1", "--quota", "sex=f:1+",
        "--pin", "a0=2", "--pin", "b0=3@2", "--absent", "c0@1", "--absent", "c1",
        "--absent", "c2@1,2", "--apart", "institution", "--json",
    )  # fmt: skip
    told = json.loads(result.stdout)
    first, second = told["groups"]
    assert told["violations"] == []
    assert "a0" in first[1]
    assert "a0" in second[1]
    assert "b0" in second[2]
    assert sum(map(len, first)) == 13
    assert sum(map(len, second)) == 14
    joined = say("--groups", "4", "--together", "institution", "--json")
    assert sorted(json.loads(joined.stdout)["groups"][0]) == [
        [f"{institution}{number}" for number in range(4)] for institution in "abcd"
    ]


def test_wishes_that_are_not_met_are_said(say: Say) -> None:
    content = "id,side,sex,age\na,m,f,1\nb,p,m,1\nc,m,m,2\nd,p,f,2\n"
    words = ("--groups", "2", "--balance", "side,sex,age", "--effort", "0.01")
    result = say(*words, content=content)
    assert result.exit_code == 0
    assert "Wishes that are not met:" in result.stdout
    assert "were wished" in result.stdout or "wished were" in result.stdout
    (one, *_others) = json.loads(say(*words, "--json", content=content).stdout)["violations"]
    assert (one["kind"], one["must"]) == ("balance", False)
    assert one["round"] == 1
    assert one["group"] in (1, 2)


REFUSED = {
    "fewer people than groups": (PEOPLE, ("--groups", "17"), "Fewer people than groups: 16"),
    "a quota": (PEOPLE, ("--groups", "4", "--quota", "side=probation:2"), "probation needs 8"),
    "twice": ("id\nnino\ngiorgi\nnino\n", ("--groups", "2"), "twice, in rows 2 and 4"),
    "no id": ("name\nnino\ngiorgi\n", ("--groups", "2"), "no column “id”"),
    "no column": (PEOPLE, ("--groups", "2", "--mix", "colour"), "no column “colour”"),
    "an empty id": ("id,side\nnino,m\n,p\n", ("--groups", "2", "--mix", "side"), "Row 3 has no id"),
    "apart": (PEOPLE, ("--groups", "2", "--apart", "institution"), "apart in 2 groups"),
    "nothing": ("", ("--groups", "2"), "The file is empty"),
    "no people": ("id,side\n", ("--groups", "2"), "Fewer people than groups: 0"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ("--groups", "2"), "not a spreadsheet"),
    "a quota that is none": (PEOPLE, ("--groups", "2", "--quota", "side"), "A quota is written"),
    "a place that is none": (PEOPLE, ("--groups", "2", "--pin", "a0"), "A fixed place is written"),
    "an absence that is none": (PEOPLE, ("--groups", "2", "--absent", ""), "An absence is written"),
    "a round that is none": (PEOPLE, ("--groups", "2", "--absent", "a0@7"), "There is no round 7"),
    "a group that is none": (PEOPLE, ("--groups", "2", "--pin", "a0=3"), "There is no group 3"),
    "nobody": (PEOPLE, ("--groups", "2", "--pin", "zaza=1"), "nobody called “zaza”"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_in_one_line_with_exit_code_2(say: Say, case: str) -> None:
    content, words, said = REFUSED[case]
    result = say(*words, "--json", content=content)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_workbook_is_read_as_well_and_numbers_may_be_ids(say: Say) -> None:
    content = xlsx([["Participants"], ["ID", "Side"], *([n, "mp"[n % 2]] for n in range(1, 7))])
    result = say("--groups", "3", "--balance", "side", "--json", content=content, name="p.xlsx")
    assert result.exit_code == 0, result.output
    ids = [each for group in json.loads(result.stdout)["groups"][0] for each in group]
    assert sorted(ids) == ["1", "2", "3", "4", "5", "6"]


def test_every_refusal_of_the_engine_has_words() -> None:
    """Read from the source, so that a new one cannot be forgotten."""
    engine = Path(sys.modules[Impossible.__module__].__file__ or "").parent
    source = "".join(path.read_text("utf-8") for path in engine.glob("*.py"))
    codes = {
        part.split('"')[1] for part in source.split("Impossible(")[1:] if part.lstrip()[:1] == '"'
    }
    assert codes == set(REFUSALS)
    assert len(Kind) == 7
