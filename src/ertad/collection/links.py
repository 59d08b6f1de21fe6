"""The signed link by which an institution answers a round without an account.

A link names an invitation and carries the number of its link; withdrawing raises the number, so
that every earlier link stops working. Nothing else is in it, and nothing but the key of the
installation can make one.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from ertad.collection.models import Invitation, Round
from ertad.kernel.clock import local_day

DAYS_AFTER_DUE = 30
"""A link opens so many days after the day on which the answer is due."""
DAYS_OF_A_NEW_LINK = 14
LONGEST = 120
_SALT = "ertad.collection.answer-by-link"


class Why(StrEnum):
    """Why a link does not open."""

    ALTERED = "altered"
    """Not one of ours: cut, mistyped, changed or guessed. Nothing more is said about it."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ROUND_CLOSED = "round_closed"


class LinkRefused(Exception):
    """`invitation` is the one that the link was made for; None when that cannot be trusted."""

    def __init__(self, code: Why, invitation: Invitation | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.invitation = invitation


def address_of(invitation: Invitation, at: datetime) -> str:
    """The address of the institution's list, in the institution's language.

    Absolute when the installation says its own address (ERTAD_ADDRESS), else a path. The same
    until the link is withdrawn. Raises LinkRefused when a link would not open at `at`.
    """
    _demand_open(invitation, at)
    with override(invitation.institution.language):
        path = reverse("answer:list", kwargs={"key": token_of(invitation)})
    return str(getattr(settings, "ERTAD_ADDRESS", "") or "").rstrip("/") + path


def token_of(invitation: Invitation) -> str:
    """The part of the address that opens the list."""
    return _signer().sign(f"{_short(invitation.pk)}-{invitation.link_number}")


def read_link(token: str, at: datetime) -> Invitation:
    """The invitation, with its round and institution. Raises LinkRefused."""
    key, number = _parts(token)
    rows = Invitation.objects.select_related("round", "institution").defer("base")
    invitation = rows.filter(pk=key).first()
    if invitation is None or number > invitation.link_number:
        raise LinkRefused(Why.ALTERED)
    if number < invitation.link_number:
        raise LinkRefused(Why.WITHDRAWN, invitation)
    _demand_open(invitation, at)
    return invitation


def last_day(invitation: Invitation) -> date:
    """The last day on which the link opens."""
    day = invitation.due_day + timedelta(days=DAYS_AFTER_DUE)
    return max(day, invitation.link_until or day)


def _demand_open(invitation: Invitation, at: datetime) -> None:
    if invitation.round.state != Round.State.OPEN:
        raise LinkRefused(Why.ROUND_CLOSED, invitation)
    if local_day(at) > last_day(invitation):
        raise LinkRefused(Why.EXPIRED, invitation)


def _parts(token: str) -> tuple[UUID, int]:
    """(invitation id, number of the link). Raises LinkRefused for what we did not sign."""
    try:
        if len(token) > LONGEST:
            raise BadSignature("too long")
        named, _dash, number = _signer().unsign(token).rpartition("-")
        return UUID(bytes=urlsafe_b64decode(named + "==")), int(number)
    except (BadSignature, ValueError) as altered:
        raise LinkRefused(Why.ALTERED) from altered


def _short(key: UUID) -> str:
    return urlsafe_b64encode(key.bytes).decode().rstrip("=")


def _signer() -> Signer:
    return Signer(sep=".", salt=_SALT)
