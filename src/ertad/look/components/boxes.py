"""Boxes around content, written in a template as `{% card "Title" %}...{% endcard %}`."""

from typing import Any

from django.middleware.csrf import get_token
from django.template import Library
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = Library()


@register.simple_block_tag
def card(
    content: str, title: str = "", *, url: str = "", level: int = 2, kind: str = ""
) -> SafeString:
    """A white box with a heading (a link when `url` is given) of the level given (2 or 3)."""
    inside = format_html('<a href="{}">{}</a>', url, title) if url else title
    heading = format_html("<h{0}>{1}</h{0}>", int(level), inside) if title else ""
    return format_html('<section class="card {}">{}{}</section>', kind, heading, content)


@register.simple_block_tag
def details(content: str, summary: str, *, open: bool = False) -> SafeString:
    """Something that most readers need not see, one click away; printed open."""
    return format_html(
        '<details class="details"{}><summary>{}</summary><div>{}</div></details>',
        " open" if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def inset(content: str, kind: str = "") -> SafeString:
    """A passage set off from the text."""
    return format_html('<div class="inset {}">{}</div>', kind, content)


@register.simple_block_tag
def banner(content: str, title: str = "", *, kind: str = "info") -> SafeString:
    """A notice about the whole page; kind is info, ok, warn or bad."""
    return format_html(
        '<div class="banner {}" role="{}">{}{}</div>',
        kind,
        "alert" if kind == "bad" else "status",
        format_html("<b>{}</b> ", title) if title else "",
        content,
    )


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """Nothing here yet: what will be here, and how to begin."""
    return format_html('<div class="empty"><p><b>{}</b></p>{}</div>', title, content)


@register.simple_block_tag
def fieldset(content: str, legend: str, *, hint: str = "") -> SafeString:
    """Fields that belong together, under one legend."""
    return format_html(
        '<fieldset class="group"><legend>{}</legend>{}{}</fieldset>',
        legend,
        format_html('<p class="hint">{}</p>', hint) if hint else "",
        content,
    )


@register.simple_block_tag
def table(content: str, caption: str, *, kind: str = "", hide_caption: bool = False) -> SafeString:
    """A table that scrolls within its box; write thead and tbody, class `num` on number cells.

    kind: `stack` (rows become cards on a narrow screen; give cells `data-label`), `compact`,
    `matrix` (heat table with a fixed first column).
    """
    return format_html(
        '<div class="scroll" role="region" aria-label="{}" tabindex="0">'
        '<table class="table {}"><caption{}><span>{}</span></caption>{}</table></div>',
        caption,
        kind,
        format_html(' class="{}"', "read-out") if hide_caption else "",
        caption,
        content,
    )


@register.simple_block_tag
def summary(content: str, kind: str = "") -> SafeString:
    """A list of what is known of one thing; holds `{% row %}`."""
    return format_html('<dl class="summary {}">{}</dl>', kind, content)


@register.simple_block_tag
def row(content: str, key: str, *, change: str = "", text: str = "", note: str = "") -> SafeString:
    """A line of `{% summary %}`; `change` is the address at which it is changed."""
    action: SafeString | str = ""
    if change:
        action = format_html(
            '<dd class="change no-print"><a href="{}">{}<span class="read-out"> {}</span></a></dd>',
            change,
            text or pgettext("a row", "Change"),
            note or key,
        )
    return format_html("<div><dt>{}</dt><dd>{}</dd>{}</div>", key, content, action)


@register.simple_block_tag
def figures(content: str) -> SafeString:
    """A row of `{% figure %}`."""
    return format_html('<div class="figures">{}</div>', content)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: dict[str, Any],
    content: str,
    title: str,
    url: str = "",
    *,
    button: str = "",
    kind: str = "warning",
    cancel: str = "",
) -> SafeString:
    """A panel that asks before something happens: says what will happen, then POSTs to `url`."""
    request = context.get("request")
    shown: str = render_to_string(
        "look/components/confirm.html",
        {
            "content": content,
            "title": title,
            "heading_id": f"confirm-{slugify(button) or 'this'}",
            "url": url,
            "button": button or _("Yes, do it"),
            "kind": kind,
            "cancel": cancel,
            "csrf_token": get_token(request) if request else "",
        },
    )
    return SafeString(shown)
