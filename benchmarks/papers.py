"""How long a paper takes from the request to its last byte, made anew each time.

    python -m benchmarks.papers

Eight services and twenty-four, in one language and in three; the council's table beside them. A
PDF is made in a process of its own, so its start is in the figure.
"""

import statistics
import time
from collections.abc import Iterable
from uuid import UUID

from benchmarks.figures import Figure, print_figures
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
            yield Figure(f"Leaflet, {who}, {words}", _median(address), "s", at_most=3)
        address = f"/ka/people/institution/{key}/profile.pdf"
        yield Figure(f"Profile, {who}", _median(address), "s", at_most=3)


def _tables(town: str) -> Iterable[Figure]:
    for kind in ("docx", "xlsx"):
        address = f"/ka/people/municipality/{town}/council.{kind}"
        yield Figure(f"Council's table, {kind}", _median(address), "s", at_most=3)


def _median(address: str) -> float:
    from django.test import Client

    from ertad.files.papers.kept import forget_papers

    client, taken = Client(SERVER_NAME="localhost"), []
    for _time in range(TIMES):
        forget_papers()
        begun = time.perf_counter()
        response = client.get(address)
        taken.append(time.perf_counter() - begun)
        assert response.status_code == 200, f"{address}: {response.status_code}"
    return statistics.median(taken)


if __name__ == "__main__":
    raise SystemExit(print_figures(figures(), "Papers"))
