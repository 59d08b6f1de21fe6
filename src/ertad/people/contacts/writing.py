"""What every act that writes a contact point needs: checked fields, sets, and words to find by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ertad.audit.trail import Trace
from ertad.engines.script import fold
from ertad.files.spreadsheets.values import as_text, holds_personal_number
from ertad.files.spreadsheets.values.hours_words import WEEK
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.refused import Refused
from ertad.people.models import ContactPoint, Institution
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term
from ertad.vocabulary.spoken import SPOKEN

POSITIONS = tuple(f"position_{language}" for language in LANGUAGES)
TEXTS = ("name", *POSITIONS)
COLUMNS = (*TEXTS, "nationwide", "languages", "phone", "email", "hours", "away_until")
THEMES = "service_type"


@dataclass(frozen=True)
class Told:
    """What somebody says of a contact point: columns, and codes of its sets (None: as it was)."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    themes: Iterable[str] | None = None
    municipalities: Iterable[str] | None = None


def checked(told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as they are written. Raises Refused."""
    if unknown := set(told) - set(COLUMNS):
        raise ValueError(f"no columns of a contact point: {sorted(unknown)}")
    clean = dict(told)
    for name in TEXTS:
        if name in clean:
            clean[name] = " ".join(as_text(clean[name]).split())[:200]
            if holds_personal_number(clean[name]):
                raise Refused(_("Remove the 11-digit number; it could be a personal number."), name)
    if "name" in clean and not clean["name"]:
        raise Refused(_("Say who it is."), "name")
    if set(POSITIONS) <= clean.keys() and not any(clean[name] for name in POSITIONS):
        raise Refused(_("Say the function in at least one language."), POSITIONS[0])
    if "languages" in clean:
        clean["languages"] = [code for code in SPOKEN if code in set(clean["languages"])]
    if "hours" in clean:
        clean["hours"] = sorted(clean["hours"], key=lambda span: (WEEK.index(span[0]), span[1]))
    return clean


def write_sets(trace: Trace, contact: ContactPoint, told: Told) -> None:
    """Themes and municipalities, with one revision when they change; unknown codes are left out."""
    before = sets_of(contact)
    if told.themes is not None:
        codes = set(told.themes)
        known = Term.objects.filter(vocabulary=THEMES, parent=None, code__in=codes)
        contact.themes.set(known)
    if told.municipalities is not None:
        places = Municipality.objects.filter(code__in=set(told.municipalities))
        contact.municipalities.set(places)
    after = sets_of(contact)
    if before != after:
        trace.revised("people.contactpoint.sets", contact.pk, before, after, contact.institution_id)


def sets_of(contact: ContactPoint) -> dict[str, list[str]]:
    return {
        "themes": sorted(contact.themes.values_list("code", flat=True)),
        "municipalities": sorted(contact.municipalities.values_list("code", flat=True)),
    }


def words_of(texts: Mapping[str, Any], institution: Institution) -> dict[str, str]:
    """The keys under which a contact point is found, from its TEXTS: of function and person."""
    public = [str(texts[name]) for name in POSITIONS]
    public += [getattr(institution, f"name_{language}") for language in LANGUAGES]
    return {"folded": keys(*public), "folded_person": keys(str(texts["name"]))}


def write_words(contact: ContactPoint) -> None:
    """On a new contact point, before it is saved."""
    for name, words in words_of(texts_of(contact), contact.institution).items():
        setattr(contact, name, words)


def texts_of(contact: ContactPoint) -> dict[str, str]:
    return {name: getattr(contact, name) for name in TEXTS}


def keys(*texts: str) -> str:
    """Each key between blanks, so that ` begin` finds a word by its beginning."""
    found = dict.fromkeys(key for text in texts for key in fold(text))
    return f" {' '.join(found)} "


def refold(institution: Institution) -> None:
    """After the institution has got another name; within the act that gave it."""
    present = list(ContactPoint.objects.present().filter(institution=institution))
    for contact in present:
        contact.folded = words_of(texts_of(contact), institution)["folded"]
    ContactPoint.objects.bulk_update(present, ["folded"])
