"""Telephone numbers as people read them."""

import phonenumbers
from django.utils.translation import gettext as _


def phone(number: str) -> str:
    """+995322000001 as 32 200 00 01 inside the country's own form."""
    if not number:
        return ""
    bare, _sep, extension = number.partition(";ext=")
    try:
        parsed = phonenumbers.parse(bare, "GE")
    except phonenumbers.NumberParseException:
        return number
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if not extension:
        return shown
    return _("%(phone)s, ext. %(number)s") % {"phone": shown, "number": extension}
