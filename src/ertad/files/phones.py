"""Telephone numbers as people read them."""

from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _


def phone(number: str) -> str:
    """+995322000001 as 32 200 00 01 inside the country's own form."""
    bare, _sep, extension = number.partition(";ext=")
    shown = _international(bare)
    if not extension or not shown:
        return shown or number
    return _("%(phone)s, ext. %(number)s") % {"phone": shown, "number": extension}


@lru_cache(maxsize=20_000)
def _international(bare: str) -> str:
    """Read once, since a page of contacts has a hundred; "" for what is no number."""
    try:
        parsed = phonenumbers.parse(bare, "GE")
    except phonenumbers.NumberParseException:
        return ""
    written: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return written
