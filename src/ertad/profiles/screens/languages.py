"""The same address in each language of the interface."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def in_each_language(door: str, pk: UUID | str) -> list[dict[str, str]]:
    found = []
    for code, name in settings.LANGUAGES:
        with override(code):
            found.append({"code": code, "name": str(name), "url": reverse(door, args=[pk])})
    return found
