"""Words and tags of the directory's screens: `{% load directory %}`."""

from functools import lru_cache
from uuid import UUID

from django.template import Library
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.directory.listed import Listed
from ertad.directory.queries import Card
from ertad.directory.record.wording import label_of
from ertad.directory.screens.find.chips import address as address_of
from ertad.directory.screens.service.query import ServicePage
from ertad.directory.search.question import Question
from ertad.files.phones import phone

register = Library()
register.filter(phone)


@register.filter
def address(question: Question) -> str:
    return address_of(question)


@register.simple_tag
def hit_part(card: Card, part: str) -> SafeString:
    """A part of a hit that does not change with the question: `facts` or `step`."""
    return _hit_part(card, part, get_language() or "ka")


@lru_cache(maxsize=5000)
def _hit_part(card: Card, part: str, language: str) -> SafeString:
    """Kept by all that the card says, so that what has changed is drawn anew."""
    return SafeString(render_to_string(f"directory/screens/find/hit_{part}.html", {"card": card}))


@register.filter
def in_brackets(words: str) -> str:
    return f"({words})" if words else ""


@register.filter
def kilometres(km: float) -> str:
    """Whole kilometres; under one, said so."""
    return _("under 1 km") if km < 1 else _("%(km)s km") % {"km": number_format(round(km))}


def _tag(text: str, kind: str = "plain") -> SafeString:
    return format_html('<span class="tag {}">{}</span> ', kind, text)


@register.simple_tag
def ages_tag(youngest: int | None, oldest: int | None) -> SafeString | str:
    """Ages as people say them; nothing when there is no limit."""
    words = ages(youngest, oldest)
    return _tag(words) if words else ""


def ages(youngest: int | None, oldest: int | None) -> str:
    """ "14–18 years", "from 14 years", "up to 18 years", or "" without limits."""
    if youngest is not None and oldest is not None:
        return _("%(from)s–%(to)s years") % {"from": youngest, "to": oldest}
    if youngest is not None:
        return _("from %(from)s years") % {"from": youngest}
    return _("up to %(to)s years") % {"to": oldest} if oldest is not None else ""


PLACES_KIND = {"open": "ok", "waiting": "warn", "full": "bad"}


@register.simple_tag
def places_tag(card: Card | ServicePage | Listed) -> SafeString | str:
    """Whether there are places, with the day on which it was said; nothing when not known."""
    if card.places not in PLACES_KIND or card.places_as_of is None:
        return ""
    day = date_format(card.places_as_of, "SHORT_DATE_FORMAT")
    words = {
        "open": _("Places open, said on %(day)s"),
        "waiting": _("Waiting list, said on %(day)s"),
        "full": _("Full, said on %(day)s"),
    }[card.places]
    return _tag(words % {"day": day}, PLACES_KIND[card.places])


@register.simple_tag
def freshness_tag(card: Card | ServicePage | Listed) -> SafeString | str:
    """How far the data can be trusted; nothing when it was confirmed within 90 days."""
    match card.freshness:
        case "stale" if card.assured_on:
            day = date_format(card.assured_on, "SHORT_DATE_FORMAT")
            return _tag(_("Last confirmed on %(day)s") % {"day": day}, "warn")
        case "expired" if card.assured_on:
            day = date_format(card.assured_on, "SHORT_DATE_FORMAT")
            return _tag(_("Not confirmed since %(day)s: ask before you go") % {"day": day}, "bad")
        case "expired":
            return _tag(_("Never confirmed: ask before you go"), "bad")
        case "sample":
            return _tag(
                _("Sample, as of %(when)s, not verified") % {"when": card.sample_as_of}, "warn"
            )
    return ""


@register.simple_tag
def ages_words(youngest: int | None, oldest: int | None) -> str:
    """Ages in words; says so when there is no limit."""
    return ages(youngest, oldest) or _("any age")


@register.filter
def value(page: ServicePage, key: str) -> str:
    """The value of a record key in the reader's words."""
    return page.wording.text(key, page.record[key])


@register.simple_tag
def list_button(text: str, move: str, service: Listed) -> SafeString:
    """A button of the form `list` that moves a service on it."""
    return format_html(
        '<button class="button quiet" type="submit" form="list" name="{}" value="{}">{}'
        '<span class="read-out"> {}</span></button>',
        move, service.service_id, text, service.name.text,
    )  # fmt: skip


@register.simple_tag
def add_button(service_id: UUID, name: str) -> SafeString:
    """Puts a service on the reader's list; the page has a form `list` (`add_form.html`)."""
    return format_html(
        '<button class="button quiet no-print" type="submit" form="list" name="add" value="{}">{}'
        '<span class="read-out"> {}</span></button>',
        service_id, _("Add to a list"), name,
    )  # fmt: skip


@register.simple_tag
def added() -> SafeString:
    """Seen at the service that was put on the list just now: the address names it."""
    return format_html(
        '<span class="added"><span class="tag ok">{}</span> <a href="{}">{}</a></span>',
        _("On your list"), reverse("directory:list"), _("Your list"),
    )  # fmt: skip


@register.filter
def facts(page: ServicePage, keys: str) -> list[tuple[str, str]]:
    """(key, label) of those of the named fields that say something."""
    said = [key for key in keys.split() if page.record[key] not in ("", [], None, "any")]
    return [(key, label_of(key)) for key in said]
