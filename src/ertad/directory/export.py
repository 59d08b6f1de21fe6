"""The public directory as one table: every active service as an anonymous reader sees it."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.directory.models import Location, Service
from ertad.directory.record import FIELDS, Field, Record, read_records, shown_to
from ertad.directory.search.lexicon import VOCABULARY_OF, Lexicon, load_lexicon
from ertad.files.spreadsheets.writing import Column, SheetPlan, write_csv, write_workbook
from ertad.kernel.languages import said
from ertad.people.models import Institution

NOBODY = None
"""The reader: whoever holds the file may pass it on."""
LEFT_OUT = frozenset({"programme", "status", "ended_on"})
SERVICES_AT_A_TIME = 2000
WIDE = frozenset({"long_text", "lines", "at"})

Row = list[str | int]


def export_xlsx(language: str) -> bytes:
    """An xlsx file with titles and labels in `language`; nothing in it is a formula."""
    with override(language):
        columns = [
            Column(title, width=40 if field and field.kind in WIDE else 20, as_typed=True)
            for title, field in _columns()
        ]
        plan = SheetPlan(_("Services"), columns, list(rows(language)), room=0)
        return write_workbook([plan], title=_("Directory of services"))


def export_csv(language: str) -> bytes:
    """The same as CSV; a cell that would be a formula is written as text."""
    with override(language):
        titles = [title for title, _field in _columns()]
        return write_csv([titles, *rows(language)])


def _columns() -> Iterator[tuple[str, Field | None]]:
    yield "id", None
    for field in _fields():
        for key in field.record_keys():
            suffix = f" ({key[-2:]})" if field.translated else ""
            yield f"{field.label}{suffix}", field
    yield _("Last confirmed"), None
    yield _("Sample, as of"), None
    yield _("Invented for this demonstration"), None


def _fields() -> list[Field]:
    return [f for f in FIELDS if f.key not in LEFT_OUT and not f.specialists_only]


def rows(language: str) -> Iterator[Row]:
    """One row a service, in the order of their ids."""
    lexicon = load_lexicon()
    institutions = {
        row.pk: said(row, "name", language).text for row in Institution.objects.visible_to(NOBODY)
    }
    services = Service.objects.visible_to(NOBODY).active().order_by("pk")
    ids = list(services.values_list("pk", flat=True))
    for start in range(0, len(ids), SERVICES_AT_A_TIME):
        batch = ids[start : start + SERVICES_AT_A_TIME]
        records = read_records(batch)
        places = _places(records.values(), language)
        for service in services.filter(pk__in=batch):
            record = shown_to(NOBODY, records[service.pk])
            row: Row = [str(service.pk)]
            for field in _fields():
                for key in field.record_keys():
                    if field.key == "institution":
                        row.append(institutions.get(UUID(record["institution"]), ""))
                    elif field.key == "at":
                        row.append(_at(record, places))
                    else:
                        row.append(_cell(field, record[key], lexicon, language))
            row.append(service.assured_on.isoformat() if service.assured_on else "")
            row.append(service.sample_as_of)
            row.append(_("yes") if service.invented else "")
            yield row


def _places(records: Iterable[Record], language: str) -> dict[str, str]:
    """Location id -> where it is, for those that are no secret."""
    wanted = {place["location"] for record in records for place in record["at"]}
    found: dict[str, str] = {}
    ids = sorted(wanted)
    for start in range(0, len(ids), SERVICES_AT_A_TIME):
        for place in (
            Location.objects.visible_to(NOBODY)
            .filter(pk__in=ids[start : start + SERVICES_AT_A_TIME])
            .select_related("municipality")
        ):
            town = place.municipality
            parts = [said(town, "name", language).text if town else place.country]
            parts += [said(place, name, language).text for name in ("address", "name")]
            found[str(place.pk)] = ", ".join(part for part in parts if part)
    return found


def _at(record: Record, places: dict[str, str]) -> str:
    """Each place with its hours on a line; a confidential one says only that it is."""
    lines = []
    for place in record["at"]:
        where = "" if record["confidential"] else places.get(place["location"], "")
        hours = ", ".join(f"{day} {opens}–{closes}" for day, opens, closes in place["hours"])
        where = where or _("confidential address")
        lines.append(f"{where}{': ' if hours else ''}{hours}")
    return "\n".join(lines)


def _cell(field: Field, value: object, lexicon: Lexicon, language: str) -> str | int:
    """A value as a person reads it; several are separated by `;`."""
    facet = next((f for f, name in VOCABULARY_OF.items() if name == field.vocabulary), "")
    match value:
        case bool():
            return _("yes") if value else _("no")
        case int():
            return value
        case None | "" | []:
            return ""
        case list() if facet or field.kind == "municipalities":
            return "; ".join(lexicon.label(facet or "place", code, language) for code in value)
        case list():
            return "; ".join(str(each) for each in value)
        case str() if facet:
            return lexicon.label(facet, value, language)
        case str() if field.choices:
            return str(dict(field.choices).get(value, value))
    return str(value)
