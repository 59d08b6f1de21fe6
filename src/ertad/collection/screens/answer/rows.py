"""The cells of the grid: what they show, and what was typed into them, read as a workbook is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ertad.collection.answers.answered import Asked
from ertad.collection.answers.judging import Surroundings
from ertad.collection.checks import Severity, masked, told
from ertad.directory.record import Record
from ertad.directory.record.fields import PLACES
from ertad.directory.screens.edit_service.form import initial

STATES: tuple[tuple[str, str | Promise], ...] = (
    ("", "–"),
    ("same", pgettext_lazy("answer", "Correct")),
    ("changed", pgettext_lazy("answer", "Changed")),
    ("ended", pgettext_lazy("answer", "Ended")),
)
NEW: tuple[tuple[str, str | Promise], ...] = (("new", pgettext_lazy("answer", "New")),)
LONGEST = 2000
TITLES: Mapping[str, str | Promise] = {
    "name": _("Name of the service"), "places": _("Places"), "phones": _("Phone"),
    "min_age": _("From age"), "max_age": _("To age"), "how_to_enter": _("How to enter"),
    "state": _("State"),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """`value` is what is there now; `mine` what was typed and not taken, when both changed it."""

    key: str
    name: str
    title: str | Promise
    value: str
    choices: tuple[tuple[str, str | Promise], ...] = ()
    width: str = ""
    mine: str | None = None

    @property
    def shown(self) -> str:
        return self.value if self.mine is None else self.mine

    @property
    def theirs(self) -> str:
        """The value of the other, in words."""
        return str(dict(self.choices).get(self.value, self.value)) or "–"


@dataclass
class GridRow:
    """`notes`: errors of the answer in words."""

    asked: Asked
    cells: list[Cell]
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.asked.service_id)


def keys_of_cells() -> dict[str, str]:
    """Column -> record key, texts in the reader's language; the state has none."""
    language = (get_language() or "ka")[:2]
    return {
        "name": f"name_{language}", "places": "places", "phones": "phones", "min_age": "min_age",
        "max_age": "max_age", "how_to_enter": f"how_to_enter_{language}", "state": "",
    }  # fmt: skip


def grid_row(asked: Asked, around: Surroundings, mine: Mapping[str, str] | None = None) -> GridRow:
    """`mine`: column -> text that could not be taken, since another wrote into the same cell."""
    values = cell_values(asked, around)
    cells = [
        Cell(
            key, f"{key}-{asked.service_id}", TITLES[key], values[key], _choices(key, values[key]),
            "short" if key.endswith("_age") else "", (mine or {}).get(key),
        )
        for key in keys_of_cells()
    ]  # fmt: skip
    return GridRow(asked, cells, notes_of(asked))


def cell_values(asked: Asked, around: Surroundings) -> dict[str, str]:
    """Column -> text, as answered so far, else as the directory has it."""
    record = asked.record
    typed = asked.draft.typed if asked.draft else {}
    shown = initial(record, around.today, adding=False)
    values = {}
    for column, key in keys_of_cells().items():
        if column == "state":
            values[column] = asked.draft.answer if asked.draft else ""
        elif key in typed:
            values[column] = typed[key]
        else:
            value = "; ".join(shown[key].splitlines()) if key == "phones" else shown[key]
            values[column] = "" if value is None else " ".join(str(value).split())
    return values


def notes_of(asked: Asked) -> list[str]:
    found = asked.judged.findings if asked.judged else []
    errors = [told(each) for each in found if each["severity"] == Severity.ERROR]
    return [f"{words.message} {words.remedy}" for words in errors]


@dataclass(frozen=True)
class Written:
    """What a row says after it was typed into."""

    record: Record
    typed: dict[str, str]
    note: str = ""


def written(asked: Asked, cells: Mapping[str, str], around: Surroundings) -> Written:
    """`cells`: column -> text, of those that were changed. What cannot be read is kept as typed."""
    keys = keys_of_cells()
    record = dict(asked.record)
    typed = dict(asked.draft.typed) if asked.draft else {}
    for column, text in cells.items():
        key = keys[column]
        if column == "state":
            _state(record, asked, text, around)
            continue
        if column == "places":
            _places(record, text, around)
            continue
        value, readable = around.read(key, text)
        typed.pop(key, None)
        if readable:
            record[key] = value
        else:
            typed[key] = masked(text)[:300]
    return Written(record, typed, asked.draft.note if asked.draft else "")


def _state(record: dict[str, Any], asked: Asked, state: str, around: Surroundings) -> None:
    if state == "ended":
        record.update(status="ended", ended_on=around.today.isoformat())
    elif record["status"] == "ended" and asked.live:
        kept = asked.live.record
        record.update({key: kept[key] for key in ("status", "ended_on")})


def _places(record: dict[str, Any], state: str, around: Surroundings) -> None:
    if state in dict(PLACES):
        day = "" if state == "unknown" else around.today.isoformat()
        record.update(places=state, places_as_of=day)


def _choices(key: str, value: str) -> tuple[tuple[str, str | Promise], ...]:
    if key == "state":
        return NEW if value == "new" else STATES
    return PLACES if key == "places" else ()


def columns() -> Iterable[str | Promise]:
    return [TITLES[key] for key in keys_of_cells()]
