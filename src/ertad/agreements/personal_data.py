"""What this room holds about a person: signatures that were recorded, comments that were made."""

from django.utils.translation import gettext_lazy as _

from ertad.agreements.models import Comment, Signature
from ertad.kernel.personal_data import PersonalData

PERSONAL_DATA = (
    PersonalData(
        "agreements.comment", _("Comments that you made on agreements"),
        lambda pk: Comment.objects.filter(said_by=pk),
    ),
    PersonalData(
        "agreements.signature", _("Signatures under agreements that you recorded"),
        lambda pk: Signature.objects.filter(recorded_by=pk), withheld="scan signatory_name",
    ),
)  # fmt: skip
