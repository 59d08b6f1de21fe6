"""How long what members keep and what readers tell is held."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.directory.models import MistakeReport, SavedList, SearchSubscription
from ertad.kernel.retention import YEAR, Retention

_UNTIL_YOU = _("until you delete it; at the latest until the account is emptied")
_TO_HELP = _("so that you find it again")


def _lists_of_nobody() -> QuerySet[SavedList]:
    return SavedList.objects.filter(owner__name="", owner__is_active=False)


def _searches_of_nobody() -> QuerySet[SearchSubscription]:
    return SearchSubscription.objects.filter(owner__name="", owner__is_active=False)


def _settled() -> QuerySet[MistakeReport]:
    return MistakeReport.objects.exclude(settled_at=None)


RETENTION = (
    Retention(
        "lists", "directory.savedlist", _("Lists of services that you keep"), _TO_HELP,
        _("you, and whoever has the link that you share"),
        days=0, since="at", rows=_lists_of_nobody, until=_UNTIL_YOU,
    ),
    Retention(
        "searches", "directory.searchsubscription", _("Searches that you follow"), _TO_HELP,
        _("you alone"), days=0, since="at", rows=_searches_of_nobody, until=_UNTIL_YOU,
    ),
    Retention(
        "mistakes", "directory.mistakereport", _("The words of a reported mistake, without sender"),
        _("so that the service can be put right"),
        _("those who run the service, coordinator"),
        days=YEAR, since="settled_at", rows=_settled, empty={"text": ""}, of_visitors=True,
    ),
    Retention(
        "sought", "directory.unmetdemand",
        _("How often a kind of help was sought where there is none: kind, municipality, day"),
        _("so that it is seen which services are missing"), _("coordinator"),
        days=3 * YEAR, since="day", of_visitors=True,
    ),
)  # fmt: skip
