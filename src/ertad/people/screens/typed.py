"""What people type into the forms of the room, read the same way in each of them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ertad.files.spreadsheets.values import as_text, holds_personal_number, phone


def without_personal_number(text: str) -> str:
    """The text itself. Raises ValidationError for an 11-digit number."""
    if holds_personal_number(as_text(text)):
        raise ValidationError(_("Remove the 11-digit number; it could be a personal number."))
    return text


def telephone(text: str) -> str:
    """The number as it is kept. Raises ValidationError for what is none."""
    number, code = phone(text)
    if code:
        raise ValidationError(_("This is no telephone number. Write it like: 599 00 00 01"))
    return number
