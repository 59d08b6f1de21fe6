"""The pack as a PDF: what a person can read; where a part is long, the rest is in the JSON."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.files.papers import print_pdf
from ertad.kernel.clock import local_day
from ertad.people.models import User
from ertad.people.role_labels import ROLE_LABELS
from ertad.privacy.pack import Pack, Part, gathered
from ertad.privacy.retaining import how_long
from ertad.privacy.words import FIELD_WORDS, field_words

MOST = 25
"""Records of each part on paper: the printer stops at forty pages."""
LONGEST = 300
LEFT_OUT = frozenset({"id", "object_id", "institution_id", "seq", "version", "demo", "known"})


def pack_pdf(user: User, at: datetime) -> bytes:
    """In the person's language. Raises PaperBusy or NoPaper."""
    with override(user.language):
        pack = gathered(user, at, most=MOST)
        return print_pdf([render_to_string("privacy/papers/pack.html", context_of(pack))])


def context_of(pack: Pack) -> dict[str, Any]:
    return {
        "title": _("What Ertad holds about you"),
        "language": pack.user.language,
        "standing": {"day": local_day(pack.made_at)},
        "pack": pack,
        "parts": [_part(part) for part in pack.parts],
        "empty": [part.label for part in pack.parts if not part.count],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "label": part.label,
        "count": part.count,
        "more": part.count - len(part.records),
        "rules": [
            {"why": rule.why, "seen_by": rule.seen_by, "how_long": how_long(rule)}
            for rule in part.rules
        ],
        "records": [_lines(record) for record in part.records],
    }


def _lines(record: dict[str, Any]) -> Sequence[tuple[str, str]]:
    """(what, value) of what is filled in; ids and the like are in the JSON only."""
    shown = []
    for name, value in record.items():
        if name in LEFT_OUT or f"{name}_name" in record or isinstance(value, UUID) or not value:
            continue
        known = name if name in FIELD_WORDS else name.removesuffix("_name")
        shown.append((field_words(known), in_words(name, value)))
    return shown


def in_words(name: str, value: Any) -> str:
    """A value as a person reads it, not longer than a few lines."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
        case dict():
            value = "; ".join(f"{field_words(key)}: {each}" for key, each in value.items())
    if name == "role" and value in ROLE_LABELS:
        return str(ROLE_LABELS[value])
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
