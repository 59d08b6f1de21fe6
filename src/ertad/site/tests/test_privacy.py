"""Every field of every model has a privacy class, and nothing holds special-category data."""

import pytest
from django.apps import apps
from django.db import models

from ertad.kernel.privacy import Privacy, classes
from ertad.site.foreign_models import FOREIGN_MODELS


def ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("ertad.")]


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_every_field_has_a_class(model: type[models.Model]) -> None:
    fields = {f.name for f in (*model._meta.fields, *model._meta.many_to_many)}

    assert fields == set(model.privacy)  # type: ignore[attr-defined]


def test_models_of_packages_are_classed() -> None:
    foreign = {
        m._meta.app_label
        for m in apps.get_models()
        if not m.__module__.startswith("ertad.") and not m._meta.auto_created
    }
    assert foreign <= set(FOREIGN_MODELS)


def test_no_room_holds_special_category_data() -> None:
    held = {p for m in ours() for p in m.privacy.values()}  # type: ignore[attr-defined]
    assert Privacy.SPECIAL not in held


def test_a_field_has_one_class_only() -> None:
    with pytest.raises(ValueError):
        classes(public="name", personal="name")
