"""Reads the one box: which words are an age, a place, a type, a language, a day; which are words.

The longest phrase wins; a spelling as written wins over a folded one; an unknown word stays one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ertad.directory.search.forms import Form, form_of, forms_of
from ertad.directory.search.lexicon import Code, Lexicon
from ertad.directory.search.question import FACETS, TOPIC
from ertad.directory.search.slips import NONE, Slips, nearest
from ertad.directory.search.spoken import AGED, AROUND, BETWEEN, OVER, UNDER, YEARS
from ertad.kernel.ages import OLDEST

MOST_WORDS = 12
BARE_AGES = range(5, 22)
"""A number that is an age also without "years", where all the other words were understood."""


@dataclass(frozen=True)
class Phrase:
    """Words that were read as a filter: any of `codes` will do."""

    facet: str
    codes: tuple[Code, ...]
    words: str

    @property
    def key(self) -> str:
        """How an address says that this reading was not meant."""
        return f"{self.facet}:{self.words}"


@dataclass(frozen=True)
class Reading:
    """`phrases` that count, and the `words` that stay words."""

    phrases: tuple[Phrase, ...]
    words: tuple[Form, ...]


def read(
    text: str,
    lexicon: Lexicon,
    *,
    pathways: bool,
    ignored: frozenset[str] = frozenset(),
    nearness: Callable[[Form], Slips] = lambda form: NONE,
) -> Reading:
    """`pathways`: whether the reader may search by legal pathway. `nearness`: how far a word is
    from those that the directory uses; one nearer to the name of a place is that, misspelt.

    `ignored` holds keys of phrases, or bare facets, that were not meant: their words do not count.
    """
    forms = _split_numbers(text)
    phrases: list[Phrase] = []
    rest: list[Form] = []
    at = 0
    while at < len(forms):
        found = _age(forms, at) or _phrase(forms, at, lexicon, pathways)
        if found is None and not lexicon.says_nothing(forms[at]):
            found = _misspelt_place(forms[at], lexicon, nearness)
        if found:
            phrase, length = found
            phrases.append(phrase)
            at += length
        else:
            rest.append(forms[at])
            at += 1
    if phrases and len(rest) == 1 and _bare_age(rest[0]):
        phrases.append(Phrase("age", (("age", rest[0].plain),), rest.pop().word))
    meant = [p for p in phrases if not {p.key, p.facet} & ignored]
    words = dict.fromkeys(form for form in rest if not lexicon.says_nothing(form))
    return Reading(tuple(dict.fromkeys(meant)), tuple(words)[:MOST_WORDS])


def _bare_age(form: Form) -> bool:
    return form.plain.isascii() and form.plain.isdigit() and int(form.plain[:3]) in BARE_AGES


_RANGE = re.compile(r"(?<!\d)(\d{1,2})\s*[-–—]\s*(\d{1,2})(?!\d)")
_AND_OVER = re.compile(r"(?<!\d)(\d{1,2})\s*\+")


def _split_numbers(text: str) -> list[Form]:
    """The words in order; `14-18` and `18+` stay together."""
    forms: list[Form] = []
    end = 0
    spans = sorted([*_RANGE.finditer(text), *_AND_OVER.finditer(text)], key=lambda m: m.start())
    for span in spans:
        if span.start() < end:
            continue
        forms += forms_of(text[end : span.start()])
        forms.append(Form(span.group().strip(), _age_code(span), ""))
        end = span.end()
    return forms + forms_of(text[end:])


def _age_code(span: re.Match[str]) -> str:
    if span.re is _AND_OVER:
        return f"{int(span.group(1))}+"
    low, high = int(span.group(1)), int(span.group(2))
    return f"{low}-{high}" if low <= high else f"{low}"


def _plain(words: str) -> frozenset[str]:
    return frozenset(form_of(word).plain for word in words.split())


_YEARS, _AGED, _UNDER, _OVER = _plain(YEARS), _plain(AGED), _plain(UNDER), _plain(OVER)
_BETWEEN, _AROUND = _plain(BETWEEN), _plain(AROUND)
_BESIDE = _YEARS | _AGED | _UNDER | _OVER | _AROUND


def _age(forms: Sequence[Form], start: int) -> tuple[Phrase, int] | None:
    """`15 years`, `age 15`, `14-18`, `14 to 18`, `under 18`, `18 წლამდე`, `plus de 18 ans`."""

    def word(index: int) -> str:
        return forms[index].plain if index < len(forms) else ""

    def number(index: int) -> int | None:
        text = word(index)
        whole = text.isascii() and text.isdigit() and len(text) < 4
        return int(text) if whole and int(text) <= OLDEST else None

    at = start
    while word(at) in _BESIDE and at - start < 3:
        at += 1
    ready = at < len(forms) and not forms[at].fold
    low = number(at)
    if low is None and not ready:
        return None
    code = word(at)
    at += 1
    if low is not None:
        joined = word(at) in _BETWEEN | _OVER
        high = number(at + joined)
        if high is not None and low < high and (joined or word(at + 1) in _YEARS | _UNDER):
            code, at = f"{low}-{high}", at + joined + 1
    while word(at) in _BESIDE:
        at += 1
    signs = {word(index) for index in range(start, at)}
    if not (ready or signs & (_YEARS | _AGED | _UNDER | _OVER)):
        return None
    if code.isdigit() and signs & _UNDER:
        code = f"0-{max(int(code) - 1, 0)}"
    elif code.isdigit() and signs & _OVER:
        code = f"{code}+"
    said = " ".join(form.word for form in forms[start:at])
    return Phrase("age", (("age", code),), said), at - start


def _phrase(
    forms: Sequence[Form], start: int, lexicon: Lexicon, pathways: bool
) -> tuple[Phrase, int] | None:
    shortest = 2 if lexicon.says_nothing(forms[start]) else 1
    for length in range(min(lexicon.longest, len(forms) - start), shortest - 1, -1):
        span = forms[start : start + length]
        codes = lexicon.by_plain.get(tuple(form.plain for form in span)) or lexicon.by_fold.get(
            tuple(form.fold for form in span)
        )
        allowed = tuple(code for code in codes or () if pathways or code[0] != "pathway")
        if allowed:
            allowed = tuple(sorted(allowed, key=lambda code: _ORDER.get(code[0], 0)))
            return Phrase(facet_of(allowed), allowed, " ".join(f.word for f in span)), length
    return None


_ORDER = {facet: number for number, facet in enumerate(FACETS)}


def facet_of(codes: Sequence[Code]) -> str:
    """The one facet of the codes, or `topic` where words mean a type as well as a need or group."""
    facets = {facet for facet, _ in codes}
    if len(facets) == 1:
        return codes[0][0]
    return TOPIC


def _misspelt_place(
    form: Form, lexicon: Lexicon, nearness: Callable[[Form], Slips]
) -> tuple[Phrase, int] | None:
    to_words = nearness(form)
    if to_words == NONE:
        return None
    slips, code = nearest(form, lexicon.place_names)
    if not code or to_words < slips:
        return None
    return Phrase("place", (("place", code),), form.word), 1
