"""Which service of the directory a row is about: by its hidden id, else by its name."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from ertad.collection.checks import Spot, masked
from ertad.collection.staging.known import Known
from ertad.collection.staging.places import language_of
from ertad.collection.workbook.columns import TRANSLATED
from ertad.directory.record import Record
from ertad.engines.script import name_key
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.tables import Table, TableRow
from ertad.kernel.languages import LANGUAGES, said

HIDDEN = ("service_id", "base_version")


@dataclass
class ServiceRow:
    """A row of the Services sheet and the service that it is about.

    `told_id` is the service of which the workbook told in this row: another than `service_id` when
    the two became one since; `other_row`: that of the one it became, when it is in the sheet too.
    `base_version` is that of the workbook; `current` is None for a service that is new.
    """

    number: int
    cells: TableRow
    service_id: str
    name: str
    told_id: str = ""
    base_version: int | None = None
    current: Record | None = None
    version: int | None = None
    by_name: bool = False
    other_row: int | None = None
    wrong: list[Spot] = field(default_factory=list)


def service_rows(table: Table, known: Known) -> list[ServiceRow]:
    """The rows that say something; a row of which only the hidden ids are left says nothing."""
    rows = [row for row in table.rows if _says_something(row)]
    told = Counter(_hidden_id(row) for row in rows)
    first: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        first[_hidden_id(row)].append(row.number)
    claimed = {key for key in told if key in known.services}
    found = []
    unnamed: Counter[str] = Counter()
    for row in rows:
        key = _hidden_id(row)
        service = ServiceRow(row.number, row, "", _name_in(row))
        if key:
            _by_id(service, key, known)
            if told[key] > 1:
                other = next(number for number in first[key] if number != row.number)
                service.wrong.append(Spot("id_twice", "name", {"other": other}))
        else:
            _by_name(service, known, claimed, unnamed)
        service.told_id = (key in known.services and key) or service.service_id
        found.append(service)
    own = {each.told_id: each.number for each in found if each.told_id == each.service_id}
    for each in found:
        each.other_row = own.get(each.service_id) if each.told_id != each.service_id else None
    return found


def _says_something(row: TableRow) -> bool:
    texts = (values.as_text(cell) for key, cell in row.values.items() if key not in HIDDEN)
    return any(texts)


def _hidden_id(row: TableRow) -> str:
    return values.as_text(row.values.get("service_id")).casefold()


def _name_in(row: TableRow) -> str:
    keys = ("name", *(f"name_{lang}" for lang in LANGUAGES))
    return next((text for key in keys if (text := values.as_text(row.values.get(key)))), "")


def _by_id(service: ServiceRow, key: str, known: Known) -> None:
    service.service_id = key
    there = known.services.get(key)
    if there is None:
        service.service_id = str(uuid5(UUID(known.institution_id), f"unknown|{key}"))
        service.wrong.append(Spot("id_unknown", "name"))
        return
    while there.merged_into and there.merged_into in known.services:
        service.service_id = there.merged_into
        there = known.services[there.merged_into]
    if service.service_id != key:
        told = {"name": said(there.record, "name").text}
        service.wrong.append(Spot("merged_into", "name", told))
    if there.record["institution"] != known.institution_id:
        told = {"name": known.institution_name(there.record["institution"])}
        service.wrong.append(Spot("id_of_another", "name", told))
    version, _code = values.whole_number(service.cells.values.get("base_version"))
    service.base_version = version
    service.current, service.version = there.record, there.version


def _by_name(service: ServiceRow, known: Known, claimed: set[str], unnamed: Counter[str]) -> None:
    folded = name_key(service.name)
    candidates = [key for key in known.by_name.get(folded, []) if key not in claimed]
    number = unnamed[folded]
    unnamed[folded] += 1
    fresh = new_id(known, service, folded, number)
    if len(candidates) > 1 and fresh in candidates:
        candidates = [fresh]
    if len(candidates) == 1:
        key = candidates[0]
        claimed.add(key)
        service.service_id, service.by_name = key, True
        service.current, service.version = known.services[key].record, known.services[key].version
        service.wrong.append(Spot("matched_by_name", "name"))
        return
    service.service_id = fresh
    if len(candidates) > 1:
        service.wrong.append(Spot("name_unclear", "name", {"text": masked(service.name)[:80]}))
    elif ended := known.ended.get(folded):
        day = known.services[ended].record["ended_on"]
        service.wrong.append(Spot("ended_before", "name", {"day": day or "…"}))


def new_id(known: Known, service: ServiceRow, folded: str, number: int) -> str:
    """The id that a new service gets: the same each time the same list is checked."""
    text = f"{folded}|{number}" if folded else f"row|{service.number}"
    text = known.listed_ids.get(service.number, text)
    key = str(uuid5(UUID(known.institution_id), text))
    there = known.services.get(key)
    while there is not None and there.record["status"] != "active":
        text += "|again"
        key = str(uuid5(UUID(known.institution_id), text))
        there = known.services.get(key)
    return key


def record_keys(columns: Mapping[str, int], language: str, issued: bool) -> dict[str, str]:
    """Column key -> record key; "" for a text whose language its letters must tell."""
    keys = {}
    for key in columns:
        if key in TRANSLATED:
            keys[key] = f"{key}_{language}" if issued else ""
        else:
            keys[key] = key
    return keys


def told_key(key: str, text: str, language: str, *, old_fonts: bool = True) -> str:
    """`name` -> `name_ka` by the letters of the text."""
    return f"{key}_{language_of(text, language, old_fonts=old_fonts)}"
