"""Every model and field, with its privacy class and meaning."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from tools.reference.writing import table

MEANINGS = Path(__file__).resolve().parents[2] / "docs" / "fields"
Meanings = dict[tuple[str, str], str]


def page() -> str:
    meanings = meanings_of_fields()
    text = [
        "# Data",
        "",
        "Every model and field, who may see it, and what it means.",
        "",
        "Public: anyone who may see the record. Internal: about work, for members of the network."
        " Personal: about an identifiable person. Nothing here holds special-category data.",
    ]
    for model in our_models():
        text += [
            "",
            f"## {model._meta.label}",
            "",
            described(model),
            "",
            table(("Field", "Kind", "Privacy", "Meaning"), _rows(model, meanings)).rstrip(),
        ]
    return "\n".join(text) + "\n"


def our_models() -> list[type[models.Model]]:
    """By room and name."""
    ours = (m for m in apps.get_models() if m.__module__.startswith("ertad."))
    return sorted(ours, key=lambda model: model._meta.label)


def described(model: type[models.Model]) -> str:
    """The model's docstring; empty when it has none (Django then makes one up)."""
    doc = model.__doc__ or ""
    return "" if doc.startswith(f"{model.__name__}(") else " ".join(doc.split())


def fields_of(model: type[models.Model]) -> list[models.Field]:
    return [*model._meta.fields, *model._meta.many_to_many]


def meanings_of_fields() -> Meanings:
    """(model label or "*", field) -> meaning, from docs/fields."""
    found: Meanings = {}
    for path in sorted(MEANINGS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["model"], row["field"]] = row["meaning"]
    return found


def meaning(model: type[models.Model], field: models.Field, meanings: Meanings) -> str:
    """What a field means: its help text, else its line in docs/fields, else the general one."""
    label = model._meta.label
    line = meanings.get((label, field.name), "") or meanings.get(("*", field.name), "")
    return str(field.help_text) or line


def _rows(model: type[models.Model], meanings: Meanings) -> Iterator[tuple[str, str, str, str]]:
    for field in fields_of(model):
        privacy = model.privacy[field.name]  # type: ignore[attr-defined]
        yield f"`{field.name}`", _kind(field), privacy.value, meaning(model, field, meanings)


def _kind(field: models.Field) -> str:
    if field.is_relation:
        many = "many " if field.many_to_many else ""
        return f"{many}→ {field.related_model._meta.label}"
    kind = field.get_internal_type().removesuffix("Field")
    choices = ", ".join(str(value) for value, _ in field.choices or ())
    return f"{kind}: {choices}" if choices else kind
