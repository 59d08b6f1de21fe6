"""The hours of a row: free text, or wide columns such as "Mon open" and "Mon close"."""

from dataclasses import dataclass, field
from itertools import pairwise

from ertad.collection.checks import Spot, masked
from ertad.collection.lists.fields import HOURS
from ertad.collection.lists.rows import ListRow
from ertad.directory.record.fields import WEEK, in_week_order
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.values.hours import HoursRead, hours


@dataclass
class Opening:
    """`spans` as a record keeps them; `kept` is what could not become hours, to be kept as text."""

    spans: list[list[str]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.spans or self.kept)


def opening_of(row: ListRow) -> Opening:
    """What all columns of the row together say about hours."""
    found = Opening()
    if not any(name in row.cells for name in HOURS):
        return found
    _add(found, hours(values.as_text(row.cells.get("hours"))), "hours")
    for day in WEEK:
        name = f"hours_{day.lower()}"
        if text := values.as_text(row.cells.get(name)):
            _add(found, hours(text, day=day), name, f"{day} {text}")
        _from_to(found, row, day)
    found.spans = in_week_order(found.spans)
    for one, two in pairwise(found.spans):
        if one[0] == two[0] and two[1] < one[2]:
            told = {"text": _said(found.spans), "detail": f"{one[0]} {one[1]}–{one[2]}, {two[1]}"}
            found.spots.append(Spot("hours_contradict", "hours", told))
            found.kept.append(_said(found.spans))
            found.spans = []
            break
    return found


def _add(found: Opening, read: HoursRead, name: str, text: str = "") -> None:
    found.spans += [span for span in read.spans if span not in found.spans]
    if read.kept:
        kept = masked(text or read.kept)
        found.kept.append(kept)
        told = {"text": kept[:200], "detail": read.detail}
        found.spots.append(Spot(read.code or "hours_not_read", name, told))


def _from_to(found: Opening, row: ListRow, day: str) -> None:
    names = f"opens_{day.lower()}", f"closes_{day.lower()}"
    texts = [values.as_text(row.cells.get(name)) for name in names]
    if not any(texts):
        return
    times = [values.time_of_day(row.cells.get(name))[0] for name in names]
    if all(times) and times[0] < times[1]:  # type: ignore[operator]
        span = [day, f"{times[0]:%H:%M}", f"{times[1]:%H:%M}"]
        if span not in found.spans:
            found.spans.append(span)
        return
    said = {hours(text, day=day).code for text in texts if text}
    if said <= {None} and not any(times):  # "closed" in both cells
        return
    code = "hours_contradict" if all(times) else "hours_not_read"
    text = masked(f"{day} {'–'.join(texts)}")
    found.kept.append(text)
    detail = "–".join(texts)
    found.spots.append(Spot(code, names[0], {"text": text[:200], "detail": detail}))


def _said(spans: list[list[str]]) -> str:
    return ", ".join(f"{day} {opens}–{closes}" for day, opens, closes in spans)
