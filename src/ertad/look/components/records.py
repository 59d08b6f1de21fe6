"""What is known of a thing: figures, history, comparison, opening hours."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Library

register = Library()


@register.inclusion_tag("look/components/summary_list.html")
def summary_list(rows: Iterable[Any]) -> dict[str, Any]:
    """A summary from data: key, value, and change (address) and note (optional)."""
    return {"rows": rows}


@register.inclusion_tag("look/components/figure.html")
def figure(
    value: object,
    meaning: str,
    *,
    date: object = "",
    source: str = "",
    url: str = "",
    kind: str = "",
) -> dict[str, Any]:
    """A number with its meaning, its date and its source. Pass None where nothing is known."""
    return {
        "value": value,
        "meaning": meaning,
        "date": date,
        "source": source,
        "url": url,
        "kind": kind,
    }


@register.inclusion_tag("look/components/history.html")
def history(entries: Iterable[Any]) -> dict[str, Any]:
    """What happened to a record, newest first.

    An entry has `at` (datetime), `who`, `what`, and optionally `note`, `url`, `url_text` and
    `changes` (each with label, before, after).
    """
    return {"entries": entries}


@register.inclusion_tag("look/components/comparison.html")
def comparison(
    columns: Sequence[Any], rows: Iterable[Any], caption: str, *, choose: bool = False
) -> dict[str, Any]:
    """Records side by side, differences marked.

    `columns`: title, and url and note (optional). `rows`: label, values (one a column), differs,
    and note (optional, the evidence). With `choose`, a row also has `name` and `chosen` (the index
    of a column), and each value becomes a radio button of that name.
    """
    return {"columns": columns, "rows": rows, "caption": caption, "choose": choose}


@register.inclusion_tag("look/components/hours.html")
def hours(rows: Iterable[Any], caption: str = "") -> dict[str, Any]:
    """Opening hours: `day` (name), `hours` (text, empty when closed), `note` (optional)."""
    return {"rows": rows, "caption": caption}
