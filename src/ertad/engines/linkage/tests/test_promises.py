"""What holds for any two lists: the same answer from either side, in any order, in any process."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.engines.linkage import Band, Field, Kind, cluster, link
from ertad.engines.linkage.linking import Comparison, _before, _rarities, _read
from ertad.engines.linkage.weighing import weigh

pytestmark = pytest.mark.slow

FIELDS = [
    Field("name", Kind.NAME),
    Field("organisation", Kind.ORGANISATION),
    Field("address", Kind.ADDRESS),
    Field("town", Kind.PLACE),
    Field("phone", Kind.PHONE),
    Field("email", Kind.EMAIL),
    Field("types", Kind.CODES),
    Field("about", Kind.TEXT),
]


def one_of(*texts: str) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(texts), st.text(alphabet="აბგsk 12-(", max_size=9))


rows = st.lists(
    st.fixed_dictionaries(
        {
            "name": one_of("დღის ცენტრი იმედი", "Dghis Tsentri Imedi", "სკოლა N 12", "Youth Club"),
            "organisation": one_of("", "ააიპ იმედი", "City Hall"),
            "address": one_of("", "რუსთაველის ქ. 12", "12 Rustaveli St. #4", "Rustaveli 14"),
            "town": one_of("", "ბათუმი", "Batumi", "გორი"),
            "phone": one_of("", "+995 422 27 12 34", "422271234", "599 10 20 30"),
            "email": one_of("", "info@imedi.example", "inof@imedi.example"),
            "types": one_of("", "DAY;PSY", "DAY"),
            "about": one_of("", "ბავშვებისთვის სკოლის შემდეგ"),
        }
    ),
    max_size=7,
)


def named(letter: str, many: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"id": f"{letter}{number}"} | row for number, row in enumerate(many)]


@settings(max_examples=100, deadline=None)
@given(rows)
def test_two_rows_weigh_the_same_from_either_side(many):
    records = _read(named("r", many), FIELDS)
    by = Comparison(FIELDS, _rarities(records, FIELDS), _before(len(records)))
    for one in records:
        for other in records:
            there, back = weigh(one, other, by), weigh(other, one, by)
            assert (there is None) == (back is None)
            if there and back:
                assert abs(there.bits - back.bits) < 1e-9
                assert [found and found[0] for found in there.found] == [
                    found and found[0] for found in back.found
                ]


@settings(max_examples=100, deadline=None)
@given(rows, rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_columns_and_fields_changes_no_band(left, right, draw):
    left, right = named("l", left), named("r", right)
    pairs = link(left, right, FIELDS)

    def mixed(many):
        again = [dict(draw.sample(list(row.items()), len(row))) for row in many]
        return draw.sample(again, len(again))

    assert link(mixed(left), mixed(right), FIELDS) == pairs


@settings(max_examples=100, deadline=None)
@given(rows, rows)
def test_a_row_that_says_all_the_same_is_never_distinct(left, right):
    """However common it is, and whatever else comes near."""
    for pair in link(named("l", left + right), named("r", right), FIELDS):
        one = dict((left + right)[int(pair.left[1:])])
        other = dict(right[int(pair.right[1:])])
        if one == other:
            assert pair.band is not Band.DISTINCT
    pairs = link(named("l", left + right), named("r", right), FIELDS)
    asked = {(pair.left, pair.right) for pair in pairs}
    for number, row in enumerate(right):
        records = _read([{"id": "x"} | row], FIELDS)
        if any(records[0].values):
            assert (f"l{len(left) + number}", f"r{number}") in asked


def test_a_common_name_in_a_long_list_is_still_asked_about_when_all_is_the_same():
    table = [{"id": f"r{number}", "name": "ცენტრი", "town": "ბათუმი"} for number in range(40)]
    table += [{"id": f"o{number}", "name": f"სკოლა N {number}"} for number in range(600)]
    (asked,) = link([{"id": "l", "name": "სკოლა N 7"}], table, FIELDS)[:1]
    assert (asked.right, asked.band) == ("o7", Band.ASK)
    pairs = link([{"id": "l", "name": "ცენტრი", "town": "ბათუმი"}], table, FIELDS)
    assert pairs
    assert {pair.band for pair in pairs if pair.right[0] == "r"} == {Band.ASK}


@settings(max_examples=60, deadline=None)
@given(rows, st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6))
def test_groups_of_any_list_respect_what_was_called_different(many, said):
    table = named("r", many)
    different = [(f"r{one}", f"r{other}") for one, other in said if one != other]
    groups = cluster(link(table, None, FIELDS), different)
    for one, other in different:
        assert not any({one, other} <= group for group in groups)


PROGRAM = """
from benchmarks.linkage_lists import make_lists
from ertad.engines.linkage import guess_fields, link
lists = make_lists("municipal-services", left=90, right=60, shared=30)
for pair in link(lists.left, lists.right, guess_fields(lists.columns)):
    print(pair)
"""


def test_another_process_gives_the_same_answer():
    """Python hashes texts anew in each process; nothing may come to depend on it."""
    told = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0] == told[1] != ""
