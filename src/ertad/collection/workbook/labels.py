"""Codes and their labels: what the dropdowns offer and what a cell is read by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ertad.collection.workbook.wording import STATES, YES_NO, in_each_language
from ertad.directory.record import FIELDS, Field
from ertad.directory.record.wording import DAY_NAMES
from ertad.kernel.languages import LANGUAGES, said
from ertad.places.models import Municipality, MunicipalityAlias
from ertad.vocabulary.models import Synonym, Term
from ertad.vocabulary.spoken import SPOKEN

MUNICIPALITIES, LANGUAGES_SPOKEN = "municipality", "language"
VOCABULARIES = tuple(f.vocabulary for f in FIELDS if f.vocabulary)


class Label(NamedTuple):
    """An entry of a list: `texts` by language, "" where a language has none."""

    code: str
    texts: Mapping[str, str]
    offered: bool = True

    def said(self, language: str) -> str:
        """In `language`, else in the first that has it."""
        return said({f"label_{lang}": text for lang, text in self.texts.items()}, "label",
                    language).text or self.code  # fmt: skip


@dataclass(frozen=True)
class Labels:
    """Every list by name: vocabularies, municipalities, languages, choices, days, states.

    `also` holds further words for a code: synonyms and aliases.
    """

    lists: Mapping[str, tuple[Label, ...]]
    also: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    age_limits: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    """Legal pathway -> youngest and oldest age."""
    _said: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def said(self, name: str, code: str, language: str) -> str:
        """The label of `code` in list `name`; the code itself when it is not there."""
        key = (name, language)
        if key not in self._said:
            self._said[key] = {label.code: label.said(language) for label in self.lists[name]}
        return self._said[key].get(code, code)

    def offered(self, name: str, language: str) -> list[str]:
        """What a dropdown shows."""
        return [label.said(language) for label in self.lists[name] if label.offered]


def list_name(field: Field) -> str:
    """The list that the values of `field` come from; "" when they are free."""
    match field.kind:
        case "terms" | "term":
            return field.vocabulary
        case "municipalities":
            return MUNICIPALITIES
        case "languages":
            return LANGUAGES_SPOKEN
        case "choice":
            return field.key
        case "yes_no":
            return "yes_no"
        case _:
            return ""


def read_labels(*, invented: bool | None = None) -> Labels:
    """Read all lists, in four queries. `invented` municipalities, real ones or (None) both are
    offered; all are understood."""
    lists: dict[str, tuple[Label, ...]] = dict(_fixed())
    also: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    terms = Term.objects.filter(vocabulary__in=VOCABULARIES).order_by("position")
    parents = {term.parent_id for term in terms}
    ages = {}
    by_vocabulary: dict[str, list[Label]] = {name: [] for name in VOCABULARIES}
    for term in terms:
        texts = {lang: getattr(term, f"label_{lang}") for lang in LANGUAGES}
        by_vocabulary[term.vocabulary_id].append(Label(term.code, texts, term.pk not in parents))
        if term.vocabulary_id == "legal_pathway":
            ages[term.code] = (term.min_age, term.max_age)
    lists |= {name: tuple(labels) for name, labels in by_vocabulary.items()}
    for name, code, words in Synonym.objects.filter(term__vocabulary__in=VOCABULARIES).values_list(
        "term__vocabulary_id", "term__code", "words"
    ):
        also[name][code] += (words,)
    columns = (*(f"name_{lang}" for lang in LANGUAGES), "official_name_ka", "official_name_en")
    municipalities: list[dict[str, Any]] = list(
        Municipality.objects.order_by("invented", "name_ka", "code").values(
            "code", "invented", *columns
        )
    )
    lists[MUNICIPALITIES] = tuple(
        Label(
            row["code"],
            {lang: row[f"name_{lang}"] for lang in LANGUAGES},
            invented is None or row["invented"] == invented,
        )
        for row in municipalities
    )
    for row in municipalities:
        also[MUNICIPALITIES][row["code"]] += (row["official_name_ka"], row["official_name_en"])
    for code, alias in MunicipalityAlias.objects.values_list("municipality_id", "name"):
        also[MUNICIPALITIES][code] += (alias,)
    return Labels(lists, {name: dict(words) for name, words in also.items()}, ages)


def _fixed() -> Iterator[tuple[str, tuple[Label, ...]]]:
    """The lists that are in the code, not in the database."""
    for name, texts in (
        ("day", DAY_NAMES), ("state", STATES), ("yes_no", YES_NO), (LANGUAGES_SPOKEN, SPOKEN)
    ):  # fmt: skip
        yield name, tuple(Label(code, in_each_language(text)) for code, text in texts.items())
    for choice in FIELDS:
        if choice.choices and choice.key != "status":
            yield (
                choice.key,
                tuple(Label(code, in_each_language(text)) for code, text in choice.choices),
            )
