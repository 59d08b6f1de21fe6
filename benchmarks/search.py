"""The search engine alone: ten facets, a place and a radius, in one process, on both databases.

    python -m benchmarks.search

With everything that a page's search does, the look at the directory's version among it. At 5,000
services the words are in memory on either database; at 100,000 PostgreSQL is the engine. The peer
asks the database naively: `icontains` on the three names and descriptions, the same filters as
joins, one count a facet value.
"""

import gc
import multiprocessing
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from tools.postgres import cluster

from benchmarks.enlarging import enlarge
from benchmarks.figures import Figure, print_figures
from benchmarks.invented_directory import SEED, directory
from benchmarks.questions import as_asked, occurring, with_all_facets

SERVICES, MANY = 5_000, 100_000
QUESTIONS = 400
ROUNDS = 3
PEER_QUESTIONS = 12

Times = list[list[float]]


@dataclass(frozen=True)
class Measured:
    """Times of each round in ms; `built`: seconds for an index from nothing, `after_edit`: after
    one service was changed; `memory`: MB that the index adds to the process."""

    facets: Times
    usual: Times
    found: tuple[int, int]
    built: float
    after_edit: float
    memory: float


def figures() -> list[Figure]:
    few, many, peer = _in_own_process("")
    with cluster() as url:
        few_there, many_there, _none = _in_own_process(url)
    beside, sqlite = "naive icontains", "on SQLite"
    return [
        Figure(
            f"Search, ten facets and radius, {SERVICES:,} services: p95", _p95(few.facets), "ms",
            at_most=10, peer=_p95(peer), peer_name=beside,
            note=f"{few.found[0]} of {QUESTIONS} found",
        ),
        Figure("the same: median", _median(few.facets), "ms", peer=_median(peer), peer_name=beside),
        Figure("the same on PostgreSQL: p95", _p95(few_there.facets), "ms", at_most=10,
               peer=_p95(few.facets), peer_name=sqlite),
        Figure("Search as people ask: p95", _p95(few.usual), "ms", at_most=10,
               note=f"{few.found[1]} of {QUESTIONS} found"),
        Figure("the same on PostgreSQL: p95", _p95(few_there.usual), "ms", at_most=10,
               peer=_p95(few.usual), peer_name=sqlite),
        *_large(many, many_there, sqlite),
    ]  # fmt: skip


def _large(here: Measured, there: Measured, sqlite: str) -> list[Figure]:
    """PostgreSQL in the rows, SQLite beside it."""
    rows: list[tuple[str, Callable[[Measured], float], str]] = [
        (f"PostgreSQL, {MANY:,} services, ten facets: p95", lambda m: _p95(m.facets), "ms"),
        ("the same: median", lambda m: _median(m.facets), "ms"),
        (f"PostgreSQL, {MANY:,} services, as people ask: p95", lambda m: _p95(m.usual), "ms"),
        ("the same: median", lambda m: _median(m.usual), "ms"),
        ("the same: index from nothing, in each process", lambda m: m.built, "s"),
        ("the same: first search after an edit", lambda m: m.after_edit, "s"),
        ("the same: memory of the index, in each process", lambda m: m.memory, "MB"),
    ]  # fmt: skip
    return [
        Figure(name, measured(there), unit, peer=measured(here), peer_name=sqlite)
        for name, measured, unit in rows
    ]


def _in_own_process(url: str) -> tuple[Measured, Measured, Times]:
    """Django is set up for one database a process."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as own:
        return own.submit(measured_on, url).result()


def measured_on(url: str) -> tuple[Measured, Measured, Times]:
    """Few services, many, and the naive peer among the few (on SQLite only)."""
    with directory(SERVICES, url):
        from django.utils import translation

        with translation.override("ka"):
            few = _measured()
            peer = [] if url else _milliseconds(_naive, _questions()[0][:PEER_QUESTIONS], rounds=1)
            enlarge(MANY)
            return few, _measured(), peer


def _questions() -> tuple[list[Any], list[Any]]:
    """With all facets, and as people ask."""
    draw = random.Random(SEED)
    codes = occurring()
    all_facets = [_asked(with_all_facets(draw, codes)) for _ in range(QUESTIONS)]
    return all_facets, [_asked(as_asked(draw, codes)) for _ in range(QUESTIONS)]


def _measured() -> Measured:
    from ertad.directory.search import search
    from ertad.directory.search.current import current_index, forget_index
    from ertad.kernel.clock import local_day, now

    def forget() -> None:
        forget_index(with_words=True)

    forget()
    gc.collect()
    before = _megabytes()
    started = time.perf_counter()
    current_index()
    built = time.perf_counter() - started
    memory = _megabytes() - before
    all_facets, usual = _questions()
    today = local_day(now())

    def ask(question: Any) -> Any:
        return search(question, user=None, today=today)

    def nothing_kept() -> None:
        """What the round before has left is forgotten; the index itself need not be read anew."""
        index = current_index()
        index.kept.clear()
        vars(index.words).get("_found", {}).clear()

    found = tuple(sum(ask(q).total > 0 for q in some) for some in (all_facets, usual))
    measured = [_milliseconds(ask, some, anew=nothing_kept) for some in (all_facets, usual)]
    return Measured(
        measured[0], measured[1], (found[0], found[1]), built, _after_edit(ask, usual[0]), memory
    )


def _after_edit(ask: Callable[[Any], Any], question: Any) -> float:
    """Seconds of the first search after one service was confirmed anew."""
    from datetime import timedelta

    from ertad.audit.trail import traced
    from ertad.directory.models import Service
    from ertad.directory.record import Change, read_records, save_records
    from ertad.kernel.actor import SYSTEM
    from ertad.kernel.clock import local_day, now

    taken = []
    for days in range(1, ROUNDS + 1):
        key = Service.objects.active().order_by("pk").values_list("pk", flat=True)[0]
        with traced("demo.services", by=SYSTEM, at=now()) as trace:
            day = local_day(now()) - timedelta(days=days)
            save_records(trace, [Change(key, read_records([key])[key], assured_on=day)], at=now())
        started = time.perf_counter()
        ask(question)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def _megabytes() -> float:
    """What this process holds in memory."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


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


if __name__ == "__main__":
    raise SystemExit(bool(print_figures(figures(), "Search")))
