"""Pairs as a list, with what both records are called: those decided, and those to glance at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.core.paginator import Page, Paginator

from ertad.collection.models import Pair, SourceRow
from ertad.directory.models import Service
from ertad.kernel.languages import Said, said

Which = Literal["proposed", "answered"]


@dataclass(frozen=True)
class PairLine:
    pair: Pair
    left: Said
    right: Said


@dataclass(frozen=True)
class PairsList:
    lines: list[PairLine]
    page: Page[Pair]


def pairs_list(
    user: object, which: Which, *, number: int | str | None = 1, a_page: int = 50
) -> PairsList:
    """`proposed`: decided by the engine, not looked at yet; `answered`: by a person, newest first.

    A constant number of queries.
    """
    pairs = Pair.objects.visible_to(user).exclude(answer=Pair.Answer.OPEN)
    if which == "proposed":
        pairs = pairs.filter(answered_by=None, merge_id=None).order_by("score", "id")
    else:
        pairs = pairs.exclude(answered_by=None).order_by("-answered_at", "id")
    page = Paginator(pairs.select_related("left_institution", "right_institution"), a_page)
    shown = page.get_page(number)
    names = _names({key for pair in shown for key in (pair.left, pair.right)})
    nothing = Said("", "")
    lines = [
        PairLine(pair, names.get(pair.left, nothing), names.get(pair.right, nothing))
        for pair in shown
    ]
    return PairsList(lines, shown)


def _names(ids: Iterable[UUID]) -> dict[UUID, Said]:
    """Of services of the directory, and of rows under review; two queries."""
    wanted = set(ids)
    rows = SourceRow.objects.filter(service_id__in=wanted).exclude(record=None)
    found = {
        key: said(record, "name")
        for key, record in rows.values_list("service_id", "record")
        if record
    }
    services = Service.objects.filter(pk__in=wanted)
    for service in services.only("id", "name_ka", "name_en", "name_fr"):
        found[service.pk] = said(service, "name")
    return found
