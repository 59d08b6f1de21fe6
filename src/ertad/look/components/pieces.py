"""Small pieces inside a line: buttons, links, tags, chips, telephone numbers."""

import re
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.kernel.languages import said as in_some_language
from ertad.look.rendering import as_written

register = Library()


@register.simple_tag
def button(
    text: str,
    kind: str = "primary",
    *,
    name: str = "",
    value: str = "",
    key: str = "",
    note: str = "",
) -> SafeString:
    """A submit button. `kind`: primary (one a screen), secondary, warning, quiet.

    `key` is a keyboard shortcut of one character; `note` is read out after the text, for lists
    in which many buttons say the same.
    """
    return format_html(
        '<button class="button {}" type="submit"{}{}{}>{}{}</button>',
        kind,
        format_html(' name="{}"', name) if name else "",
        format_html(' value="{}"', value) if value else "",
        _shortcut(key),
        text,
        _read_out(note),
    )


@register.simple_tag
def button_link(
    text: str, url: str, kind: str = "secondary", *, key: str = "", note: str = ""
) -> SafeString:
    """A link that looks like a button, for the next thing to do."""
    return format_html(
        '<a class="button {}" href="{}"{}>{}{}</a>',
        kind,
        url,
        _shortcut(key),
        text,
        _read_out(note),
    )


@register.simple_tag
def tag(text: object, kind: str = "plain") -> SafeString:
    """A short state: kind is plain, ok, warn, bad or info. The words carry the meaning."""
    return format_html('<span class="tag {}">{}</span>', kind, text)


@register.simple_tag
def chip(text: str, url: str, *, note: str = "") -> SafeString:
    """A filter in force, with the link that takes it away."""
    return format_html(
        '<span class="chip"><span><b>{}</b>{}</span> <a href="{}" aria-label="{}">×</a></span>',
        text,
        format_html(" {}", note) if note else "",
        url,
        _("Remove the filter %(name)s") % {"name": text},
    )


@register.simple_tag
def call(number: str, text: str = "") -> SafeString:
    """A telephone number that a telephone can call."""
    dialled = re.sub(r"[^\d+]", "", number)
    return format_html('<a class="call" href="tel:{}">{}</a>', dialled, text or number)


@register.simple_tag
def back_link(url: str, text: str = "") -> SafeString:
    """One step back, above the heading."""
    return format_html(
        '<a class="back no-print" href="{}" data-back>{}</a>', url, text or _("Back")
    )


@register.simple_tag
def print_button(text: str = "") -> SafeString:
    """Prints this page; shown only where scripts run."""
    return format_html(
        '<button class="button secondary needs-script no-print" type="button" data-print>'
        "{}</button>",
        text or _("Print"),
    )


@register.simple_tag
def in_language(text: str, language: str) -> SafeString:
    """Content in the language it is really in: marked when that is not the reader's."""
    if not text or language == (get_language() or "ka")[:2]:
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


@register.simple_tag
def said(record: Any, field: str = "name") -> SafeString:
    """`field` of `record` in the reader's language, else in one that exists, marked as such."""
    text, language = in_some_language(record, field)
    return in_language(text, language)


@register.filter
def plain_letters(text: object) -> str:
    """`text` without Georgian capitals; for words made by Django's `capfirst`."""
    return as_written(text)


def _shortcut(key: str) -> SafeString | str:
    return format_html(' data-key="{0}" aria-keyshortcuts="{0}"', key) if key else ""


def _read_out(note: str) -> SafeString | str:
    return format_html('<span class="read-out"> {}</span>', note) if note else ""
