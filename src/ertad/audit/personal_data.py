"""What this room holds about a person: what he or she did, and changes of records that name one."""

from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from ertad.audit.models import AuditRow, Revision
from ertad.kernel.personal_data import PersonalData, personal_data


def _naming(user_id: UUID) -> QuerySet[Revision]:
    """Of the kinds of records that are about persons only: the whole table is too long to read."""
    kinds = {each.model for each in personal_data()}
    before, after = Cast("before", TextField()), Cast("after", TextField())
    rows = Revision.objects.filter(kind__in=kinds).annotate(was=before, became=after)
    named = Q(object_id=str(user_id), kind="people.user")
    named |= Q(was__contains=str(user_id)) | Q(became__contains=str(user_id))
    return rows.filter(named).order_by("id")


PERSONAL_DATA = (
    PersonalData(
        "audit.auditrow", _("What you did"),
        lambda pk: AuditRow.objects.filter(actor_id=str(pk)).order_by("seq"),
        only="seq at act role institution_id reason kind object_id details",
    ),
    PersonalData(
        "audit.revision", _("Records that you changed"),
        lambda pk: Revision.objects.filter(actor_id=str(pk)).order_by("id"),
        only="id at act kind object_id role institution_id",
    ),
    PersonalData(
        "audit.revision", _("Changes of records that name you"), _naming,
        only="id at act kind object_id before after",
    ),
)  # fmt: skip
