"""Reads a question in words, such as "narkotikebi, Example 3": which theme, which place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ertad.engines.script import fold
from ertad.kernel.languages import LANGUAGES
from ertad.places.models import Municipality, MunicipalityAlias
from ertad.vocabulary.models import Synonym, Term

Key = tuple[str, ...]
MOST_WORDS = 20
LEVELS = {"prevention_level": "PRV", "prevention_function": "PRV"}
"""Other lists that are all about one theme."""
_SEPARATORS = re.compile(r"[/,:;()]")


@dataclass(frozen=True)
class Read:
    """Codes, "" where the words named none."""

    theme: str
    place: str


def read(text: str) -> Read:
    """The longest phrase wins; of several themes the one that more phrases mean."""
    keys = fold(text)[:MOST_WORDS]
    themes, places = _theme_phrases(), _place_phrases()
    meant: Counter[str] = Counter()
    place, at = "", 0
    longest = max(map(len, (*themes, *places)), default=1)
    while at < len(keys):
        for length in range(min(longest, len(keys) - at), 0, -1):
            phrase = tuple(keys[at : at + length])
            if phrase in places and not place:
                place = places[phrase]
            elif phrase in themes:
                meant.update(dict.fromkeys(themes[phrase], length))
            else:
                continue
            at += length
            break
        else:
            at += 1
    return Read(meant.most_common(1)[0][0] if meant else "", place)


def _theme_phrases() -> dict[Key, list[str]]:
    """Labels and synonyms of service types and of what belongs to them -> codes of groups."""
    found: dict[Key, dict[str, None]] = defaultdict(dict)
    names = [f"label_{language}" for language in LANGUAGES]
    terms = Term.objects.filter(vocabulary__in=["service_type", *LEVELS])
    group: dict[int, str] = {}
    for pk, vocabulary, code, parent, *labels in terms.values_list(
        "pk", "vocabulary_id", "code", "parent__code", *names
    ):
        group[pk] = LEVELS.get(vocabulary) or parent or code
        for label in labels:
            for phrase in _phrases(label):
                found[phrase][group[pk]] = None
    for term, words in Synonym.objects.filter(term__in=group).values_list("term", "words"):
        for phrase in _phrases(words.lstrip("=")):
            found[phrase][group[term]] = None
    return {phrase: list(codes) for phrase, codes in found.items()}


def _place_phrases() -> dict[Key, str]:
    found: dict[Key, str] = {}
    names = [f"name_{language}" for language in LANGUAGES]
    for code, *texts in Municipality.objects.order_by("code").values_list("code", *names):
        for text in texts:
            if key := tuple(fold(text)):
                found.setdefault(key, code)
    for code, text in MunicipalityAlias.objects.values_list("municipality_id", "name"):
        if key := tuple(fold(text)):
            found.setdefault(key, code)
    return found


def _phrases(label: str) -> Iterator[Key]:
    """The whole label, and what stands between its commas."""
    for part in {label, *_SEPARATORS.split(label)}:
        if key := tuple(fold(part)):
            yield key
