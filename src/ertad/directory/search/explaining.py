"""Why a service fits, what was left out and why, in the reader's language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from ertad.directory.search import bits
from ertad.directory.search.entries import Document
from ertad.directory.search.forms import Form, form_of
from ertad.directory.search.index import Index
from ertad.directory.search.labels import (
    ages_label,
    codes_label,
    language_label,
    reader_language,
    value_label,
)
from ertad.directory.search.lexicon import Code
from ertad.directory.search.narrowing import RADIUS, Part, ages_of, all_but
from ertad.directory.search.question import FACETS, TOPIC, Question
from ertad.directory.search.reading import Phrase
from ertad.directory.search.results import LeftOut
from ertad.directory.search.terms import FOLD

ADULT = 18
MOST_LEFT_OUT = 6
TOLD = frozenset({"age", "place", RADIUS, "language", "places", "cost", "day"})
"""Parts whose losses are worth telling; that other types exist is not."""


def why(
    index: Index,
    document: Document,
    chosen: Mapping[str, tuple[Code, ...]],
    words: Sequence[Form],
    where: str,
) -> tuple[str, ...]:
    """What of the service answers the question, the most telling first."""
    said = [text for form in words if (text := _word(index, document, form))]
    for facet in (TOPIC, *FACETS):
        if facet in chosen:
            said += _facet(index, document, facet, chosen[facet], where)
    return tuple(dict.fromkeys(said))


def _word(index: Index, document: Document, form: Form) -> str:
    """Where the word was found: the best of name, institution, place and description."""
    found = index.words.find(form)
    for field, text in (
        ("name", _("“%(word)s” in the name")),
        ("by", _("“%(word)s” in the institution’s name")),
        ("place", _("“%(word)s” in the address")),
        ("text", _("“%(word)s” in the description")),
        ("enter", _("“%(word)s” in how to enter")),
    ):
        hits = [(strength, word) for word in document["words"][field]
                if (strength := found.get(index.words.key(word), 0.0))]  # fmt: skip
        if hits:
            strength, word = max(hits)
            if strength < FOLD and word != form.word:
                return _("“%(word)s” is close to what you wrote") % {"word": word}
            return text % {"word": word}
    listed = sorted(
        (-strength * weight, index.lexicon.position.get(code, 0), code)
        for term, strength in found.items()
        for code, weight in index.words.codes(term)
    )
    for _worth, _position, code in listed:
        if code[1] in _lines(index, document, code[0]):
            return value_label(index.lexicon, *code)
    return ""


def _lines(index: Index, document: Document, facet: str) -> set[str]:
    return {above for code in document[facet] for above in index.lexicon.lineage(facet, code)}


def _facet(
    index: Index, document: Document, facet: str, codes: Sequence[Code], where: str
) -> Iterator[str]:
    wanted = [code for _facet_of, code in codes]
    match facet:
        case "topic" | "type" | "need" | "group" | "pathway":
            own = list(_terms(index, document, codes))
            yield from own or _named(index, document, codes)
        case "age":
            ages = ages_label(*document["ages"])
            yield _("ages %(ages)s") % {"ages": ages} if ages else _("any age")
        case "place":
            yield from _place(index, document, wanted, where)
        case "language":
            for code in wanted:
                if code in document["language"]:
                    name = language_label(code)
                    yield _("%(language)s spoken") % {"language": name}
        case "day":
            for code in wanted:
                if code in document["day"]:
                    yield _("open on %(day)s") % {"day": value_label(index.lexicon, facet, code)}
        case "places":
            yield codes_label(index.lexicon, codes)
        case _:
            if document[facet]:
                yield value_label(index.lexicon, facet, document[facet])


def _terms(index: Index, document: Document, codes: Sequence[Code]) -> Iterator[str]:
    """The service's own codes that are, or are below, what was sought."""
    for facet in dict.fromkeys(key for key, _code in codes):
        wanted = {code for key, code in codes if key == facet}
        for code in document[facet]:
            if wanted & set(index.lexicon.lineage(facet, code)):
                yield value_label(index.lexicon, facet, code)


def _named(index: Index, document: Document, codes: Sequence[Code]) -> Iterator[str]:
    """The word of the service's own name that says what was sought."""
    names = {form.fold for code in codes for form in index.lexicon.names_of.get(code, ())}
    for word in document["words"]["name"]:
        if form_of(word).fold in names:
            yield _("“%(word)s” in the name") % {"word": word}


def _place(index: Index, document: Document, wanted: Sequence[str], where: str) -> Iterator[str]:
    for code in wanted:
        place = {"place": index.lexicon.label("place", code, reader_language())}
        inside = any(
            code in index.lexicon.lineage("place", town) for _id, town, *_rest in document["at"]
        )
        if inside:
            yield _("in %(place)s") % place
        if where == "serves":
            if any(code in index.lexicon.lineage("place", town) for town in document["serves"]):
                yield _("takes people from %(place)s") % place
            elif document["nationwide"]:
                yield _("serves the whole country")


def left_out(
    index: Index, parts: Sequence[Part], without: Callable[[Part], Question]
) -> tuple[LeftOut, ...]:
    """For each part, how many services fit all the others but not it: most first."""
    found: list[LeftOut] = []
    for part in parts:
        if part.key in TOLD:
            lost = all_but(index, parts, part.key) & ~part.found
            for label, count in _reasons(index, part, lost):
                if count:
                    found.append(LeftOut(part.key, label, count, without(part)))
    return tuple(sorted(found, key=lambda each: -each.count)[:MOST_LEFT_OUT])


def _reasons(index: Index, part: Part, lost: int) -> Iterator[tuple[str, int]]:
    names = codes_label(index.lexicon, part.codes)
    match part.key:
        case "age":
            yield from _ages(index, part, lost)
        case "radius":
            yield _("far"), lost.bit_count()
        case "place":
            yield _("not for %(place)s") % {"place": names}, lost.bit_count()
        case "language":
            yield _("%(language)s not spoken") % {"language": names}, lost.bit_count()
        case "places":
            yield _("places full or not known"), lost.bit_count()
        case "day":
            yield _("closed on %(day)s, or hours not known") % {"day": names}, lost.bit_count()
        case _:
            yield _("other than %(what)s") % {"what": names}, lost.bit_count()


def _ages(index: Index, part: Part, lost: int) -> Iterator[tuple[str, int]]:
    """Adults only, younger only, or another age."""
    spans = [span for _key, code in part.codes if (span := ages_of(code))]
    oldest, youngest = max(high for _low, high in spans), min(low for low, _high in spans)
    adults = bits.from_flags(index.youngest > max(oldest, ADULT - 1)) & lost
    older = bits.from_flags(index.youngest > oldest) & lost & ~adults
    younger = bits.from_flags(index.oldest < youngest) & lost
    yield _("adults only"), adults.bit_count()
    yield _("older only"), older.bit_count()
    yield _("younger only"), younger.bit_count()
    yield _("other ages"), (lost & ~adults & ~older & ~younger).bit_count()


def without_part(question: Question, part: Part, phrases: Sequence[Phrase]) -> Question:
    """What to ask to have the part no more: its choice dropped, its words not meant."""
    if part.key == RADIUS:
        return replace(question, radius_km=None, page=1)
    if part.key.startswith("word:"):
        return question.without_word(part.key.removeprefix("word:"))
    readings = (phrase.key for phrase in phrases if phrase.facet == part.key)
    return question.dropping(part.key, readings=readings)
