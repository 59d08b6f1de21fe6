"""Kinds of letters, told by the rooms that write them in `LETTER_KINDS` of `letter_kinds.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from ertad.kernel.rooms import told_by_rooms
from ertad.notices.models import Letter


@dataclass(frozen=True)
class LetterKind:
    """`wanted` is asked right before sending: a letter that events have overtaken is dropped."""

    name: str
    label: str | Promise
    wanted: Callable[[Letter], bool]


@cache
def letter_kinds() -> Mapping[str, LetterKind]:
    return {kind.name: kind for kind in told_by_rooms("letter_kinds", "LETTER_KINDS")}
