"""What contact points hold about a person."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.kernel.personal_data import PersonalData
from ertad.people.models import ContactPoint


def _of(user_id: UUID) -> QuerySet[ContactPoint]:
    """What one is, and what one confirmed for others."""
    return ContactPoint.objects.filter(Q(user=user_id) | Q(confirmed_by=user_id))


CONTACT_DATA = (PersonalData("people.contactpoint", _("Contact points"), _of),)
