"""What contact points hold about a person."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.kernel.personal_data import PersonalData
from ertad.people.models import ContactPoint


def _of(user_id: UUID) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(user=user_id)


CONTACT_DATA = (PersonalData("people.contactpoint", _("Contact points"), _of),)
