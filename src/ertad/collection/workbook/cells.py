"""What a workbook writes into a cell for a value: the same text decides later if it was touched."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

import phonenumbers

from ertad.collection.workbook.columns import Column
from ertad.collection.workbook.labels import Labels, list_name
from ertad.directory.record import Record
from ertad.kernel.languages import said

Cell = str | int | date | time | None


def service_cell(
    record: Record,
    column: Column,
    labels: Labels,
    language: str,
    names: Mapping[str, str],
) -> Cell:
    """The cell of a service; `names`: location or programme id -> its name in the workbook."""
    if column.key == "at":
        return "; ".join(names[at["location"]] for at in record["at"] if at["location"] in names)
    if column.field is None:
        return None
    value = record[column.key]
    name = list_name(column.field)
    match column.field.kind:
        case "terms" | "municipalities" | "languages":
            return "; ".join(labels.said(name, code, language) for code in value)
        case "term" | "choice":
            return labels.said(name, value, language) if value else ""
        case "yes_no":
            return labels.said(name, "yes" if value else "no", language)
        case "number":
            return None if value is None else int(value)
        case "day":
            return date.fromisoformat(value) if value else None
        case "phones":
            return "; ".join(phone_text(phone) for phone in value)
        case "id":
            return names.get(value, "")
        case _:
            return own_text(record, column, language)


def own_text(record: Mapping[str, Any], column: Column, language: str) -> str:
    """A text; in the workbook's own language what another language says stands in for none."""
    if column.language == language and column.field is not None:
        return said(record, column.field.key, language).text
    return str(record[column.key])


def place_cell(place: Mapping[str, Any], key: str, labels: Labels, language: str) -> Cell:
    """The cell of a place; `place` as in `workbook.base.place_record`."""
    match key:
        case "place_name":
            return said(place, "name", language).text
        case "address":
            return said(place, "address", language).text
        case "municipality":
            return labels.said("municipality", place["municipality"], language)
        case _:
            return labels.said("yes_no", "yes" if place["confidential"] else "no", language)


def phone_text(phone: str) -> str:
    """`+995322000001;ext=2` as people write it: `+995 32 200 00 01 ext. 2`."""
    number, _sep, extension = phone.partition(";ext=")
    try:
        text = phonenumbers.format_number(
            phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
    except phonenumbers.NumberParseException:
        text = number
    return f"{text} ext. {extension}" if extension else text


def place_names(places: Mapping[str, Mapping[str, Any]], language: str) -> dict[str, str]:
    """Location id -> a name that no other place of the institution has in the workbook."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key, place in places.items():
        told = said(place, "name", language).text or said(place, "address", language).text or "?"
        names[key] = _distinct(told.replace(";", ","), said(place, "address", language).text, taken)
    return names


def service_names(records: Mapping[str, Record], language: str) -> dict[str, str]:
    """Service id -> its name as the Hours sheet refers to it; equal names stay equal."""
    return {key: said(record, "name", language).text for key, record in records.items()}


def _distinct(name: str, address: str, taken: set[str]) -> str:
    for candidate in _candidates(name, address):
        if candidate.casefold() not in taken:
            taken.add(candidate.casefold())
            return candidate
    raise AssertionError("candidates never end")


def _candidates(name: str, address: str) -> Iterable[str]:
    yield name
    if address and address != name:
        yield f"{name}, {address.replace(';', ',')}"
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1
