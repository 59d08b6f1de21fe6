"""How long letters and notices are kept."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.kernel.retention import YEAR, Retention
from ertad.notices.models import Letter


def _settled() -> QuerySet[Letter]:
    return Letter.objects.exclude(state=Letter.State.WAITING)


RETENTION = (
    Retention(
        "letters", "notices.letter", _("Addresses of letters that were sent"),
        _("so that it can be seen whether a letter arrived"), _("coordinator"),
        days=YEAR, since="created_at", rows=_settled, empty={"to": "", "reply_to": ""},
    ),
    Retention(
        "notices", "notices.notice", _("Notices that you were given"),
        _("so that you know what waits for you"), _("you alone"), days=YEAR, since="at",
    ),
    Retention(
        "choices", "notices.noticechoice", _("How you want to be told"),
        _("so that you are told in the way that you chose"), _("you alone"),
        until=_("as long as you have an account"),
    ),
)  # fmt: skip
