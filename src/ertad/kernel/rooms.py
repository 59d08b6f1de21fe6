"""Registries that rooms fill in: a list of the same name in the same module of each room."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def told_by_rooms(module: str, name: str) -> Iterator[Any]:
    """Items of the list `name` in `module` of every room that has it, upper rooms first."""
    for room in apps.get_app_configs():
        if room.name.startswith("ertad.") and module_has_submodule(room.module, module):
            yield from getattr(import_module(f"{room.name}.{module}"), name, ())
