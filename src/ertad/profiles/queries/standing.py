"""As of when, from where: stands on every page and paper of this room."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from ertad.directory.models import DirectoryState, Publication


@dataclass(frozen=True)
class Standing:
    """`version` rises with every change of the directory; `edition` with every published round."""

    day: date
    version: int
    edition: int | None
    invented: bool


def standing(today: date) -> Standing:
    version = DirectoryState.objects.filter(id=1).values_list("version", flat=True).first() or 0
    edition = Publication.objects.order_by("-number").values_list("number", flat=True).first()
    return Standing(today, version, edition, bool(settings.INVENTED_DATA))
