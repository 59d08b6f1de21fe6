"""Searches that members follow: what is kept of a search, and what fits it now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.directory.models import SearchSubscription
from ertad.directory.search.current import current_index
from ertad.directory.search.labels import FACET_LABELS, codes_label
from ertad.directory.search.lexicon import Code
from ertad.directory.search.narrowing import chosen_codes
from ertad.directory.search.question import FACETS, TOPIC, Question, question_from
from ertad.directory.search.results import Results
from ertad.directory.search.searching import search
from ertad.kernel.clock import local_day
from ertad.kernel.rights import everywhere
from ertad.notices.stopping import id_to_stop, key_to_stop

MOST_FITTING = 2000
"""A search that more services fit is too wide to follow."""
_KIND = "directory.subscription"

Params = list[list[str]]


@dataclass(frozen=True)
class Followed:
    """What would be kept of a search. `words`: those that are no filter, and are not kept."""

    params: Params
    labels: Sequence[str]
    words: Sequence[str]


def followed(question: Question, results: Results, user: object) -> Followed:
    """The filters of a search, chosen or read from its words; codes that exist, nothing typed.

    Words that mean a type as well as a need or a group are kept as the first of these.
    """
    pathways = everywhere(user, "pathway.see")
    codes = chosen_codes(question, (), results.lexicon, pathways=pathways)
    chosen: dict[str, dict[Code, None]] = {k: dict.fromkeys(v) for k, v in codes.items()}
    for reading in results.read_as:
        facet = reading.facet
        if facet == TOPIC:
            facet = min((facet for facet, _code in reading.codes), key=FACETS.index)
        mine = [code for code in reading.codes if code[0] == facet]
        chosen.setdefault(facet, {}).update(dict.fromkeys(mine))
    plain = replace(
        question,
        words="",
        ignored=frozenset(),
        sort="best",
        page=1,
        chosen={facet: tuple(code for _facet, code in found) for facet, found in chosen.items()},
    )
    params = [list(pair) for pair in plain.params()]
    return Followed(params, labels_of(params), results.words)


class _Pairs:
    """Kept parameters as `question_from` reads them."""

    def __init__(self, params: Params) -> None:
        self.params = params

    def getlist(self, key: str) -> Sequence[str]:
        return [value for name, value in self.params if name == key]


def question_of(params: Params) -> Question:
    """The question that these parameters ask."""
    return question_from(_Pairs(params))


def labels_of(params: Params) -> list[str]:
    """The filters in the reader's language: "Age: 15"."""
    lexicon, question = current_index().lexicon, question_of(params)
    labels = [
        f"{FACET_LABELS[facet]}: {codes_label(lexicon, [(facet, code) for code in codes])}"
        for facet, codes in question.chosen.items()
    ]
    if question.radius_km:
        labels.append(_("up to %(km)s km") % {"km": question.radius_km})
    return labels


def fitting(params: Params, user: object, at: datetime) -> list[UUID] | None:
    """Ids of the services that fit now, best first; None when the search may not be asked by
    `user` any more (legal pathways are for specialists), or is too wide."""
    question = question_of(params)
    if question.chosen.get("pathway") and not everywhere(user, "pathway.see"):
        return None
    results = search(question, user=user, today=local_day(at), page_size=MOST_FITTING)
    if results.total > MOST_FITTING or not question.chosen:
        return None
    return [hit.service_id for hit in results.hits]


def stop_key(subscription_id: UUID) -> str:
    """The signed part of the address that ends a subscription without signing in."""
    return key_to_stop(_KIND, subscription_id)


def subscription_to_stop(key: str) -> SearchSubscription | None:
    """The one whose letters this key stops; None for a key that is not of our making, or done."""
    known = id_to_stop(_KIND, key)
    return SearchSubscription.objects.filter(pk=known).first() if known else None
