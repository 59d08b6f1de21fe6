"""What names a person goes from contact points that ended, and from what their changes kept."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ertad.audit.acts.forget import forget
from ertad.audit.models import Revision
from ertad.people.models import ContactPoint

EMPTIED: Mapping[str, Any] = {
    "name": "–", "phone": "", "email": "", "folded_person": "", "user": None, "confirmed_by": None,
}  # fmt: skip


def empty_contact_points(ids: Sequence[UUID]) -> None:
    """Within the caller's transaction."""
    ContactPoint.objects.filter(pk__in=ids).update(**EMPTIED)
    kind = ContactPoint._meta.label_lower
    forget(Revision.objects.filter(kind=kind, object_id__in=[str(each) for each in ids]))
