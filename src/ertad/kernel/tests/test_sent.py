"""Numbers and tokens that come back with a form."""

import pytest

from ertad.kernel.sent import number_sent, token_sent


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("0012", 12), ("9" * 9, 10**9 - 1), ("", 0), (None, 0), ("-1", 0), ("x", 0),
     ("²", 0), ("٣", 0), (" 7", 0), ("7\n", 0), ("9" * 10, 0), ("9" * 5000, 0)],
)  # fmt: skip
def test_what_is_no_number_of_ours_is_none(text: str | None, number: int) -> None:
    assert number_sent(text) == number


def test_a_token_of_ours_comes_back_and_any_other_becomes_a_new_one() -> None:
    ours = token_sent(None)
    assert token_sent(ours) == ours
    for text in (None, "", ours.upper() + "A", f"{ours}\n", ours[:-1], "x" * 32, "٣" * 32):
        assert token_sent(text) not in (text, ours)
