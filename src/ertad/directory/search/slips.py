"""Slips of the finger: how far a typed word is from one that exists.

Slips are counted twice, on the word as spelt and on its fold, and the fewer count: a slip in the
stem leaves the ending alone (`rusatvshi`), one in the ending changes the fold (`ekmi` for `ekimi`).
Two names as near as each other are told apart by both counts together.
"""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from ertad.directory.search.forms import Form

SHORTEST = 4
TWO_FROM = 8

Slips = tuple[int, int]
"""(the fewer slips of both counts, both together): the smaller, the nearer."""
NONE: Slips = (0, 0)
FAR: Slips = (99, 99)


def most_slips(typed: str) -> int:
    """How many slips a word of this length may have: short ones none, long ones two."""
    return 0 if len(typed) < SHORTEST else 1 if len(typed) < TWO_FROM else 2


def slips_between(typed: Form, spelt: str, fold: str) -> Slips:
    """How far the typed word is from a word of this spelling and fold; FAR beyond `most_slips`."""
    by_spelling = OSA.distance(typed.spelt, spelt)
    by_fold = OSA.distance(typed.fold, fold)
    fits = by_spelling <= most_slips(typed.spelt) or by_fold <= most_slips(typed.fold)
    return (min(by_spelling, by_fold), by_spelling + by_fold) if fits else FAR


def nearest(typed: Form, names: Sequence[tuple[Form, str]]) -> tuple[Slips, str]:
    """The code whose name is nearest; (FAR, "") where none is near, or two are as near."""
    best, codes = FAR, set[str]()
    for name, code in names:
        slips = slips_between(typed, name.spelt, name.fold)
        if slips < best:
            best, codes = slips, {code}
        elif slips == best:
            codes.add(code)
    return (best, codes.pop()) if best < FAR and len(codes) == 1 else (FAR, "")
