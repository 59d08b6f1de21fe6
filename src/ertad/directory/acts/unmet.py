"""A search that found nothing, kept as codes and a day."""

from datetime import date

from django.db import transaction
from django.db.models import F

from ertad.directory.models import UnmetDemand


def record_unmet_demand(*, municipality: str, codes: str, day: date) -> None:
    """Count one more search of that day which sought these codes there and found nothing.

    Only a number rises: no row in the audit trail ties the moment of a search to its reader.
    """
    same = UnmetDemand.objects.filter(day=day, municipality=municipality[:40], codes=codes[:500])
    with transaction.atomic():
        if same.update(searches=F("searches") + 1):
            return
        _, created = same.get_or_create(
            day=day,
            municipality=municipality[:40],
            codes=codes[:500],
            defaults={"searches": 1},
        )
        if not created:
            same.update(searches=F("searches") + 1)
