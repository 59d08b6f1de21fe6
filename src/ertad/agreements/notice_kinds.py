"""What those who keep an agreement in its parties are told of."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.kernel.languages import said
from ertad.notices.notice_kinds import Facts, NoticeKind


def _title(facts: Facts) -> dict[str, str]:
    return {"title": said(facts, "title").text}


def _asked(facts: Facts) -> str:
    return _("You are asked to review and sign an agreement: %(title)s") % _title(facts)


def _commented(facts: Facts) -> str:
    return _("A party commented on an agreement: %(title)s") % _title(facts)


def _signed(facts: Facts) -> str:
    return _("A party signed an agreement: %(title)s") % _title(facts)


def _in_force(facts: Facts) -> str:
    return _("An agreement is in force: %(title)s") % _title(facts)


def _due(facts: Facts) -> str:
    return _("An agreement is due for review: %(title)s") % _title(facts)


def _over(facts: Facts) -> str:
    return _("An agreement has ended: %(title)s") % _title(facts)


def _page(facts: Facts) -> str:
    return reverse("agreements:version", args=[facts["agreement"], int(facts["number"])])


NOTICE_KINDS = (
    NoticeKind("agreement_asked", lazy("You are asked to review an agreement"), _asked, _page),
    NoticeKind("agreement_commented", lazy("An agreement was commented on"), _commented, _page),
    NoticeKind("agreement_signed", lazy("A party signed an agreement"), _signed, _page),
    NoticeKind("agreement_in_force", lazy("An agreement enters into force"), _in_force, _page),
    NoticeKind("agreement_due", lazy("An agreement is due for review"), _due, _page),
    NoticeKind("agreement_over", lazy("An agreement has ended or was withdrawn"), _over, _page),
)
