"""Whatever is chosen on the page of the columns is refused there, or a mapping that can be used."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ertad.collection.lists.asking import mapping_of
from ertad.collection.lists.fields import KINDS, Kind, choices_of, fields_of
from ertad.collection.lists.mapping import as_plain
from ertad.collection.lists.mapping_file import mapping_from
from ertad.collection.screens.columns.form import ColumnsForm

FIELDS = sorted({"", "key", *(field for kind in KINDS for field in fields_of(kind))})
TITLES = ("Id", "Service 1", "Service 2", "Kind 1", "Kind 2", "Town", "Tel", "Open")

OFFERED = {"types": [("A", "Art")]}


def table(name: str, holds: str, fields: list[str]) -> dict[str, Any]:
    columns = [
        {"title": title, "field": field, "why": "title", "examples": ["x"], "old_font": []}
        for title, field in zip(TITLES, fields, strict=False)
    ]
    return {"name": name, "holds": holds, "rows": 1, "digest": name, "columns": columns}


kinds = st.sampled_from(["services", "places", "links", ""])
tables = st.lists(
    st.tuples(kinds, st.lists(st.sampled_from(FIELDS), min_size=1, max_size=len(TITLES))),
    min_size=1, max_size=3,
)  # fmt: skip


@given(guessed=tables, chosen=tables, shown=kinds)
def test_any_choice_is_refused_or_can_be_used(
    guessed: list[tuple[str, list[str]]], chosen: list[tuple[str, list[str]]], shown: str
) -> None:
    asked = [table(f"T{at}", holds, fields) for at, (holds, fields) in enumerate(guessed)]
    data: dict[str, str] = {}
    for at, (holds, fields) in enumerate(chosen):
        data |= {f"holds-{at}": holds, f"shown-{at}": holds if at else shown}
        data |= {f"column-{at}-{number}": field for number, field in enumerate(fields)}
    form = ColumnsForm({"tables": asked}, data | {"all-types": "A"}, offered=OFFERED)
    if form.turned or not form.is_valid():
        assert form.turned or form.errors
        assert form.shown()
        return
    mapping = mapping_of(form.tables, language="en", source="own-town", old_fonts="convert",
                         constants=form.constants())  # fmt: skip
    assert mapping_from(as_plain(mapping)) == mapping


def test_every_field_can_be_chosen_in_its_group() -> None:
    for kind in ("services", "places", "links"):
        held: Kind = kind  # type: ignore[assignment]
        groups = choices_of(held, tables=True)
        offered = [field for _title, fields in groups for field, _label in fields]
        assert set(offered) - {"key"} == fields_of(held) - {"institution"}
        assert len(offered) == len(set(offered))
        labels = [label for _title, fields in groups for _field, label in fields]
        assert not {label for label in labels if "_" in label}
        assert len(labels) == len(set(labels))
