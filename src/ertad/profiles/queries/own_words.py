"""What an institution says of itself, in the active language, and how much of it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ertad.kernel.languages import Said, said
from ertad.profiles.models import Challenge, InstitutionProfile
from ertad.profiles.wording import in_languages
from ertad.vocabulary.models import Term

NOTHING = Said("", "ka")


@dataclass(frozen=True)
class FigureSaid:
    """`value` is ready to be shown, None where there is no data."""

    label: Said
    value: str | None
    year: int
    source: Said


@dataclass(frozen=True)
class Part:
    """One of the seven parts of a profile. `where`: its place on the form; "" elsewhere."""

    key: str
    label: str
    written: bool


@dataclass(frozen=True)
class OwnWords:
    """`version` is 0 where nothing was written yet."""

    field: Said = NOTHING
    mandate: Said = NOTHING
    offers: Said = NOTHING
    seeks: Said = NOTHING
    groups: Sequence[Said] = ()
    figures: Sequence[FigureSaid] = ()
    version: int = 0
    parts: Sequence[Part] = ()

    @property
    def written(self) -> int:
        return sum(part.written for part in self.parts)


def own_words(institution_id: UUID, user: object, *, challenges: bool | None = None) -> OwnWords:
    """In three queries, whatever was written; two when the caller knows if it has `challenges`."""
    rows = InstitutionProfile.objects.visible_to(user)
    found = rows.filter(institution=institution_id).first()
    if challenges is None:
        rows_of = Challenge.objects.visible_to(user).standing()
        challenges = rows_of.filter(institution=institution_id).exists()
    parts = parts_of(found, challenges=challenges)
    if found is None:
        return OwnWords(parts=parts)
    return OwnWords(
        field=said(found, "field"),
        mandate=said(found, "mandate"),
        offers=said(found, "offers"),
        seeks=said(found, "seeks"),
        groups=[said(term, "label") for term in terms("target_group", found.target_groups)],
        figures=[_figure(figure) for figure in found.figures],
        version=found.version,
        parts=parts,
    )


def parts_of(found: InstitutionProfile | None, *, challenges: bool) -> list[Part]:
    """The seven parts, in the order of the form."""

    def is_said(base: str) -> bool:
        return any(getattr(found, key, "") for key in in_languages((base,)))

    return [
        Part("field", _("Field of activity"), is_said("field")),
        Part("mandate", _("Mandate"), is_said("mandate")),
        Part("groups", _("Target groups"), bool(found and found.target_groups)),
        Part("figures", _("Figures"), bool(found and found.figures)),
        Part("offers", _("What we offer to others"), is_said("offers")),
        Part("seeks", _("What we look for"), is_said("seeks")),
        Part("challenges", _("Challenges"), challenges),
    ]


def terms(vocabulary: str, codes: Sequence[str]) -> list[Term]:
    rows = Term.objects.visible_to(None).filter(vocabulary=vocabulary, code__in=codes)
    return list(rows.order_by("position"))


def _figure(figure: Mapping[str, Any]) -> FigureSaid:
    value = shown_number(figure["value"])
    return FigureSaid(said(figure, "label"), value, figure["year"], said(figure, "source"))


def shown_number(digits: str) -> str | None:
    """Grouped by thousands, as the language writes it; None where there is no data."""
    if not digits:
        return None
    try:
        return number_format(Decimal(digits), force_grouping=True).replace(" ", "\u00a0")
    except InvalidOperation:
        return digits
