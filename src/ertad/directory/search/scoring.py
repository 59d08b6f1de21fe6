"""How well services match: exact > prefix > fold > misspelt, times the weight of the field."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ertad.directory.search.forms import Form, forms_of
from ertad.directory.search.index import TERM_WEIGHTS, Index
from ertad.directory.search.lexicon import Code
from ertad.directory.search.narrowing import named_after

Scores = NDArray[np.float32]
KEPT_BYTES = 64 * 1024 * 1024
NAME_OF_TOPIC: dict[str, float] = {"type": 4.0, "need": 6.0, "group": 6.0}
"""What it adds when the name itself says the topic, in whatever language: less than being of the
type, more than taking the need or group among others."""
TYPED = 0.3
"""How much of a word's score counts when the word was read as a topic."""


def word_scores(index: Index, form: Form) -> Scores:
    """One score a service, 0 where the word does not occur."""
    key = ("word", form)
    known = _kept(index, key)
    if known is not None:
        return known
    scores = np.zeros(index.size, dtype=np.float32)
    for services, worth in index.words.scored(form):
        scores[services] = np.maximum(scores[services], worth)
    for term, strength in index.words.find(form).items():
        for code, weight in index.words.codes(term):
            members = index.members.get(code)
            if members is not None:
                scores[members] = np.maximum(scores[members], np.float32(weight * strength))
    return _keep(index, key, scores)


def topic_scores(index: Index, codes: Sequence[Code]) -> Scores:
    """For words that were read as types, needs or groups: the same whatever the language.

    A service that does one thing comes before one that does many; one that says so in its name
    comes first.
    """
    key = ("topic", tuple(codes))
    known = _kept(index, key)
    if known is not None:
        return known
    scores = np.zeros(index.size, dtype=np.float32)
    for facet, code in codes:
        members = index.members.get((facet, code))
        if members is None or facet not in TERM_WEIGHTS:
            continue
        share = index.code_counts[facet][members]
        scores[members] = np.maximum(
            scores[members], TERM_WEIGHTS[facet] * (np.float32(0.7) + np.float32(0.3) / share)
        )
    worth = [NAME_OF_TOPIC[facet] for facet, _code in codes if facet in NAME_OF_TOPIC]
    scores[named_after(index, codes)] += np.float32(min(worth, default=0.0))
    return _keep(index, key, scores)


def typed_scores(index: Index, words: str) -> Scores:
    """What the very words add that were read as a topic: gambling before other addictions."""
    scores = np.zeros(index.size, dtype=np.float32)
    forms = [form for form in forms_of(words) if not index.lexicon.says_nothing(form)]
    for form in forms:
        scores += word_scores(index, form) * np.float32(TYPED / len(forms))
    return scores


def total_scores(index: Index, all_scores: Iterable[Scores]) -> Scores:
    total = np.zeros(index.size, dtype=np.float32)
    for scores in all_scores:
        total += scores
    return total


def _kept(index: Index, key: object) -> Scores | None:
    known = index.kept.get(key)
    return known if isinstance(known, np.ndarray) else None


def _keep(index: Index, key: object, scores: Scores) -> Scores:
    """Remember what a word scores, within 64 MB; a reader's next page asks the same again."""
    held = index.kept.setdefault("scores", [])
    if isinstance(held, list):
        if (len(held) + 1) * scores.nbytes > KEPT_BYTES:
            for old in held:
                index.kept.pop(old, None)
            held.clear()
        held.append(key)
        index.kept[key] = scores
    return scores
