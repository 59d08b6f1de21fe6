"""Rows that people add to their sheets: new services, and services of others told once more."""

from ertad.collection.workbook.cells import phone_text
from ertad.collection.workbook.labels import Labels
from ertad.demo.sheets import FilledWorkbook
from ertad.directory.models import Location, Service
from ertad.directory.record import Record, read_record
from ertad.files.spreadsheets.workbook import Cell
from ertad.kernel.languages import said


def service_in(code: str, town: int, kind: str) -> tuple[Record, Location]:
    """A running service of an institution in a town, of the first type that begins with `kind`,
    with its place. Raises LookupError."""
    found = (
        Service.objects.active()
        .filter(
            institution__code=code,
            at_locations__location__municipality=f"example-{town}",
            attributes__term__vocabulary="service_type",
            attributes__term__code__startswith=kind,
        )
        .order_by("name_ka", "id")
        .first()
    )
    if found is None:
        raise LookupError(f"{code} gives no {kind} in {town}")
    record = read_record(found)
    return record, Location.objects.get(pk=record["at"][0]["location"])


def add_service(
    book: FilledWorkbook, labels: Labels, *, name: str, types: str, groups: str, town: str,
    **more: Cell,
) -> int:  # fmt: skip
    """Write a new service; `types` and `groups` are codes with ; between, said as labels."""
    return book.services.add(
        state=book.state("new"),
        name=name,
        types=_said(book, labels, "service_type", types),
        target_groups=_said(book, labels, "target_group", groups),
        serves=_said(book, labels, "municipality", town),
        **more,
    )


def tell_again(
    book: FilledWorkbook, labels: Labels, service: Record, place: Location | None, *, name: str,
    **more: Cell,
) -> int:  # fmt: skip
    """Write somebody else's service as one hears of it: other spelling, its phone, its street."""
    values: dict[str, Cell] = {
        "description": said(service, "description", "ka").text,
        "phones": "; ".join(phone_text(phone) for phone in service["phones"]),
        "min_age": service["min_age"],
        "max_age": service["max_age"],
    }
    if place is not None:
        shown = f"{name}, ოთახი"
        book.places.add(
            place_name=shown,
            address=place.address_ka,
            municipality=_said(book, labels, "municipality", place.municipality_id or ""),
        )
        values["at"] = shown
    return add_service(
        book, labels, name=name, types=";".join(service["types"]),
        groups=";".join(service["target_groups"]), town=";".join(service["serves"]),
        **(values | more),
    )  # fmt: skip


def _said(book: FilledWorkbook, labels: Labels, name: str, codes: str) -> str:
    return "; ".join(labels.said(name, code, book.language) for code in codes.split(";") if code)
