"""The pathways that work on a day: their agreement is in force and their service is running."""

from datetime import date

from django.db.models import QuerySet

from ertad.agreements.models import AgreementVersion, Pathway


def pathways_open(user: object, today: date) -> QuerySet[Pathway]:
    """Those that `user` may see, with both ends; this is what a referral starts from."""
    return with_ends(Pathway.objects.visible_to(user).working(today)).order_by(
        "from_institution__code", "text__agreement", "place"
    )


def pathways_of(user: object, text: AgreementVersion) -> QuerySet[Pathway]:
    """Those written into one version, whether they work or not."""
    return with_ends(Pathway.objects.visible_to(user).filter(text=text))


def with_ends(rows: QuerySet[Pathway]) -> QuerySet[Pathway]:
    ends = rows.select_related(
        "from_institution", "service__institution", "service__merged_into", "text"
    )
    return ends.prefetch_related("groups")
