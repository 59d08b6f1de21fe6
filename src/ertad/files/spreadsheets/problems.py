"""What is wrong with a file or a cell, as data; `messages` says it in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

Params = Mapping[str, str | int]


@dataclass(frozen=True)
class Problem:
    """One finding. `row` and `column` count from 1 as the spreadsheet shows them."""

    code: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    value: str = ""
    params: Params = field(default_factory=dict)


class Refused(Exception):
    """The whole file is refused and nothing of it was taken; `code` is in `messages.MESSAGES`."""

    def __init__(self, code: str, params: Params | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params: Params = params or {}


def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Row 5, column 3 is C5."""
    return f"{column_letters(column)}{row}"


def cell_place(name: str) -> tuple[int, int]:
    """The row and column of `C5`. Raises ValueError for anything else."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), _column(letters)


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(letters)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column
