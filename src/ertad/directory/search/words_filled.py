"""The words of every entry at once, for a database that came by its entries in another way."""

from collections.abc import Callable
from itertools import islice

from django.db import transaction

from ertad.directory.models import DirectoryState, SearchEntry
from ertad.directory.search.words_written import kept_here, words_row, write_words

ENTRIES_A_BATCH = 2000


def fill_words(*, using: str, progress: Callable[[str, int, int], None]) -> None:
    """Write them, where this database keeps any; `progress` is told what, how many of how many."""
    if not kept_here(using):
        return
    version = DirectoryState.objects.using(using).values_list("version", flat=True).first() or 0
    entries = SearchEntry.objects.using(using)
    total, done = entries.count(), 0
    with transaction.atomic(using=using):
        rows = entries.order_by("pk").values_list("service_id", "document", "digest")
        found = rows.iterator(chunk_size=ENTRIES_A_BATCH)
        while batch := [words_row(*row) for row in islice(found, ENTRIES_A_BATCH)]:
            write_words(batch, version=version, using=using)
            done += len(batch)
            progress("Words for searching", done, total)
