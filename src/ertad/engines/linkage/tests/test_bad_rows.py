"""Rows that lack everything, and rows that mean harm."""

import pytest

from ertad.engines.linkage import Band, Field, Index, Kind, link

FIELDS = [Field(kind.value, kind) for kind in Kind]
NASTY = [
    "",
    " ",
    "\x00",
    "'; drop table service; --",
    '=HYPERLINK("http://evil.example")',
    "<script>alert(1)</script>",
    "((((((((((((((((",
    "№ № # # -",
    "\u202egnirts desrever",
    "é" * 5000,
    "ა" * 100_000,
    "1" * 100_000,
    "a b " * 50_000,
    "x@" * 20_000,
    "#" * 50_000 + "1",
    "suite " * 10_000,
    "🏠🏠🏠",
    "١٢٣٤٥٦٧٨٩",
    "Ⅻ ½ ²³",
    "ᲑᲐᲗᲣᲛᲘ",
]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_in_every_field_is_only_text(text):
    left = [{"id": "l"} | {kind.value: text for kind in Kind}, {"id": "plain", "name": "იმედი"}]
    right = [{"id": "r"} | {kind.value: text for kind in Kind}, {"id": "other", "name": "სხივი"}]
    for pair in link(left, right, FIELDS):
        assert 0.0 <= pair.score <= 1.0
        assert pair.left == "l"
    assert link(left, None, FIELDS) is not None


def test_rows_that_say_nothing_match_nothing():
    empty = [{"id": "e1"}, {"id": "e2", "name": None, "phone": "", "codes": []}]
    assert link(empty, [{"id": "r", "name": "", "place": "ბათუმი"}], FIELDS) == []
    assert link([], [], FIELDS) == []
    assert link(empty, None, FIELDS) == []
    assert Index([], FIELDS).match(empty) == []
    assert link([{"id": "a", "name": "x"}], [{"id": "b", "name": "x"}], []) == []


def test_values_that_are_no_text_are_read_as_text():
    left = [{"id": 1, "name": 112, "phone": 599123456}]
    (pair,) = link(left, [{"id": 2, "name": "112", "phone": "599 12 34 56"}], FIELDS)
    assert (pair.left, pair.right) == ("1", "2")
    assert pair.band is not Band.DISTINCT


def test_a_row_without_an_id_or_two_with_one_are_refused():
    with pytest.raises(ValueError, match="needs an id"):
        link([{"name": "x"}], [], FIELDS)
    with pytest.raises(ValueError, match="'a'"):
        link([{"id": "a"}, {"id": "a"}], [], FIELDS)
