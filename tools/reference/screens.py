"""Every address, and what its page is for."""

import sys
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from tools.reference.writing import first_paragraph, table


class Screen(NamedTuple):
    name: str
    address: str
    module: str
    what: str


def page() -> str:
    rows = [
        (f"`{screen.name}`", f"`{screen.address}`", screen.what, f"`{_file(screen.module)}`")
        for screen in screens()
    ]
    text = [
        "# Screens",
        "",
        "Every address of ours, what its page is for, and the file that makes it.",
        "",
        "`/ka/`, `/en/` or `/fr/` stands before all but the first two. Signing in"
        " (`/account/`) is django-allauth's, with our templates in"
        " [`people/templates`](../../src/ertad/people/templates).",
        "",
        table(("Name", "Address", "What it is for", "File"), rows),
    ]
    return "\n".join(text).rstrip() + "\n"


def screens() -> list[Screen]:
    """Our own, in the order of the addresses."""
    return [screen for screen in _walk(get_resolver("ertad.site.urls")) if _ours(screen)]


def _ours(screen: Screen) -> bool:
    return screen.module.startswith("ertad.") and screen.name != "look_gallery"


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[Screen]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            part = (
                "" if type(pattern.pattern).__name__ == "LocalePrefixPattern" else pattern.pattern
            )
            yield from _walk(pattern, inner, f"{before}{part}")
        elif isinstance(pattern, URLPattern):
            module = pattern.callback.__module__
            said = sys.modules[module].__doc__
            name = ":".join((*spaces, str(pattern.name)))
            yield Screen(name, f"/{before}{pattern.pattern}", module, first_paragraph(said))


def _file(module: str) -> str:
    return f"{module.removeprefix('ertad.').replace('.', '/')}.py"
