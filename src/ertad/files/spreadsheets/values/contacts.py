"""Phone numbers to E.164, e-mail and web addresses."""

import re
from urllib.parse import urlsplit

import phonenumbers

from ertad.files.spreadsheets.values.answers import several
from ertad.files.spreadsheets.values.texts import as_text
from ertad.files.spreadsheets.workbook import Cell

REGION = "GE"
_EXTENSION = re.compile(
    r"[\s,(]*(?:ext(?:ension)?|x|poste|доб|დამ(?:ატებითი)?|შიდა|შიგა)[.:]?\s*(\d{1,6})\)?$", re.I
)
_LABEL = re.compile(r"^(?:ტელ(?:ეფონი)?|მობ(?:ილური)?|tel|tél|phone|mob|т(?:ел)?)[.:]+\s*", re.I)
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}", re.UNICODE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}", re.UNICODE)


def phone(value: Cell) -> tuple[str, str | None]:
    """`+995322000000`, with an extension `+995322000000;ext=12`.

    Numbers without a country are Georgian; a helpline (112, 111, 116006) stays as it is.
    """
    shown = _LABEL.sub("", as_text(value))
    if not shown:
        return "", None
    extension = _EXTENSION.search(shown)
    number = shown[: extension.start()] if extension else shown
    if any(character.isalpha() for character in number):
        return "", "phone_letters"
    digits = re.sub(r"\D", "", number)
    if re.fullmatch(r"11[0-9]|116\d{3}|1[45]\d\d", digits) and "+" not in number:
        return digits, None
    return _e164(number, digits, extension[1] if extension else "")


def _e164(number: str, digits: str, extension: str) -> tuple[str, str | None]:
    # An 8 in front was the way to dial out of town; Excel drops the zero and the plus sign.
    for attempt in (number, f"+{digits}", digits.removeprefix("8")):
        try:
            found = phonenumbers.parse(attempt, REGION)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(found):
            written = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
            extension = extension or found.extension or ""
            return (f"{written};ext={extension}" if extension else written), None
    return "", "phone_invalid"


def phones(value: Cell) -> tuple[list[str], str | None]:
    """All numbers of a cell, separated by `;`, line end or comma; the first problem, if any."""
    found = []
    stored = re.sub(r";ext=(\d+)", r" ext \1", as_text(value))
    for part in several(stored, comma=not _EXTENSION.search(stored)):
        number, code = phone(part)
        if code:
            return [], code
        found.append(number)
    return list(dict.fromkeys(found)), None


def email(value: Cell) -> tuple[str, str | None]:
    """One address, the part after the @ in small letters."""
    shown = as_text(value).removeprefix("mailto:").strip(" <>;,.")
    if not shown:
        return "", None
    if not _MAIL.fullmatch(shown) or ".." in shown or len(shown) > 254:
        return "", "email_invalid"
    local, _, domain = shown.rpartition("@")
    return f"{local}@{domain.lower()}", None


def url(value: Cell) -> tuple[str, str | None]:
    """A web address with http or https (added when missing), a host name and no password."""
    shown = as_text(value)
    if not shown:
        return "", None
    if "://" not in shown and not shown.lower().startswith(("javascript:", "data:", "mailto:")):
        shown = f"https://{shown}"
    try:
        parts = urlsplit(shown)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "", "url_invalid"
    honest = (
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(host)
        and "@" not in parts.netloc
        and (port is None or port > 0)
        and not re.search(r"[\s<>\"'\\]", shown)
        and len(shown) <= 500
    )
    return (shown, None) if honest else ("", "url_invalid")
