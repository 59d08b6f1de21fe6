"""Which pages there are, and making them all."""

import os
from collections.abc import Callable
from pathlib import Path

import django

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
NOTE = "<!-- Made from the code by `make docs`; do not edit. -->\n\n"


def made() -> dict[str, str]:
    """File name -> Markdown, in English, the same on every machine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ertad.site.settings.local")
    django.setup()
    from django.utils.translation import override

    with override("en"):
        pages = {f"{name}.md": NOTE + make() for name, make in _makers().items()}
    return {"README.md": NOTE + _contents(pages), **pages}


def _makers() -> dict[str, Callable[[], str]]:
    from tools.reference import (
        acts,
        api,
        checks,
        commands,
        data,
        mapping,
        roles,
        screens,
        settings,
        states,
        vocabularies,
    )

    return {
        "commands": commands.page,
        "settings": settings.page,
        "roles": roles.page,
        "states": states.page,
        "checks": checks.page,
        "acts": acts.page,
        "screens": screens.page,
        "data": data.page,
        "mapping": mapping.page,
        "vocabularies": vocabularies.page,
        "python": api.page,
    }


def _contents(pages: dict[str, str]) -> str:
    lines = ["# Reference", ""]
    for name, text in pages.items():
        _note, _blank, title, _blank, first, *_ = text.split("\n")
        lines.append(f"- [{title.removeprefix('# ')}]({name}): {first}")
    return "\n".join(lines) + "\n"
