"""Links that are keys: signed, for one thing each, used once, over after a while.

What a key is for is told by its salt, so that none opens another door.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer

from ertad.audit.trail import keyed_digest
from ertad.people.models import MemberInvitation, User

SIGN_IN_MINUTES = 15
ADDRESS_HOURS = 24
LONGEST = 400


class Why(StrEnum):
    """Why a link does not open."""

    ALTERED = "altered"
    """Not one of ours: cut, mistyped, changed or guessed. Nothing more is said about it."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    USED = "used"


class LinkRefused(Exception):
    def __init__(self, code: Why, invitation: MemberInvitation | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.invitation = invitation


def invitation_key(invitation: MemberInvitation) -> str:
    return _sign("invitation", [invitation.pk.hex, invitation.link_number])


def read_invitation(key: str, at: datetime) -> MemberInvitation:
    """The invitation that waits for an answer. Raises LinkRefused."""
    named, number = _unsign("invitation", key, 2)
    rows = MemberInvitation.objects.select_related("institution", "invited_by")
    invitation = rows.filter(pk=UUID(named)).first()
    if invitation is None:
        raise LinkRefused(Why.ALTERED)
    if invitation.state == MemberInvitation.State.ACCEPTED:
        raise LinkRefused(Why.USED, invitation)
    if invitation.state == MemberInvitation.State.WITHDRAWN or number != invitation.link_number:
        raise LinkRefused(Why.WITHDRAWN, invitation)
    if invitation.expired(at):
        raise LinkRefused(Why.EXPIRED, invitation)
    return invitation


def sign_in_key(user: User, at: datetime) -> str:
    """It dies with the next sign-in, by whatever way."""
    return _sign("sign-in", [user.pk.hex, _moment(user), int(at.timestamp())])


def read_sign_in(key: str, at: datetime) -> User:
    """Whom the link signs in; the link is not used up. Raises LinkRefused."""
    named, last_sign_in, made = _unsign("sign-in", key, 3)
    user: User | None = User.objects.filter(pk=UUID(named)).first()
    if user is None or not user.is_active:
        raise LinkRefused(Why.ALTERED)
    if at.timestamp() > made + SIGN_IN_MINUTES * 60:
        raise LinkRefused(Why.EXPIRED)
    if _moment(user) != last_sign_in:
        raise LinkRefused(Why.USED)
    return user


def use_sign_in(key: str, at: datetime) -> User:
    """The same, and the link opens no more: of two that press at once, one gets in."""
    user = read_sign_in(key, at)
    if not User.objects.filter(pk=user.pk, last_login=user.last_login).update(last_login=at):
        raise LinkRefused(Why.USED)
    return user


def address_key(user: User, at: datetime) -> str:
    """For the address that waits in `user.new_email`; the address itself is not in it."""
    digest = keyed_digest(user.new_email)[:32]
    return _sign("address", [user.pk.hex, digest, int(at.timestamp())])


def read_address(key: str, at: datetime) -> User:
    """Whose new address is confirmed. Raises LinkRefused."""
    named, digest, made = _unsign("address", key, 3)
    user: User | None = User.objects.filter(pk=UUID(named)).first()
    if user is None or not user.is_active:
        raise LinkRefused(Why.ALTERED)
    if keyed_digest(user.email)[:32] == digest:
        raise LinkRefused(Why.USED)
    if not user.new_email or keyed_digest(user.new_email)[:32] != digest:
        raise LinkRefused(Why.WITHDRAWN)
    if at > datetime.fromtimestamp(made, at.tzinfo) + timedelta(hours=ADDRESS_HOURS):
        raise LinkRefused(Why.EXPIRED)
    return user


def _moment(user: User) -> str:
    return user.last_login.isoformat() if user.last_login else ""


def _sign(purpose: str, parts: Sequence[object]) -> str:
    return _signer(purpose).sign_object(list(parts))


def _unsign(purpose: str, key: str, number: int) -> Sequence[Any]:
    try:
        if len(key) > LONGEST:
            raise BadSignature("too long")
        parts = _signer(purpose).unsign_object(key)
    except (BadSignature, ValueError) as altered:
        raise LinkRefused(Why.ALTERED) from altered
    if not isinstance(parts, list) or len(parts) != number:
        raise LinkRefused(Why.ALTERED)
    return parts


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"ertad.people.{purpose}")
