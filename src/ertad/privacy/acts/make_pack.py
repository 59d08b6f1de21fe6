"""All that is held about a person is gathered: reading it is an act, by the officer or oneself."""

from collections.abc import Callable
from datetime import datetime

from ertad.audit.reading import note_reading
from ertad.kernel.actor import Actor, demand_own
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.people.models import User
from ertad.privacy.models import AccessRequest
from ertad.privacy.pack import pack_in_own_language
from ertad.privacy.papers.pack import pack_pdf

MAKERS: dict[str, Callable[[User, datetime], bytes]] = {
    "json": pack_in_own_language,
    "pdf": pack_pdf,
}


def make_own_pack(*, user: User, kind: str, by: Actor, at: datetime) -> bytes:
    """`kind`: json or pdf. It is noted first, so that the pack tells of itself.

    Raises NotAllowed for anybody else; NoPaper or PaperBusy where no PDF can be made.
    """
    demand_own(by, user.pk)
    note_reading("privacy.own.read", by=by, at=at, on=user, details={"as": kind})
    return MAKERS[kind](user, at)


def make_pack(*, request: AccessRequest, kind: str, by: Actor, at: datetime) -> bytes:
    """For a request of a person who has an account. Raises NotAllowed, Refused, as above."""
    demand("privacy.pack", by)
    if request.user is None:
        raise Refused("the request names no account")
    of, details = [request.user.pk], {"as": kind}
    note_reading("privacy.pack.read", by=by, at=at, on=request, details=details, of=of)
    return MAKERS[kind](request.user, at)
