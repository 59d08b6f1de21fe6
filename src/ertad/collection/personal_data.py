"""What this room holds about a person: ids of accounts at what they sent and decided."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ertad.collection.models import ColumnMemory, Extension, Pair, Submission
from ertad.kernel.personal_data import PersonalData

PERSONAL_DATA = (
    PersonalData(
        "collection.submission", _("Files that you sent"),
        lambda pk: Submission.objects.filter(sent_by=pk).defer("content", "findings", "columns"),
        only="id file_name language state sent_by received_at",
    ),
    PersonalData(
        "collection.extension", _("Requests for more time that you made or answered"),
        lambda pk: Extension.objects.filter(Q(asked_by=pk) | Q(decided_by=pk)),
    ),
    PersonalData(
        "collection.columnmemory", _("What you said about the columns of a list"),
        lambda pk: ColumnMemory.objects.filter(said_by=pk), only="id institution said_at said_by",
    ),
    PersonalData(
        "collection.pair", _("Pairs of records that you decided"),
        lambda pk: Pair.objects.filter(answered_by=pk),
        only="id answer answered_at answered_by",
    ),
)  # fmt: skip
