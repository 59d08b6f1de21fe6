"""Many more services at once: copies of those there, each with a word and a place of its own.

They have no addresses, telephones or revisions, only what search reads: enough for its figures.
"""

import random
from typing import Any
from uuid import UUID

from benchmarks.invented_directory import SEED, made_up_word

AT_ONCE = 5_000


def enlarge(size: int) -> None:
    """Copy services and their search entries until there are `size`, through the bulk writer."""
    from django.db import connection, transaction

    from ertad.directory.models import SearchEntry, Service
    from ertad.kernel.clock import now

    draw = random.Random(SEED + 1)
    models = [
        (service, document)
        for service, document in zip(
            Service.objects.active().order_by("pk"),
            SearchEntry.objects.order_by("pk").values_list("document", flat=True),
            strict=True,
        )
    ]
    missing = size - len(models)
    while missing > 0:
        batch = [_copy(draw, *draw.choice(models)) for _ in range(min(AT_ONCE, missing))]
        with transaction.atomic():
            _write(batch, now())
        missing -= len(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(draw: random.Random, service: Any, document: Any) -> tuple[Any, Any]:
    service.pk = UUID(int=draw.getrandbits(128), version=4)
    said = {**document["words"], "name": [*document["words"]["name"], made_up_word(draw)]}
    at = [
        [place, town, latitude + draw.uniform(-0.3, 0.3), longitude, hidden]
        for place, town, latitude, longitude, hidden in document["at"]
    ]
    row = tuple(getattr(service, field.attname) for field in service._meta.concrete_fields)
    return row, (service.pk, {**document, "words": said, "at": at})


def _write(batch: list[tuple[Any, Any]], at: Any) -> None:
    from ertad.directory.models import SearchEntry, Service
    from ertad.directory.record.writing import ALL_COLUMNS, raise_version
    from ertad.directory.search.entries import digest
    from ertad.directory.search.ready import COLUMNS, ReadyEntries, write_ready
    from ertad.directory.search.words_written import kept_here, words_row
    from ertad.kernel import bulk

    bulk.insert(Service, ALL_COLUMNS, bulk.ready(Service, ALL_COLUMNS, [row for row, _ in batch]))
    entries = [(key, document, digest(document)) for _, (key, document) in batch]
    words = [words_row(*entry) for entry in entries] if kept_here() else []
    ids = [key for key, _document, _mark in entries]
    ready = ReadyEntries(ids, bulk.ready(SearchEntry, COLUMNS, entries), words)
    write_ready(ready, version=raise_version(at), new=frozenset(ids))
