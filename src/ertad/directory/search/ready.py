"""Search entries made before the transaction that writes them: a publication has thousands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ertad.directory.models import Location, SearchEntry, Service
from ertad.directory.models.services import Status
from ertad.directory.record.fields import Record
from ertad.directory.search.entries import Surroundings, digest, document_of
from ertad.directory.search.words_written import WordsRow, kept_here, words_row, write_words
from ertad.kernel import bulk

COLUMNS = ("service_id", "document", "digest")


@dataclass(frozen=True)
class ReadyEntries:
    """Rows of `COLUMNS` for the active ones of `services`; the others will have no entry."""

    services: Sequence[UUID]
    rows: Sequence[bulk.Row]
    words: Sequence[WordsRow] = ()


def ready_entries(
    found: Iterable[tuple[Service, Record]], *, places: Mapping[str, Location] | None = None
) -> ReadyEntries:
    """`found`: each service as it will be, and its record. `places`: those not written yet."""
    pairs = list(found)
    around = Surroundings.around([record for _service, record in pairs])
    around.locations.update(places or {})
    rows = []
    words = []
    for service, record in pairs:
        if service.status != Status.ACTIVE:
            continue
        document = document_of(record, around)
        document["assured_on"] = service.assured_on.isoformat() if service.assured_on else ""
        document["sample"] = bool(service.sample_as_of)
        mark = digest(document)
        rows.append((service.pk, document, mark))
        if kept_here():
            words.append(words_row(service.pk, document, mark))
    ids = [service.pk for service, _record in pairs]
    return ReadyEntries(ids, bulk.ready(SearchEntry, COLUMNS, rows), words)


def write_ready(entries: ReadyEntries, *, version: int, new: frozenset[UUID] = frozenset()) -> None:
    """Put them in place; `new` services had no entry before."""
    bulk.delete(SearchEntry, "service_id", [key for key in entries.services if key not in new])
    bulk.insert(SearchEntry, (*COLUMNS, "version"), [(*row, version) for row in entries.rows])
    kept = {row.service_id for row in entries.words}
    gone = [key for key in entries.services if key not in kept and key not in new]
    write_words(entries.words, gone=gone, new=new, version=version)
