"""The search engine alone: ten facets, a place and a radius, in one process.

    python -m benchmarks.search

At 5,000 services with everything that a page's search does, the look at the directory's version
among it; at 100,000 the same questions in memory. The peer asks the database naively: `icontains`
on the three names and descriptions, the same filters as joins, one count a facet value.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import SEED, directory, made_up_word
from benchmarks.questions import as_asked, occurring, with_all_facets

SERVICES, MANY = 5_000, 100_000
QUESTIONS = 400
ROUNDS = 3
PEER_QUESTIONS = 12


def figures() -> list[Figure]:
    with directory(SERVICES):
        from django.utils import translation

        with translation.override("ka"):
            return _measured()


def _measured() -> list[Figure]:
    from ertad.directory.search import search
    from ertad.directory.search.searching import search_in
    from ertad.kernel.clock import local_day, now

    today = local_day(now())
    draw = random.Random(SEED)
    codes = occurring()
    all_facets = [_asked(with_all_facets(draw, codes)) for _ in range(QUESTIONS)]
    asked = [_asked(as_asked(draw, codes)) for _ in range(QUESTIONS)]

    def ask(question: Any) -> Any:
        return search(question, user=None, today=today)

    found = [sum(ask(q).total > 0 for q in questions) for questions in (all_facets, asked)]
    engine = _milliseconds(ask, all_facets, anew=_forget)
    usual = _milliseconds(ask, asked, anew=_forget)
    peer = _milliseconds(_naive, all_facets[:PEER_QUESTIONS], rounds=1)
    started = time.perf_counter()
    large = _enlarged(MANY)
    built = time.perf_counter() - started

    def ask_large(question: Any) -> object:
        return search_in(large, question, today=today, pathways=False)

    many = _milliseconds(ask_large, all_facets, anew=large.kept.clear)
    many_usual = _milliseconds(ask_large, asked, anew=large.kept.clear)
    beside = "naive icontains"
    return [
        Figure(
            f"Search, ten facets and radius, {SERVICES:,} services: p95", _p95(engine), "ms",
            at_most=10, peer=_p95(peer), peer_name=beside, note=f"{found[0]} of {QUESTIONS} found",
        ),
        Figure("the same: median", _median(engine), "ms", peer=_median(peer), peer_name=beside),
        Figure("Search as people ask: p95", _p95(usual), "ms", at_most=10,
               note=f"{found[1]} of {QUESTIONS} found"),
        Figure(f"Search, ten facets and radius, {MANY:,} services: p95", _p95(many), "ms"),
        Figure("the same: median", _median(many), "ms"),
        Figure(f"Search as people ask, {MANY:,} services: p95", _p95(many_usual), "ms"),
        Figure(f"Putting an index of {MANY:,} together", built, "s"),
    ]  # fmt: skip


def _asked(query: str) -> Any:
    from django.http import QueryDict

    from ertad.directory.search import question_from

    return question_from(QueryDict(query))


def _milliseconds(
    ask: Callable[[Any], object],
    questions: Sequence[Any],
    *,
    rounds: int = ROUNDS,
    anew: Callable[[], object] = lambda: None,
) -> list[list[float]]:
    """Times of each round; `anew` takes away what the round before has left in memory."""
    taken: list[list[float]] = []
    for _round in range(rounds):
        anew()
        ask(questions[0])
        gc.collect()
        times = []
        for question in questions:
            started = time.perf_counter()
            ask(question)
            times.append((time.perf_counter() - started) * 1000)
        taken.append(times)
    return taken


def _forget() -> None:
    from ertad.directory.search.current import forget_index

    forget_index()


def _p95(rounds: list[list[float]]) -> float:
    """The median round's."""
    return statistics.median(statistics.quantiles(times, n=20)[-1] for times in rounds)


def _median(rounds: list[list[float]]) -> float:
    return statistics.median(statistics.median(times) for times in rounds)


def _naive(question: Any) -> int:
    """What a plain Django view would do: joins, and one GROUP BY a facet. It knows no radius."""
    from django.db.models import Count, Q

    from ertad.directory.models import Service

    def chosen(skip: str = "") -> Any:
        rows = Service.objects.active()
        for word in question.words.split():
            wanted = Q()
            for column in ("name", "description"):
                for language in ("ka", "en", "fr"):
                    wanted |= Q(**{f"{column}_{language}__icontains": word})
            rows = rows.filter(wanted)
        for facet, (vocabulary, path) in PATHS.items():
            if facet != skip and (codes := question.chosen.get(facet)):
                of = {"attributes__term__vocabulary": vocabulary} if vocabulary else {}
                rows = rows.filter(**of, **{f"{path}__in": codes})
        return rows.distinct()

    total = chosen().count()
    for facet, (vocabulary, path) in PATHS.items():
        of = {"attributes__term__vocabulary": vocabulary} if vocabulary else {}
        counted = chosen(facet).filter(**of).order_by().values(path)
        list(counted.annotate(services=Count("pk", distinct=True)))
    list(chosen()[:20])
    return int(total)


PATHS: dict[str, tuple[str, str]] = {
    "type": ("service_type", "attributes__term__code"),
    "need": ("rnr_need", "attributes__term__code"),
    "group": ("target_group", "attributes__term__code"),
    "prevention": ("prevention_level", "attributes__term__code"),
    "place": ("", "areas__municipality"),
    "run_by": ("", "institution__kind"),
    "language": ("", "languages__code"),
    "places": ("", "places__state"),
    "cost": ("", "cost__kind"),
    "day": ("", "at_locations__schedules__day"),
}


def _enlarged(size: int) -> Any:
    """An index of that many: the documents of the directory over and over, with other words."""
    from ertad.directory.models import SearchEntry
    from ertad.directory.search.index import build_index, compiled
    from ertad.directory.search.lexicon import load_lexicon
    from ertad.directory.search.terms import TermTable

    draw = random.Random(SEED)
    models = list(SearchEntry.objects.order_by("pk").values_list("document", flat=True))
    table, documents, words = TermTable(), {}, {}
    while len(documents) < size:
        key = UUID(int=draw.getrandbits(128), version=4)
        model = draw.choice(models)
        said = {**model["words"], "name": [*model["words"]["name"], made_up_word(draw)]}
        at = [
            [place, town, latitude + draw.uniform(-0.3, 0.3), longitude, hidden]
            for place, town, latitude, longitude, hidden in model["at"]
        ]
        documents[key] = {**model, "words": said, "at": at}
        words[key] = compiled(documents[key], table)
    return build_index(1, documents, words, load_lexicon(), table)


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Search")))
