"""What this room's acts and records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (
    ("calendar.add", _("Entry of the calendar written")),
    ("calendar.change", _("Entry of the calendar changed")),
    ("calendar.cancel", _("Entry of the calendar cancelled")),
    ("calendar.follow", _("Calendar followed")),
    ("calendar.renew", _("New address of a calendar taken")),
    ("calendar.weekly", _("Letter on the calendar sent")),
    ("calendar.stop_weekly", _("Letters on the calendar stopped")),
    ("calendar.unfollow", _("Calendar followed no more")),
    ("offer.make", _("Offer or request made")),
    ("offer.change", _("Offer or request changed")),
    ("offer.extend", _("Offer or request extended")),
    ("offer.answer", _("Offer or request answered")),
    ("offer.take_back", _("Answer taken back")),
    ("offer.agree", _("Agreed on an offer or request")),
    ("offer.finish", _("Offer or request done")),
    ("offer.withdraw", _("Offer or request withdrawn")),
    ("offer.remind", _("Reminded that an offer or request expires")),
    ("offer.expire", _("Offer or request expired")),
)
RECORD_NAMES = (
    ("cooperation.calendarentry", _("Entry of the calendar")),
    ("cooperation.calendarfollow", _("Calendar as a member follows it")),
    ("cooperation.offer", _("Offer or request")),
    ("cooperation.offeranswer", _("Answer to an offer or request")),
)
