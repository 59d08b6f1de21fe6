"""How long agreements name persons: who signed, who recorded it, who commented."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.agreements.models import Comment, Signature
from ertad.kernel.retention import YEAR, Retention

_PARTIES = _("those who keep the agreements of its parties, coordinator")


def _over() -> QuerySet[Signature]:
    return Signature.objects.annotate(over_on=F("party__text__ended_on")).exclude(over_on=None)


def _said() -> QuerySet[Comment]:
    return Comment.objects.exclude(said_by=None)


RETENTION = (
    Retention(
        "signatures", "agreements.signature",
        _("Name of whoever signed an agreement, the signed paper, who recorded it"),
        _("so that it can be shown that the agreement was signed"), _PARTIES,
        days=5 * YEAR, since="over_on", rows=_over,
        empty={"signatory_name": "", "scan": b"", "recorded_by": None},
    ),
    Retention(
        "agreement comments", "agreements.comment",
        _("Who commented on an agreement, as a number of the account"),
        _("so that one can be asked what was meant"), _PARTIES,
        days=2 * YEAR, since="at", rows=_said, empty={"said_by": None},
    ),
)  # fmt: skip
