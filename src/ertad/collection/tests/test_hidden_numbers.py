"""Personal numbers are hidden in what is kept and given back; ids of rows never are."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ertad.collection.checks import MASK, masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nino 01001012345", f"Nino {MASK}"),
        ("010 0101 2345", MASK),
        ("+995 322 00 00 01", "+995 322 00 00 01"),
        ("5e44f762-aca1-4a49-b1e7-8298904787c4", "5e44f762-aca1-4a49-b1e7-8298904787c4"),
    ],
)
def test_a_personal_number_is_hidden_and_nothing_else(text: str, kept: str) -> None:
    assert masked(text) == kept


@given(st.lists(st.uuids(), min_size=1, max_size=4))
def test_ids_come_back_as_they_were(ids: list[UUID]) -> None:
    text = "; ".join(map(str, ids))
    assert masked(text) == text
