"""People and wishes as arrays, which is what the search works on.

People who should not meet become a weight of their pair; what is counted by group is in `marks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .bound import Bools, Ints
from .wishes import Person, Wishes, equal_sizes

Floats = npt.NDArray[np.float64]
MUST = 16.0
"""Weight of what must be, where what should be has one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`pinned`: round × person, the group or -1. `blocks`: sets of two and more who are together.

    `pairs`: person × person, what it costs that both are in one group, whatever the round.
    """

    people: tuple[Person, ...]
    wishes: Wishes
    at: Mapping[str, int]
    present: Bools
    pinned: Ints
    blocks: tuple[tuple[int, ...], ...]
    apart: Bools
    pairs: Floats

    def sizes(self) -> list[tuple[int, ...]]:
        """Of the groups, by round."""
        return [equal_sizes(int(there.sum()), self.wishes.groups) for there in self.present]

    def always(self) -> list[Bools]:
        """By round: who is together with whom in any plan."""
        found = []
        for there, pinned in zip(self.present, self.pinned, strict=True):
            same = (pinned[:, None] == pinned[None, :]) & (pinned >= 0)[:, None]
            for block in self.blocks:
                same[np.ix_(block, block)] = True
            found.append(same & there[:, None] & there[None, :])
        return found


def having(people: Iterable[Person], attribute: str, value: str) -> Bools:
    """Who has the value."""
    return np.array([person.attributes.get(attribute) == value for person in people], np.bool_)
