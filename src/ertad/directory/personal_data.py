"""What this room holds about a person: lists and searches that a member keeps."""

from django.utils.translation import gettext_lazy as _

from ertad.directory.models import SavedList, SearchSubscription
from ertad.kernel.personal_data import PersonalData

PERSONAL_DATA = (
    PersonalData(
        "directory.savedlist", _("Lists of services that you keep"),
        lambda pk: SavedList.objects.filter(owner=pk), withheld="shared_key",
    ),
    PersonalData(
        "directory.searchsubscription", _("Searches that you follow"),
        lambda pk: SearchSubscription.objects.filter(owner=pk),
    ),
)  # fmt: skip
