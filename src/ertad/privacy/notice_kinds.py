"""What officers are told of: breaches and requests, without a word about a person."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from ertad.notices.notice_kinds import Facts, NoticeKind


def _noted(facts: Facts) -> str:
    return _("A breach of data protection was noted.")


def _clock(facts: Facts) -> str:
    hours = int(facts["hours"])
    if not hours:
        return _("A breach of data protection: the 72 hours have passed.")
    return ngettext(
        "A breach of data protection: less than %(hours)s hour is left to notify it.",
        "A breach of data protection: less than %(hours)s hours are left to notify it.",
        hours,
    ) % {"hours": hours}


def _due(facts: Facts) -> str:
    day = date_format(date.fromisoformat(facts["due"]), "DATE_FORMAT")
    return _("A person who asked about his or her data is to be answered by: %(day)s.") % {
        "day": day
    }


def _breach(facts: Facts) -> str:
    return reverse("privacy:breach", args=[facts["breach"]])


def _request(facts: Facts) -> str:
    return reverse("privacy:request", args=[facts["request"]])


NOTICE_KINDS = (
    NoticeKind("breach_noted", lazy("A breach was noted"), _noted, _breach),
    NoticeKind("breach_clock", lazy("The hours of a breach run out"), _clock, _breach),
    NoticeKind("request_due", lazy("A person is to be answered"), _due, _request),
)
