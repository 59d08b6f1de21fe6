"""Ways through: pages, tabs, steps, crumbs, facets. Items may be dicts or objects."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Library
from django.utils.safestring import SafeString

register = Library()


@register.inclusion_tag("look/components/pagination.html", takes_context=True)
def pagination(context: dict[str, Any], page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a Django `Page`; keeps the rest of the address."""
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [
            {"number": number, "url": address(number) if isinstance(number, int) else ""}
            for number in numbers
        ],
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("look/components/tabs.html")
def tabs(items: Iterable[Any], label: str) -> dict[str, Any]:
    """Links between the views of one thing: label, url, current, count (optional)."""
    return {"items": items, "label": label}


@register.inclusion_tag("look/components/steps.html")
def steps(items: Iterable[Any], label: str) -> dict[str, Any]:
    """Where one is on a way: label, state (done, current, todo), url and note (optional)."""
    return {"items": items, "label": label}


@register.inclusion_tag("look/components/progress.html")
def progress(done: int, total: int, label: str, note: str = "") -> dict[str, Any]:
    """How far long work has come; without a total, that it is under way."""
    percent = round(100 * done / total) if total else None
    return {"done": done, "total": total, "percent": percent, "label": label, "note": note}


@register.inclusion_tag("look/components/breadcrumbs.html")
def breadcrumbs(items: Sequence[Any]) -> dict[str, Any]:
    """The way here: label and url; the last one is this page and needs no url."""
    return {"items": items}


@register.inclusion_tag("look/components/facet.html")
def facet(facet: Any) -> dict[str, Any]:
    """A list of checkboxes with counts.

    `facet` has name, label, values (value, label, count, checked; url optional), and optionally
    note, more_url and more_count (values not shown), kind ("radio").
    """
    kind, name = _of(facet, "kind") or "checkbox", _of(facet, "name")
    boxes = (_box(kind, name, value) for value in _of(facet, "values"))
    return {"facet": facet, "boxes": SafeString("".join(boxes))}


def _box(kind: str, name: str, value: Any) -> str:
    """Built here, not in the template: a page of results has more than a hundred."""
    count = _of(value, "count")
    number = "" if count in (None, "") else f' <span class="count">{_text(count)}</span>'
    return (
        f'<label><input type="{_text(kind)}" name="{_text(name)}"'
        f' value="{_text(_of(value, "value"))}"{" checked" if _of(value, "checked") else ""}>'
        f"<span>{_text(_of(value, 'label'))}</span>{number}</label>\n"
    )


def _text(value: object) -> str:
    """As a template would write it; without what `conditional_escape` does for lazy texts."""
    return value if isinstance(value, SafeString) else escape(str(value))


def _of(item: Any, name: str) -> Any:
    """What a dict or an object holds under a name, "" where it has none."""
    return item.get(name, "") if isinstance(item, Mapping) else getattr(item, name, "")


@register.inclusion_tag("look/components/sort_header.html")
def sort_header(
    label: str, url: str, direction: str = "", *, number: bool = False
) -> dict[str, Any]:
    """A column heading that sorts: `direction` is ascending, descending or nothing."""
    return {"label": label, "url": url, "direction": direction, "number": number}
