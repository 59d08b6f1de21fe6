"""How long a paper takes from the request to its last byte, made anew each time.

    python -m benchmarks.papers

Eight services and twenty-four, in one language and in three; the council's table beside them. A
PDF is made in a process of its own, so its start is in the figure.
"""

import os
import statistics
import time
from collections.abc import Iterable
from uuid import UUID

from benchmarks.figures import Figure, number, print_figures
from benchmarks.invented_directory import directory

SERVICES = 5_000
TIMES = 5


def figures() -> list[Figure]:
    with directory(SERVICES):
        from ertad.files.papers import pdf_available

        few, many, town = _institutions()
        found = list(_papers(few, many)) if pdf_available() else []
        return [*found, *_tables(town)]


def _institutions() -> tuple[UUID, UUID, str]:
    """One with about eight running services, one with the most; and a municipality."""
    from django.db.models import Count, Q

    from ertad.directory.models import ServiceArea
    from ertad.people.models import Institution

    running = Count("services", filter=Q(services__status="active"))
    counted = Institution.objects.annotate(number=running).filter(number__gt=0)
    sizes = list(counted.order_by("number").values_list("pk", "number"))
    few = min(sizes, key=lambda each: abs(each[1] - 8))[0]
    areas = ServiceArea.objects.values_list("municipality").annotate(number=Count("id"))
    return few, sizes[-1][0], areas.order_by("-number")[0][0]


def _papers(few: UUID, many: UUID) -> Iterable[Figure]:
    for who, key in (("about 8 services", few), ("most services", many)):
        for words, query in (("one language", ""), ("three languages", "?in=ka&in=en&in=fr")):
            address = f"/ka/people/institution/{key}/leaflet.pdf{query}"
            yield _timed(f"Leaflet, {who}, {words}", address)
        address = f"/ka/people/institution/{key}/profile.pdf"
        yield _timed(f"Profile, {who}", address)


def _tables(town: str) -> Iterable[Figure]:
    for kind in ("docx", "xlsx"):
        address = f"/ka/people/municipality/{town}/council.{kind}"
        yield _timed(f"Council's table, {kind}", address)


def _timed(name: str, address: str) -> Figure:
    """Medians; on a machine with other work the processor's time says what it would be without."""
    from django.test import Client

    from ertad.files.papers.kept import forget_papers

    client, taken, used = Client(SERVER_NAME="localhost"), [], []
    for _time in range(TIMES):
        forget_papers()
        begun, processor = time.perf_counter(), _processor()
        response = client.get(address)
        taken.append(time.perf_counter() - begun)
        used.append(_processor() - processor)
        assert response.status_code == 200, f"{address}: {response.status_code}"
    note = f"processor {number(statistics.median(used))} s"
    return Figure(name, statistics.median(taken), "s", at_most=3, note=note)


def _processor() -> float:
    """Seconds of the processor, of this process and of those it started."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    raise SystemExit(print_figures(figures(), "Papers"))
