"""The facets beside the results: how many each value would give."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from ertad.directory.record.fields import COST, PLACES, WEEK
from ertad.directory.search.index import Index
from ertad.directory.search.labels import FACET_LABELS, reader_language, value_label
from ertad.directory.search.narrowing import RADIUS, Part, all_but, sets_for, town_of, within
from ertad.directory.search.question import FACETS, RADII_KM, Question
from ertad.directory.search.reading import Phrase
from ertad.directory.search.results import Facet, Value

FIRST = 10
AGE_BANDS = ("0-6", "7-9", "10-13", "14-15", "16-17", "18-20", "21+")
_IN_ORDER: dict[str, tuple[str, ...]] = {
    "age": AGE_BANDS,
    "places": tuple(code for code, _ in PLACES),
    "cost": tuple(code for code, _ in COST),
    "day": WEEK,
}
_TREES = ("type", "group", "run_by")

Counted = tuple[str, int, int]
"""(code, count, depth)"""


def facets_of(
    index: Index,
    question: Question,
    parts: Sequence[Part],
    phrases: Sequence[Phrase],
    today: date,
    *,
    pathways: bool,
) -> tuple[Facet, ...]:
    """Every facet with the values that would give something; its own choice does not count."""
    chosen = {part.key: part.codes for part in parts}
    set_of = sets_for(index, question, today, town_of(chosen.get("place", ()), index.lexicon))
    facets = []
    for facet in FACETS:
        if facet == "pathway" and not pathways:
            continue
        own = (facet, RADIUS) if facet == "place" else (facet,)
        rest = all_but(index, parts, *own)
        on = {code for _, code in chosen.get(facet, ())}
        shown = on | {index.lexicon.parents.get((facet, code), "") for code in on} - {""}
        counted = [
            (code, count)
            for code in _codes(index, facet, shown)
            if (count := (set_of(facet, code) & rest).bit_count()) or code in shown
        ]
        rows = _arranged(index, facet, counted, on)
        off = {
            code: question.dropping(
                facet,
                code,
                (p.key for p in phrases if p.facet == facet and (facet, code) in p.codes),
            )
            for code in on
        }
        facets.append(_facet(index, question, facet, rows, off))
    return tuple(facets)


def radii_of(
    index: Index, parts: Sequence[Part], town: str, where: str
) -> tuple[tuple[int, int], ...]:
    """(km, how many): what a distance from the town would give."""
    if not town:
        return ()
    rest = all_but(index, parts, RADIUS, *(["place"] if where == "near" else []))
    return tuple((km, (within(index, town, km) & rest).bit_count()) for km in RADII_KM)


def _codes(index: Index, facet: str, on: Iterable[str]) -> list[str]:
    if facet in _IN_ORDER:
        return [*_IN_ORDER[facet], *(code for code in on if code not in _IN_ORDER[facet])]
    occurring = _occurring(index, facet)
    if others := set(on).difference(occurring):
        return sorted([*occurring, *others], key=lambda code: _position(index, facet, code))
    return occurring


def _occurring(index: Index, facet: str) -> list[str]:
    """The codes of the facet that some service has, in their order; worked out once an index."""
    known = index.kept.get(("codes", facet))
    if isinstance(known, list):
        return known
    keys = ("serves", "in") if facet == "place" else (facet,)
    codes = {code for key, code in index.members if key in keys}
    if facet == "place":
        codes &= index.lexicon.towns.keys()
    found = sorted(codes, key=lambda code: _position(index, facet, code))
    index.kept["codes", facet] = found
    return found


def _label(index: Index, facet: str, code: str) -> str:
    key = ("label", reader_language(), facet, code)
    known = index.kept.get(key)
    if not isinstance(known, str):
        known = index.kept[key] = value_label(index.lexicon, facet, code)
    return known


def _position(index: Index, facet: str, code: str) -> tuple[int, str]:
    return index.lexicon.position.get((facet, code), 0), code


def _arranged(
    index: Index, facet: str, counted: Sequence[tuple[str, int]], on: set[str]
) -> list[Counted]:
    """Most first; a tree shows its top, and what is below a chosen value or beside it."""
    if facet in _IN_ORDER:
        return [(code, count, 0) for code, count in counted]
    most_first = sorted(counted, key=lambda row: -row[1])
    if facet not in _TREES:
        return [(code, count, 0) for code, count in most_first]
    parents = index.lexicon.parents
    open_ones = on | {parents.get((facet, code), "") for code in on}
    rows: list[Counted] = []
    for code, count in most_first:
        if (facet, code) not in parents:
            rows.append((code, count, 0))
            if code in open_ones:
                rows += [
                    (below, number, 1)
                    for below, number in most_first
                    if parents.get((facet, below)) == code
                ]
    return rows


def _facet(
    index: Index,
    question: Question,
    facet: str,
    rows: Sequence[Counted],
    off: Mapping[str, Question],
) -> Facet:
    """`off`: what to ask to turn a chosen code off."""
    values = [
        Value(
            code=code,
            label=_label(index, facet, code),
            count=count,
            chosen=code in off,
            depth=depth,
            asks=partial(off.__getitem__, code)
            if code in off
            else partial(question.choosing, facet, code),
        )
        for code, count, depth in rows
    ]
    first = values[:FIRST] + [value for value in values[FIRST:] if value.chosen]
    more = [value for value in values[FIRST:] if not value.chosen]
    return Facet(facet, str(FACET_LABELS[facet]), tuple(first), tuple(more))
