"""What the engine answers: scored pairs, each with the evidence that a screen can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How well two values agree."""

    SAME = "same"
    CLOSE = "close"
    PARTLY = "partly"
    DIFFERS = "differs"


class Band(StrEnum):
    """What becomes of a pair: merged by itself, a person is asked, or kept apart."""

    MERGE = "merge"
    ASK = "ask"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field of a pair. `weight` in bits: +3 makes a match eight times as likely."""

    field: str
    level: Level
    weight: float
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Ids of two rows, the probability (0 to 1) that they are one thing, and why.

    `weight` is the sum of the evidence, with what is expected before any of it, in bits.
    Fields that a side lacks say nothing and are not in `evidence`. A pair that is `distinct`
    in spite of its evidence lost to a better partner of either row.
    """

    left: str
    right: str
    score: float
    band: Band
    weight: float
    evidence: tuple[Evidence, ...]
