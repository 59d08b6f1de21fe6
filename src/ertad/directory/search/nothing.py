"""When nothing was found: what would give something, whom to ask, and one unit of unmet demand."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from ertad.directory.search.counting import AGE_BANDS
from ertad.directory.search.index import Index
from ertad.directory.search.labels import FACET_LABELS, codes_label
from ertad.directory.search.lexicon import Code
from ertad.directory.search.narrowing import RADIUS, Part, ages_of, all_but
from ertad.directory.search.question import Question
from ertad.directory.search.results import Alternative, NextContact, Unmet
from ertad.people.models import Institution

MOST_ALTERNATIVES = 5
RESPONSIBLE = ("probation_bureau", "city_hall", "municipality", "lepl")
"""Kinds of institution that answer for a place, the first to be asked first."""
NEVER_KEPT = frozenset({"place", "pathway"})
"""The place is kept beside the codes; a legal pathway is not kept at all."""


def alternatives(
    index: Index, parts: Sequence[Part], without: Callable[[Sequence[Part]], Question]
) -> tuple[Alternative, ...]:
    """Which part, if dropped, gives what; pairs where no single part would do."""
    for size in (1, 2):
        found = []
        for dropped in combinations(parts, size):
            total = all_but(index, parts, *(part.key for part in dropped)).bit_count()
            if total:
                label = " + ".join(part_label(index, part) for part in dropped)
                found.append(Alternative(dropped[0].key, label, total, without(dropped)))
        if found:
            return tuple(sorted(found, key=lambda each: -each.total)[:MOST_ALTERNATIVES])
    return ()


def part_label(index: Index, part: Part) -> str:
    if part.key.startswith("word:"):
        return _("“%(word)s”") % {"word": part.key.removeprefix("word:")}
    if part.key == RADIUS:
        return str(FACET_LABELS[RADIUS])
    return codes_label(index.lexicon, part.codes)


def next_contact(town: str) -> NextContact | None:
    """The body responsible for the place: its probation bureau, else its municipality, else the
    agency. One query, and one more where nobody answers for the place."""
    rows = Institution.objects.filter(kind__in=RESPONSIBLE)
    rows = rows.filter(municipalities=town) if town else rows.filter(nationwide=True)
    found = sorted(rows, key=lambda each: (RESPONSIBLE.index(each.kind), each.code))
    if not found and town:
        return next_contact("")
    if not found:
        return None
    first = found[0]
    return NextContact(first.pk, first.name, first.phone, first.email)


def unmet(chosen: Mapping[str, Sequence[Code]], town: str) -> Unmet:
    """One search that found nothing, as sorted `facet=code` pairs; ages as bands."""
    pairs = {
        f"{facet}={code}"
        for codes in chosen.values()
        for facet, said in codes
        if facet not in NEVER_KEPT
        for code in (_bands(said) if facet == "age" else [said])
    }
    return Unmet(town, " ".join(sorted(pairs))[:500].rpartition(" ")[0]
                 if len(" ".join(pairs)) > 500 else " ".join(sorted(pairs)))  # fmt: skip


def _bands(code: str) -> list[str]:
    """The bands that an age touches, so that no exact age is kept beside a small place."""
    asked = ages_of(code)
    if asked is None:
        return []
    spans = ((band, ages_of(band)) for band in AGE_BANDS)
    return [band for band, span in spans if span and span[0] <= asked[1] and span[1] >= asked[0]]
