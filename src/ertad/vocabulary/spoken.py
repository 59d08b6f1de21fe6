"""Languages that people are spoken to in: ISO 639 code -> name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SPOKEN: dict[str, str | Promise] = {
    "ka": _("Georgian"),
    "az": _("Azerbaijani"),
    "hy": _("Armenian"),
    "ru": _("Russian"),
    "en": _("English"),
    "fr": _("French"),
    "de": _("German"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "os": _("Ossetian"),
    "ab": _("Abkhazian"),
    "sgn": _("Sign language"),
}
