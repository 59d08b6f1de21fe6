"""What checks must know from the database: vocabularies, places, programmes."""

from collections import defaultdict
from collections.abc import Iterator

from ertad.directory.models import Location, Programme
from ertad.directory.record.checking import AgeSpan, Known, Problem
from ertad.directory.record.fields import Record
from ertad.directory.record.reading import TERM_FIELDS
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term


def known_terms() -> Known:
    """The codes of a record's vocabularies and the ages of the legal pathways; one query."""
    codes: dict[str, set[str]] = defaultdict(set)
    ages: dict[str, AgeSpan] = {}
    rows = Term.objects.filter(vocabulary__in=[*TERM_FIELDS, "prevention_level"])
    for vocabulary, code, low, high in rows.values_list(
        "vocabulary_id", "code", "min_age", "max_age"
    ):
        codes[vocabulary].add(code)
        if vocabulary == "legal_pathway":
            ages[code] = (low, high)
    return Known({name: frozenset(found) for name, found in codes.items()}, ages)


def broken_references(record: Record, before: Record | None = None) -> Iterator[Problem]:
    """Municipalities that do not exist, and places or programmes of other institutions.

    What the record held `before` may stay: a service may be given at another's place.
    """
    codes = set(record["serves"]) - set(before["serves"] if before else ())
    found = set(Municipality.objects.filter(pk__in=codes).values_list("pk", flat=True))
    for code in sorted(codes - found):
        yield Problem("serves", "unknown_code", {"code": code})

    places = {place["location"] for place in record["at"]}
    places -= {place["location"] for place in before["at"]} if before else set()
    own = Location.objects.filter(pk__in=places, institution=record["institution"])
    for place in sorted(places - {str(key) for key in own.values_list("pk", flat=True)}):
        yield Problem("at", "unknown_code", {"code": place})

    programme = record["programme"]
    if programme and not (before and before["programme"] == programme):
        own_programmes = Programme.objects.filter(pk=programme, institution=record["institution"])
        if not own_programmes.exists():
            yield Problem("programme", "unknown_code", {"code": programme})
