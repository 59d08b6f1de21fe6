"""The columns of the three sheets, and how a header is recognised when it comes back."""

from dataclasses import dataclass
from functools import cache

from ertad.collection.workbook.wording import (
    ALSO_CALLED,
    HEADERS,
    WRITTEN_IN,
    in_each_language,
    in_language,
)
from ertad.directory.record import FIELDS, Field
from ertad.kernel.languages import LANGUAGES

NOT_COLUMNS = frozenset({"institution", "status", "at"})
"""Never typed as such: the owner of the sheet, the column State, the names of places."""

WIDTHS = {"long_text": 44, "lines": 30, "text": 34, "terms": 30, "municipalities": 24, "phones": 22}


@dataclass(frozen=True)
class Column:
    """`key` is a record key or one of `HEADERS`; `language` that of a translated text, else ""."""

    key: str
    field: Field | None = None
    language: str = ""
    asked: bool = False
    hidden: bool = False
    folded: bool = False
    width: int = 16

    def header(self, language: str) -> str:
        """What the workbook in `language` writes above the column."""
        if self.field is None:
            return in_language(HEADERS[self.key], language)
        label = in_language(self.field.label, language)
        if self.language and self.language != language:
            return f"{label}, {in_language(WRITTEN_IN[self.language], language)}"
        return label

    def is_optional(self) -> bool:
        return not self.asked and not self.hidden


def _of_field(field: Field, language: str, *, folded: bool) -> Column:
    key = f"{field.key}_{language}" if field.translated else field.key
    return Column(
        key, field, language if field.translated else "", asked=field.asked and not folded,
        folded=folded, width=WIDTHS.get(field.kind, 16),
    )  # fmt: skip


@cache
def service_columns(language: str) -> tuple[Column, ...]:
    """The ten asked fields first, then what is optional; texts in other languages last."""
    asked = [field for field in FIELDS if field.asked]
    rest = [field for field in FIELDS if not field.asked and field.key not in NOT_COLUMNS]
    others = [other for other in LANGUAGES if other != language]
    return (
        Column("service_id", hidden=True),
        Column("base_version", hidden=True),
        Column("state", asked=True, width=18),
        *(_of_field(field, language, folded=False) for field in asked),
        Column("at", width=28),
        Column("run_by", width=26),
        *(_of_field(field, language, folded=True) for field in rest),
        *(
            _of_field(field, other, folded=True)
            for other in others
            for field in (*asked, *rest)
            if field.translated
        ),
    )


@cache
def place_columns() -> tuple[Column, ...]:
    return (
        Column("place_id", hidden=True),
        Column("base_version", hidden=True),
        Column("place_name", asked=True, width=34),
        Column("address", asked=True, width=44),
        Column("municipality", asked=True, width=26),
        Column("place_confidential", width=20),
    )


@cache
def hours_columns() -> tuple[Column, ...]:
    return (
        Column("service_id", hidden=True),
        Column("place_id", hidden=True),
        Column("hours_service", asked=True, width=44),
        Column("hours_place", asked=True, width=34),
        Column("day", asked=True, width=18),
        Column("opens", asked=True, width=12),
        Column("closes", asked=True, width=12),
    )


TRANSLATED = frozenset(field.key for field in FIELDS if field.translated)
OWN_LISTS = ("place_name", "address", "municipality", "ages")
"""What lists of one's own have in one sheet: the place of the service, both ages in one cell."""


@cache
def titles(sheet: str) -> dict[str, tuple[str, ...]]:
    """Column key -> every way to write its header, for `find_table`.

    A translated field has four keys: `name` in whatever language the sheet is in, and `name_ka`,
    `name_en`, `name_fr` where the header says which.
    """
    columns = {
        "services": [c for language in LANGUAGES for c in service_columns(language)],
        "places": place_columns(),
        "hours": hours_columns(),
    }[sheet]
    found: dict[str, dict[str, None]] = {}
    for column in columns:
        if column.field is None:
            said = in_each_language(HEADERS[column.key])
            found.setdefault(column.key, {}).update(dict.fromkeys((*said.values(), column.key)))
            continue
        labels = in_each_language(column.field.label)
        found.setdefault(column.field.key, {}).update(dict.fromkeys(labels.values()))
        if column.language:
            told = [column.header(lang) for lang in LANGUAGES if lang != column.language]
            found.setdefault(column.key, {}).update(dict.fromkeys((*told, column.key)))
    also = {
        "services": ALSO_CALLED.keys(),
        "places": ("place_name", "address", "municipality"),
        "hours": (),
    }[sheet]
    taken = {text for texts in found.values() for text in texts}
    for key in also:
        more = [text for text in ALSO_CALLED[key] if text not in taken]
        found.setdefault(key, {}).update(dict.fromkeys(more))
    return {key: tuple(texts) for key, texts in found.items()}
