"""The words of a workbook that are not fields of a service: sheets, states, days, column headers.

Everything is said in each of the three languages, so that a workbook is understood whichever
language it comes back in.
"""

from collections.abc import Callable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from ertad.kernel.languages import LANGUAGES

SHEETS: dict[str, Promise] = {
    "help": pgettext_lazy("sheet", "Help"),
    "services": pgettext_lazy("sheet", "Services"),
    "places": pgettext_lazy("sheet", "Places"),
    "hours": pgettext_lazy("sheet", "Hours"),
    "errors": pgettext_lazy("sheet", "To correct"),
}
IDENTITY_SHEET = "_ertad"

STATES: dict[str, Promise] = {
    "same": pgettext_lazy("state of a row", "correct as it is"),
    "changed": pgettext_lazy("state of a row", "changed"),
    "ended": pgettext_lazy("state of a row", "ended"),
    "new": pgettext_lazy("state of a row", "new"),
}
YES_NO: dict[str, Promise] = {"yes": _("yes"), "no": _("no")}
WRITTEN_IN: dict[str, Promise] = {
    "ka": _("in Georgian"),
    "en": _("in English"),
    "fr": _("in French"),
}
HEADERS: dict[str, str | Promise] = {
    "service_id": "ertad_id",
    "base_version": "ertad_version",
    "place_id": "ertad_place",
    "state": pgettext_lazy("column", "State"),
    "at": pgettext_lazy("column", "Where (names from the sheet Places)"),
    "run_by": pgettext_lazy("column", "Run by someone else (who)"),
    "place_name": pgettext_lazy("column", "Name of the place"),
    "address": pgettext_lazy("column", "Address"),
    "municipality": pgettext_lazy("column", "Municipality"),
    "place_confidential": pgettext_lazy("column", "Confidential address"),
    "hours_service": pgettext_lazy("column", "Service"),
    "hours_place": pgettext_lazy("column", "Place"),
    "day": pgettext_lazy("column", "Day"),
    "opens": pgettext_lazy("column", "Opens"),
    "closes": pgettext_lazy("column", "Closes"),
}
OPTIONAL = pgettext_lazy("column", "optional")

ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "service", "service name", "title",
        "სერვისი", "სერვისის სახელი", "სერვისის სახელწოდება", "სერვისის დასახელება", "დასახელება",
        "სახელი", "service proposé", "nom", "nom du service", "intitulé",
    ),
    "types": ("type", "service type", "types", "სერვისის ტიპი", "ტიპი", "სახეობა",
              "type de service", "service_codes"),
    "description": ("description", "what", "აღწერა", "სერვისის აღწერა", "მოკლე აღწერა"),
    "target_groups": ("target group", "target groups", "for whom", "beneficiaries",
                      "სამიზნე ჯგუფი", "სამიზნე ჯგუფები", "ბენეფიციარები", "ვისთვის",
                      "groupe cible", "publics", "public visé", "target_codes"),
    "min_age": ("from age", "minimum age", "min age", "age from", "ასაკი დან", "მინიმალური ასაკი",
                "âge minimum", "âge minimal"),
    "max_age": ("to age", "maximum age", "max age", "age to", "ასაკი მდე", "მაქსიმალური ასაკი",
                "âge maximum", "âge maximal"),
    "serves": ("serves", "area served", "municipalities", "municipalities served", "coverage",
               "მუნიციპალიტეტები", "დაფარვის არეალი", "communes desservies"),
    "how_to_enter": ("how to enter", "how to apply", "access", "referral",
                     "როგორ მოვხვდე", "ჩართვის წესი", "მიმართვის წესი", "comment y accéder"),
    "phones": ("phone", "phones", "telephone", "tel", "contact phone", "ტელეფონი", "ტელ",
               "საკონტაქტო ტელეფონი", "ტელეფონის ნომერი", "téléphone", "tél"),
    "email": ("email", "e-mail", "mail", "ელფოსტა", "ელ.ფოსტა", "ელექტრონული ფოსტა", "courriel"),
    "url": ("website", "web", "url", "web page", "site", "ვებგვერდი", "საიტი", "site web"),
    "languages": ("languages", "language", "ენა", "ენები", "langues"),
    "cost": ("cost", "fee", "price", "ფასი", "ღირებულება", "საფასური", "coût", "tarif"),
    "run_by": ("provider", "run by", "organisation", "organization", "მიმწოდებელი",
               "ორგანიზაცია", "განმახორციელებელი", "organisme"),
    "ages": ("age", "ages", "age group", "ასაკი", "ასაკობრივი ჯგუფი", "âge", "âges",
             "tranche d’âge"),
    "place_name": ("place", "ადგილი", "lieu"),
    "address": ("address", "street", "მისამართი", "adresse"),
    "municipality": ("municipality", "city", "town", "municipality_code", "მუნიციპალიტეტი",
                     "ქალაქი", "municipalité", "commune", "ville"),
}  # fmt: skip
"""What people call the columns in lists of their own."""


_SAID: dict[int, tuple[Promise, dict[str, str]]] = {}
"""By the object itself: texts that are equal in one language, such as the sheet "Places" and the
field "Places", may differ in another."""


def in_each_language(text: str | Promise) -> dict[str, str]:
    """Language -> the text in it."""
    if isinstance(text, str):
        return dict.fromkeys(LANGUAGES, text)
    if id(text) not in _SAID:
        said = {}
        for language in LANGUAGES:
            with override(language):
                said[language] = str(text)
        _SAID[id(text)] = (text, said)
    return _SAID[id(text)][1]


def in_language(text: str | Promise, language: str) -> str:
    return in_each_language(text)[language]


def day_text(day: date) -> str:
    return f"{day:%d.%m.%Y}"


Translate = Callable[[str | Promise], str]


def translator(language: str) -> Translate:
    """A function that says texts in `language`."""
    return lambda text: in_language(text, language)
