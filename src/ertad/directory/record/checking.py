"""What must be true of a record, whoever writes it: forms, workbooks and the command line.

Pure functions; `known` carries what they must know of the vocabularies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from ertad.directory.record.fields import CONFIDENTIAL_TYPES, FIELDS, KEYS, WEEK, Record, field_of
from ertad.files.spreadsheets.values import as_text, holds_personal_number
from ertad.kernel.ages import OLDEST
from ertad.kernel.languages import LANGUAGES

FREE_TEXT = frozenset({"text", "long_text", "lines"})
LIMITS: Mapping[str, int] = {
    **{f"name_{lang}": 300 for lang in LANGUAGES},
    **{f"contact_{lang}": 200 for lang in LANGUAGES},
    **{f"cost_note_{lang}": 500 for lang in LANGUAGES},
    **{f"description_{lang}": 4000 for lang in LANGUAGES},
    **{f"how_to_enter_{lang}": 2000 for lang in LANGUAGES},
    **{f"documents_{lang}": 2000 for lang in LANGUAGES},
    "email": 254,
    "url": 500,
}
"""Longest text, in characters, by record key."""
DOCUMENT_LIMIT = 500

AgeSpan = tuple[int | None, int | None]


@dataclass(frozen=True)
class Problem:
    """`key`: the record key it is about; `code`: see `directory.record.problem_words`."""

    key: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """Vocabulary -> codes that exist; pathway code -> the ages the law gives it."""

    codes: Mapping[str, frozenset[str]]
    pathway_ages: Mapping[str, AgeSpan]


def errors_in(record: Record, known: Known) -> Iterator[Problem]:
    """What keeps a record from being written, in the order of the fields."""
    if not any(record[f"name_{lang}"].strip() for lang in LANGUAGES):
        yield Problem("name_ka", "no_name")
    if not record["types"]:
        yield Problem("types", "no_type")
    for entry in FIELDS:
        for key in entry.record_keys():
            if entry.kind in FREE_TEXT:
                yield from _errors_in_text(key, record[key])
            elif entry.kind in ("terms", "term"):
                codes = [record[key]] if entry.kind == "term" else record[key]
                for code in codes:
                    if code and code not in known.codes.get(entry.vocabulary, ()):
                        yield Problem(key, "unknown_code", {"code": code})
            elif entry.kind == "choice" and record[key] not in ("", *dict(entry.choices)):
                yield Problem(key, "unknown_code", {"code": record[key]})
    yield from _errors_in_ages(record)
    yield from _errors_in_hours(record)


def warnings_in(record: Record, known: Known) -> Iterator[Problem]:
    """What is probably wrong but may be meant."""
    yield from ages_outside_pathways(record, known.pathway_ages)
    for code in sorted(CONFIDENTIAL_TYPES & set(record["types"])):
        if not record["confidential"]:
            yield Problem("confidential", "usually_confidential", {"code": code})


def ages_outside_pathways(record: Record, pathway_ages: Mapping[str, AgeSpan]) -> Iterator[Problem]:
    """One problem for each chosen pathway that nobody of the service's ages can be on."""
    low, high = record["min_age"], record["max_age"]
    for code in record["pathways"]:
        at_least, at_most = pathway_ages.get(code, (None, None))
        too_young = high is not None and at_least is not None and high < at_least
        too_old = low is not None and at_most is not None and low > at_most
        if too_young or too_old:
            yield Problem(
                "pathways", "pathway_ages", {"code": code, "from": at_least, "to": at_most}
            )


def personal_number_in(text: str) -> bool:
    """Whether `text` as a person sees it has an 11-digit number that is not written as a phone."""
    return holds_personal_number(as_text(text))


def confidential_by_type(types: list[str]) -> bool:
    """Whether a service of these types is confidential unless its owner says otherwise."""
    return bool(CONFIDENTIAL_TYPES & set(types))


def missing_asked(record: Record) -> list[str]:
    """Labels of the ten asked fields that nobody has answered yet (no age limit is an answer)."""
    missing = []
    for entry in FIELDS:
        if not entry.asked or entry.kind == "number":
            continue
        if entry.key == "serves" and record["nationwide"]:
            continue
        values = [record[key] for key in entry.record_keys()]
        if not any(values) or (entry.key == "places" and values == ["unknown"]):
            missing.append(str(entry.label))
    return missing


def _errors_in_text(key: str, text: str) -> Iterator[Problem]:
    if personal_number_in(text):
        yield Problem(key, "personal_number")
    limit = LIMITS[key]
    if len(text) > limit:
        yield Problem(key, "too_long", {"limit": limit})
    elif field_of(key).kind == "lines" and any(
        len(line) > DOCUMENT_LIMIT for line in text.splitlines()
    ):
        yield Problem(key, "too_long", {"limit": DOCUMENT_LIMIT})


def _errors_in_ages(record: Record) -> Iterator[Problem]:
    ages = [("min_age", record["min_age"]), ("max_age", record["max_age"])]
    for key, age in ages:
        if age is not None and not 0 <= age <= OLDEST:
            yield Problem(key, "age_range", {"limit": OLDEST})
    (_, low), (_, high) = ages
    if low is not None and high is not None and low > high:
        yield Problem("max_age", "ages_reversed", {"from": low, "to": high})


def _errors_in_hours(record: Record) -> Iterator[Problem]:
    for place in record["at"]:
        last: dict[str, time] = {}
        for day, opens, closes in sorted(
            place["hours"], key=lambda span: (WEEK.index(span[0]), span[1])
        ):
            starts, ends = time.fromisoformat(opens), time.fromisoformat(closes)
            if starts >= ends:
                yield Problem("at", "hours_reversed", {"day": day, "from": opens, "to": closes})
            elif day in last and starts < last[day]:
                yield Problem("at", "hours_overlap", {"day": day, "from": opens, "to": closes})
            last[day] = max(ends, last.get(day, ends))


def has_every_key(record: Record) -> bool:
    """Whether `record` is a whole record and nothing else."""
    return set(record) == set(KEYS)
