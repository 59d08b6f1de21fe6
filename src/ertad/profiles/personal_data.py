"""What this room holds about a person."""

from django.utils.translation import gettext_lazy as _

from ertad.kernel.personal_data import PersonalData
from ertad.profiles.models import SpecialistProfile

PERSONAL_DATA = (
    PersonalData(
        "profiles.specialistprofile",
        _("What you wrote of your work as a specialist"),
        lambda account: SpecialistProfile.objects.filter(user=account),
    ),
)
