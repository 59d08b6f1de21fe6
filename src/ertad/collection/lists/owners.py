"""Whose a row is: known institutions by id, code, name; new ones as the list describes them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from rapidfuzz import fuzz, process

from ertad.collection.checks import Finding, Spot
from ertad.collection.lists.mapping import ListMapping
from ertad.collection.lists.rows import ListRow, Told
from ertad.collection.staging.places import language_of
from ertad.engines.script import name_key, romanise
from ertad.files.spreadsheets import values
from ertad.kernel.languages import LANGUAGES, said
from ertad.people.models import Institution, InstitutionAlias
from ertad.people.models.institutions import InstitutionForeignId

HERE = UUID("2f9d7a52-6a0c-5a5e-9d4b-1f4f1b1a8c55")
"""Institutions that come from a list get their ids under this one."""
CONTACTS = ("phone", "email", "url")
KIND = "ngo"
"""Of an institution of which the list says no kind."""


@dataclass
class Owner:
    """`fields` and `aliases` are what the list says; `changes` those that it would change."""

    institution: Institution
    key: str = ""
    new: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return said(self.institution, "name").text


class Owners:
    """Finds the institution that a cell of the list means; four queries for a whole list."""

    def __init__(self, mapping: ListMapping, told: Told | None, *, create: bool) -> None:
        self.mapping, self.told, self.create = mapping, told, create
        self.rows = {row.key: row for row in told.rows if row.key} if told else {}
        self.known = {one.pk: one for one in Institution.objects.all()}
        self.by_code = {one.code.casefold(): one for one in self.known.values()}
        self.by_name = self._names()
        self.foreign = self._foreign()
        self.codes = set(self.by_code)
        self.found: dict[str, Owner | None] = {}
        self.findings: list[Finding] = []

    def _names(self) -> dict[str, set[UUID]]:
        names: dict[str, set[UUID]] = {}
        for key, one in self.known.items():
            for lang in LANGUAGES:
                if folded := name_key(getattr(one, f"name_{lang}")):
                    names.setdefault(folded, set()).add(key)
        for key, folded in InstitutionAlias.objects.values_list("institution_id", "folded"):
            names.setdefault(folded, set()).add(key)
        return names

    def _foreign(self) -> dict[str, UUID]:
        if not self.mapping.source:
            return {}
        rows = InstitutionForeignId.objects.filter(source=self.mapping.source)
        return dict(rows.values_list("value", "institution_id"))

    def all_of_the_list(self) -> list[Owner]:
        """Every row of the table of institutions, found or new."""
        return [owner for key in self.rows if (owner := self.of(key)) is not None]

    def of(self, text: str) -> Owner | None:
        """The institution that `text`, an id or a name, means; None: nobody knows."""
        if text not in self.found:
            self.found[text] = self._of(text)
        return self.found[text]

    def spot(self, text: str) -> Spot:
        """Why `of` has found nobody."""
        if not text:
            return Spot("institution_empty", "institution")
        if self.told and text not in self.rows:
            return Spot("institution_missing", "institution", {"text": text[:80]})
        row = self.rows.get(text)
        name = _name(row) if row else text
        told = {"text": name[:80], "nearest": self.nearest(name)}
        return Spot("institution_unknown", "institution", told)

    def nearest(self, name: str) -> list[str]:
        names = {one.code: said(one, "name").text for one in self.known.values()}
        found = process.extract(name, names, scorer=fuzz.WRatio, limit=3, score_cutoff=60)
        return [f"{text} ({code})" for text, _score, code in found]

    def keeper(self) -> Institution | None:
        """Who keeps the rows that name nobody of the list."""
        return self.by_code.get(self.mapping.unknown_institution.casefold())

    def _of(self, text: str) -> Owner | None:
        row = self.rows.get(text)
        code = self.mapping.institutions.get(text)
        known = self.by_code.get(code.casefold()) if code else None
        made_by_list = not known and text in self.foreign
        known = known or self.known.get(self.foreign.get(text, HERE))
        if known is None and (row or not self.told):
            known = self._by_name(row, text)
        if known:
            return self._described(Owner(known, text), row, made_by_list)
        if (self.told and row is None) or not text or not self.create:
            return None
        return self._new(text, row)

    def _by_name(self, row: ListRow | None, text: str) -> Institution | None:
        names = _names_in(row) if row else [text]
        ids = set[UUID]().union(*(self.by_name.get(name_key(name), set()) for name in names))
        if not row and text.casefold() in self.by_code:
            return self.by_code[text.casefold()]
        return self.known[ids.pop()] if len(ids) == 1 else None

    def _described(self, owner: Owner, row: ListRow | None, made_by_list: bool) -> Owner:
        """One that this list has made follows the list; others stay as the directory has them."""
        if row is None or not self.told:
            return owner
        owner.fields, owner.aliases = self._fields(row)
        differing = {
            key: value for key, value in owner.fields.items()
            if value and key not in ("code", "kind") and getattr(owner.institution, key) != value
        }  # fmt: skip
        if made_by_list:
            owner.changes = differing
        elif differing:
            spot = Spot("institution_differs", "name",
                        {"text": owner.name[:80], "fields": sorted(differing)})  # fmt: skip
            self.findings.append(self.told.at(spot, row.number))
        return owner

    def _new(self, text: str, row: ListRow | None) -> Owner:
        if row is not None:
            fields, aliases = self._fields(row)
        else:
            fields, aliases = _named(text, self.mapping.language), []
        fields.setdefault("kind", KIND)
        fields["code"] = self._code(fields)
        fields["language"] = self.mapping.language
        key = uuid5(HERE, f"{self.mapping.source}|{text}")
        return Owner(Institution(id=key, **fields), text, True, fields, aliases)

    def _code(self, fields: Mapping[str, Any]) -> str:
        told = str(fields.get("code") or next((fields[f"name_{lang}"] for lang in ("en", "fr", "ka")
                   if fields.get(f"name_{lang}")), "list"))  # fmt: skip
        code = base = slug(told)
        number = 1
        while code in self.codes:
            number += 1
            code = f"{base[:56]}-{number}"
        self.codes.add(code)
        return code

    def _fields(self, row: ListRow) -> tuple[dict[str, Any], list[str]]:
        fields: dict[str, Any] = {}
        aliases: list[str] = []
        for name, cell in row.cells.items():
            text = values.as_text(cell)
            match name:
                case "name":
                    fields |= _named(text, self.mapping.language)
                case "other_names":
                    aliases += [one for part in re.split(r"[;\n]", text) if (one := part.strip())]
                case "email":
                    fields[name] = values.email(text)[0]
                case "url":
                    fields[name] = values.url(text)[0][:200]
                case "phone":
                    fields[name] = text[:40]
                case _:
                    fields[name] = text[:300]
        own = {name_key(fields.get(f"name_{lang}", "")) for lang in LANGUAGES}
        return fields, [one[:300] for one in dict.fromkeys(aliases) if name_key(one) not in own]


def slug(text: str) -> str:
    """A short name for the command line: Latin letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", romanise(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:60].strip("-") or "list"


def _named(text: str, language: str) -> dict[str, Any]:
    return {f"name_{language_of(text, language)}": text[:300]}


def _names_in(row: ListRow) -> Iterable[str]:
    names = ("name", *(f"name_{lang}" for lang in LANGUAGES))
    return [text for name in names if (text := values.as_text(row.cells.get(name)))]


def _name(row: ListRow) -> str:
    return next(iter(_names_in(row)), row.key)
