"""How well a column title says which field it is, in three languages, folded."""

import re
from functools import cache

from rapidfuzz import fuzz

from ertad.collection.lists.fields import DAY_PARTS, Kind
from ertad.collection.workbook.columns import titles
from ertad.collection.workbook.wording import ALSO_CALLED
from ertad.directory.record.fields import WEEK
from ertad.engines.script import fold
from ertad.files.spreadsheets.tables import plain_key
from ertad.files.spreadsheets.values.hours import hours

SAME, FOLDED, SIMILAR = 1.0, 0.9, 0.6
"""Scores, 0 to 1."""
_CLOSE = 88
_MORE: dict[str, tuple[str, ...]] = {
    "name": ("activity", "activity name", "activity title", "programme name", "აქტივობა",
             "აქტივობის დასახელება", "პროგრამის დასახელება", "activité", "nom de l’activité"),
    "types": ("kind", "category", "კატეგორია", "სახე", "catégorie"),
    "hours": ("hours", "opening hours", "hours of operation", "working hours", "schedule", "open",
              "სამუშაო საათები", "გრაფიკი", "სამუშაო გრაფიკი", "საათები", "horaires",
              "heures d’ouverture", "horaires d’ouverture"),
    "latitude": ("latitude", "lat", "განედი"),
    "longitude": ("longitude", "lon", "lng", "გრძედი"),
    "country": ("country", "ქვეყანა", "pays"),
    "documents": ("documents", "required documents", "საბუთები", "documents requis"),
    "places": ("capacity", "free places", "თავისუფალი ადგილები", "places libres"),
    "state": ("status", "სტატუსი", "statut", "état"),
    "contact": ("contact", "contact person", "საკონტაქტო პირი", "personne de contact"),
    "address": ("street address", "physical address", "location address", "ფაქტობრივი მისამართი",
                "adresse postale", "mailing address"),
    "place_name": ("location", "branch", "office", "venue", "site name", "ფილიალი", "ოფისი",
                   "site"),
    "phones": ("phone number", "contact number", "phone 1", "mobile", "მობილური", "მობ",
               "numéro de téléphone", "portable"),
    "description": ("body", "about", "details", "summary", "notes", "შინაარსი", "détails",
                    "résumé"),
    "cost": ("fees", "ფასიანი უფასო", "frais"),
}  # fmt: skip
_INSTITUTIONS: dict[str, tuple[str, ...]] = {
    "name": ("name", "title", "organisation", "organization", "organisation name",
             "organization name", "institution", "ორგანიზაცია", "დასახელება", "სახელი",
             "ორგანიზაციის სახელი", "nom", "organisme", "titre"),
    "other_names": ("alternative name", "alternate name", "acronym", "short name", "აბრევიატურა",
                    "შემოკლებული სახელი", "sigle", "autre nom"),
    "phone": ALSO_CALLED["phones"] + _MORE["phones"],
    "email": ALSO_CALLED["email"],
    "url": (*ALSO_CALLED["url"], "website address"),
    "kind": ("type", "kind", "ტიპი", "სახე"),
}  # fmt: skip
_PLACES: dict[str, tuple[str, ...]] = {
    "name": ("name", "title", "place", "location", "location name", "ადგილი", "დასახელება",
             "სახელი", "nom", "lieu"),
    "address": ALSO_CALLED["address"] + _MORE["address"],
    "municipality": ALSO_CALLED["municipality"],
    "phones": ALSO_CALLED["phones"] + _MORE["phones"],
    **{name: _MORE[name] for name in ("hours", "latitude", "longitude", "country")},
}  # fmt: skip
_OPENS = re.compile(
    r"\b(?:open(?:s|ing)?|from|start|იწყება|იხსნება|ღია|ouvre|ouverture|de)\b", re.I
)
_CLOSES = re.compile(r"\b(?:close(?:s|d)?|closing|to|end|იკეტება|მთავრდება|ferme|fermeture|à)\b",
                     re.I)  # fmt: skip


@cache
def _known(kind: Kind) -> dict[str, tuple[str, ...]]:
    match kind:
        case "institutions":
            return _INSTITUTIONS
        case "places":
            return _PLACES
        case "services":
            own = {key: tuple(words) for key, words in titles("services").items()}
            for key, words in _MORE.items():
                own[key] = (*own.get(key, ()), *words)
            return own
        case _:
            return {}


@cache
def _index(kind: Kind) -> tuple[dict[str, str], dict[str, set[str]]]:
    exact: dict[str, str] = {}
    folded: dict[str, set[str]] = {}
    for key, words in _known(kind).items():
        for word in words:
            exact.setdefault(plain_key(word), key)
            if spelled := " ".join(fold(word)):
                folded.setdefault(spelled, set()).add(key)
    return exact, folded


def by_header(title: str, kind: Kind) -> dict[str, float]:
    """Field -> score, for the fields that the title may mean."""
    if name := _of_day(title):
        return {name: FOLDED}
    exact, folded = _index(kind)
    if key := exact.get(plain_key(title)):
        return {key: SAME}
    spelled = " ".join(fold(title))
    if keys := folded.get(spelled):
        return dict.fromkeys(keys, FOLDED) if len(keys) == 1 else dict.fromkeys(keys, SIMILAR)
    found: dict[str, float] = {}
    if len(spelled) < 4:
        return found
    for word, keys in folded.items():
        score = fuzz.token_set_ratio(spelled, word) if len(word) > 3 else 0
        if score >= _CLOSE:
            for key in keys:
                found[key] = max(found.get(key, 0), SIMILAR * score / 100)
    return found


def _of_day(title: str) -> str:
    """`Mon open` is opens_mo, `Tuesday (to)` closes_tu, `ოთხშაბათი` hours_we."""
    plain = re.sub(r"[_()/:.-]+", " ", title)
    opens, closes = bool(_OPENS.search(plain)), bool(_CLOSES.search(plain))
    bare = _CLOSES.sub(" ", _OPENS.sub(" ", plain)).strip()
    days = {span[0] for span in hours(f"{bare} 09:00-10:00").spans}
    if len(days) != 1 or len(bare.split()) > 2:
        return ""
    part = DAY_PARTS[0] if opens else DAY_PARTS[1] if closes else DAY_PARTS[2]
    day = next(iter(days))
    return f"{part}_{day.lower()}" if day in WEEK else ""
