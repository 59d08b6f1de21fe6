"""What this room holds about a person: what he or she asked, and what an officer noted."""

from django.utils.translation import gettext_lazy as _

from ertad.kernel.personal_data import PersonalData
from ertad.privacy.models import AccessRequest, Breach

PERSONAL_DATA = (
    PersonalData(
        "privacy.accessrequest", _("What you asked about your data"),
        lambda pk: AccessRequest.objects.filter(user=pk),
    ),
    PersonalData(
        "privacy.breach", _("Breaches that you noted"),
        lambda pk: Breach.objects.filter(noted_by=pk), only="id found_at noted_by",
    ),
)  # fmt: skip
