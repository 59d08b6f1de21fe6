"""What the lists say: labels, parents, towns, and the phrases that people use for them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ertad.directory.search.forms import Form, form_of, forms_of
from ertad.directory.search.spoken import NOISE, SPOKEN, STOP_WORDS, WEEKEND
from ertad.kernel.languages import LANGUAGES
from ertad.places.models import Municipality, MunicipalityAlias, Region
from ertad.vocabulary.models import Synonym, Term

VOCABULARY_OF: dict[str, str] = {
    "type": "service_type",
    "need": "rnr_need",
    "group": "target_group",
    "prevention": "prevention_level",
    "run_by": "organisation_type",
    "pathway": "legal_pathway",
}
READABLE = ("type", "need", "group", "prevention", "pathway")
"""Facets whose labels are read from the words of a question."""

Code = tuple[str, str]
Key = tuple[str, ...]
Said = tuple[str, str, str]


@dataclass(frozen=True)
class Lexicon:
    """`by_plain` and `by_fold`: the forms of a phrase -> the (facet, code) pairs it means."""

    labels: Mapping[Code, Said]
    parents: Mapping[Code, str]
    position: Mapping[Code, int]
    towns: Mapping[str, tuple[float, float]]
    by_plain: Mapping[Key, tuple[Code, ...]]
    by_fold: Mapping[Key, tuple[Code, ...]]
    words_of: Mapping[Code, tuple[str, ...]]
    """The single words of a term's labels and synonyms, as typed."""
    names_of: Mapping[Code, tuple[Form, ...]]
    """Those of its names that are one word: a service that has one in its own name is about it."""
    longest: int
    stop: frozenset[str]
    noise: frozenset[str]

    def says_nothing(self, form: Form) -> bool:
        """Whether the word carries no meaning of its own."""
        return form.plain in self.stop or form.fold in self.noise

    def label(self, facet: str, code: str, language: str) -> str:
        """In `language`, else in one that exists, else the code."""
        said = self.labels.get((facet, code), ("", "", ""))
        wanted = said[LANGUAGES.index(language)] if language in LANGUAGES else ""
        return wanted or next((text for text in said if text), code)

    def lineage(self, facet: str, code: str) -> Iterator[str]:
        """The code and all above it."""
        seen = {""}
        while code not in seen:
            yield code
            seen.add(code)
            code = self.parents.get((facet, code), "")

    @cached_property
    def place_names(self) -> list[tuple[Form, str]]:
        """Names of municipalities that are one word, to find a misspelt one by."""
        return [
            (form, code)
            for (facet, code), forms in self.names_of.items()
            if facet == "place" and code in self.towns
            for form in forms
        ]


def load_lexicon() -> Lexicon:
    """Read the lists from the database: five queries."""
    facet_of = {vocabulary: facet for facet, vocabulary in VOCABULARY_OF.items()}
    labels: dict[Code, Said] = {}
    parents: dict[Code, str] = {}
    position: dict[Code, int] = {}
    said: dict[Code, list[str]] = defaultdict(list)
    for vocabulary, code, parent, place, *names in Term.objects.filter(
        vocabulary__in=facet_of
    ).values_list(
        "vocabulary_id", "code", "parent__code", "position", "label_ka", "label_en", "label_fr"
    ):
        key = (facet_of[vocabulary], code)
        labels[key], position[key] = (names[0], names[1], names[2]), place
        if parent:
            parents[key] = parent
        if key[0] in READABLE:
            said[key] += [part for name in names for part in _parts(name)]
    for vocabulary, code, text in Synonym.objects.filter(term__vocabulary__in=facet_of).values_list(
        "term__vocabulary_id", "term__code", "words"
    ):
        said[facet_of[vocabulary], code].append(text)
    towns = _read_places(labels, parents, position, said)
    _add_spoken(said)
    return _lexicon(labels, parents, position, towns, said)


def _read_places(
    labels: dict[Code, Said],
    parents: dict[Code, str],
    position: dict[Code, int],
    said: dict[Code, list[str]],
) -> dict[str, tuple[float, float]]:
    towns = {}
    names = ("name_ka", "name_en", "name_fr")
    for number, place in enumerate(Municipality.objects.order_by("code").defer("outline")):
        key = ("place", place.code)
        labels[key] = (place.name_ka, place.name_en, place.name_fr)
        parents[key], position[key] = place.region_id, number
        said[key] += [*labels[key], place.official_name_ka, place.official_name_en]
        towns[place.code] = place.town
    for code, name in MunicipalityAlias.objects.values_list("municipality_id", "name"):
        said["place", code].append(name)
    for code, *texts in Region.objects.values_list("code", *names):
        labels["place", code] = (texts[0], texts[1], texts[2])
        position["place", code] = 1000
        said["place", code] += texts
    return towns


def _add_spoken(said: dict[Code, list[str]]) -> None:
    for key, texts in SPOKEN.items():
        said[key] += [text.replace("_", " ") for text in texts.split()]
    for day in ("SA", "SU"):
        said["day", day] += [text.replace("_", " ") for text in WEEKEND]


_BRACKETS = re.compile(r"\([^)]*\)")
_SEPARATORS = re.compile(r"[/,:;]")


def _parts(label: str) -> Iterator[str]:
    """A label and, where it lists several things, those of them that stand on their own."""
    bare = _BRACKETS.sub(" ", label)
    yield bare
    pieces = _SEPARATORS.split(bare)
    if len(pieces) > 1:
        yield from (piece for piece in pieces if len(forms_of(piece)) > 1)


def _lexicon(
    labels: Mapping[Code, Said],
    parents: Mapping[Code, str],
    position: Mapping[Code, int],
    towns: Mapping[str, tuple[float, float]],
    said: Mapping[Code, Iterable[str]],
) -> Lexicon:
    by_plain: dict[Key, dict[Code, None]] = defaultdict(dict)
    by_fold: dict[Key, dict[Code, None]] = defaultdict(dict)
    words_of: dict[Code, dict[str, None]] = defaultdict(dict)
    names_of: dict[Code, dict[Form, None]] = defaultdict(dict)
    stop = frozenset(form_of(word).plain for word in STOP_WORDS.split())
    for code, texts in said.items():
        for text in texts:
            forms = forms_of(text.lstrip("="))
            if not forms or all(form.plain in stop for form in forms):
                continue
            by_plain[tuple(form.plain for form in forms)][code] = None
            if not text.startswith("="):
                by_fold[_fold_key(forms)][code] = None
            if len(forms) == 1:
                names_of[code][forms[0]] = None
            words_of[code].update((form.word, None) for form in forms if form.plain not in stop)
    return Lexicon(
        labels=labels,
        parents=parents,
        position=position,
        towns=towns,
        by_plain={key: _meant(codes, towns) for key, codes in by_plain.items()},
        by_fold={key: _meant(codes, towns) for key, codes in by_fold.items()},
        words_of={code: tuple(words) for code, words in words_of.items()},
        names_of={code: tuple(names) for code, names in names_of.items()},
        longest=max((len(key) for key in by_plain), default=1),
        stop=stop,
        noise=frozenset(form_of(word).fold for word in NOISE.split()),
    )


def _meant(codes: Iterable[Code], towns: Mapping[str, object]) -> tuple[Code, ...]:
    """Where a region has the name of its town, the town is meant; else a place before all else."""
    places = [code for code in codes if code[0] == "place"]
    in_towns = [code for code in places if code[1] in towns]
    return tuple(in_towns or places or codes)


def _fold_key(forms: Iterable[Form]) -> Key:
    return tuple(form.fold for form in forms)
