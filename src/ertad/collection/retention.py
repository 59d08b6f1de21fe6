"""How long files that were sent up, and the ids of those who sent them, are kept."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.collection.models import Round, Submission
from ertad.kernel.retention import YEAR, Retention

_RESPONSIBLE = _("so that it stays known who was responsible")
_OF_THE_ROUND = _("your institution and the coordinator")
_NUMBER = _("until the account is emptied; then the number leads to nobody")


def _refused() -> QuerySet[Submission]:
    return Submission.objects.filter(state=Submission.State.REFUSED)


def _of_old_rounds() -> QuerySet[Submission]:
    over = (Round.State.CLOSED, Round.State.PUBLISHED)
    return Submission.objects.filter(invitation__round__state__in=over)


RETENTION = (
    Retention(
        "refused_files", "collection.submission", _("Files that could not be read"),
        _("so that you can be helped with the file"), _OF_THE_ROUND,
        days=30, since="received_at", rows=_refused, empty={"content": b""},
    ),
    Retention(
        "files", "collection.submission", _("Files that were sent in a round"),
        _("so that it can be checked what became of each row"), _OF_THE_ROUND,
        days=3 * YEAR, since="received_at", rows=_of_old_rounds, empty={"content": b""},
    ),
    Retention(
        "senders", "collection.submission", _("Who sent a file, as a number of the account"),
        _RESPONSIBLE, _OF_THE_ROUND, covers="sent_by", until=_NUMBER,
    ),
    Retention(
        "extensions", "collection.extension", _("Who asked for more time, and who answered"),
        _RESPONSIBLE, _OF_THE_ROUND, covers="asked_by decided_by", until=_NUMBER,
    ),
    Retention(
        "columns", "collection.columnmemory", _("Who said what a column means"),
        _RESPONSIBLE, _OF_THE_ROUND, covers="said_by", until=_NUMBER,
    ),
    Retention(
        "pairs", "collection.pair", _("Who decided whether two records are one"),
        _RESPONSIBLE, _OF_THE_ROUND, covers="answered_by", until=_NUMBER,
    ),
)  # fmt: skip
