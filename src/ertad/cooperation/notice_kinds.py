"""What persons are told of offers and requests; titles are the institutions' own words."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.cooperation.models import Offer
from ertad.notices.notice_kinds import Facts, NoticeKind

Text = str | Promise


def _says(words: Text) -> Callable[[Facts], str]:
    def say(facts: Facts) -> str:
        offer = Offer.objects.filter(pk=UUID(facts["offer"])).first()
        return str(words) % {"title": offer.title} if offer else ""

    return say


def _link(facts: Facts) -> str:
    return reverse("cooperation:offer", args=[facts["offer"]])


def _kind(name: str, label: Text, words: Text) -> NoticeKind:
    return NoticeKind(name, label, _says(words), _link)


NOTICE_KINDS = (
    _kind(
        "offer_answered", _("An institution answered your offer or request"),
        _("There is an answer to “%(title)s”."),
    ),
    _kind(
        "offer_taken_back", _("An institution took its answer back"),
        _("An answer to “%(title)s” was taken back."),
    ),
    _kind(
        "offer_agreed", _("An institution agreed with your answer"),
        _("Your answer to “%(title)s” was agreed with."),
    ),
    _kind(
        "offer_given_to_another", _("An institution agreed with somebody else"),
        _("“%(title)s” was agreed with another institution."),
    ),
    _kind(
        "offer_done", _("What was agreed is done"),
        _("What was agreed on “%(title)s” is marked as done."),
    ),
    _kind(
        "offer_withdrawn", _("An offer or request that you answered was withdrawn"),
        _("“%(title)s” was withdrawn."),
    ),
    _kind(
        "offer_expires", _("An offer or request of yours expires in a week"),
        _("“%(title)s” expires in a week; extend it with one click if it still stands."),
    ),
    _kind(
        "offer_expired", _("An offer or request of yours has expired"),
        _("“%(title)s” has expired."),
    ),
)  # fmt: skip
