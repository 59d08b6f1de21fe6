"""Who is told of what happens to an offer: those who keep such things in an institution."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from ertad.cooperation.models import Offer
from ertad.kernel.actor import Actor
from ertad.kernel.rights import rights
from ertad.notices.acts.notify import notify
from ertad.people.recipients import people_with


def tell(
    kind: str, offer: Offer, institutions: Collection[UUID], *, by: Actor, at: datetime,
    about: object = "",
) -> None:  # fmt: skip
    """Within the act; whoever does it is not told of it. `about` tells events of a kind apart."""
    keepers = rights()["offer.keep"].own
    told = {one for place in institutions for one in people_with(*keepers, institution_id=place)}
    key = f"{kind}:{offer.pk}:{about}" if about else f"{kind}:{offer.pk}"
    notify(kind=kind, to=told - {by.user_id}, key=key, facts={"offer": str(offer.pk)}, at=at)


def answering(offer: Offer, *, but: UUID | None = None) -> list[UUID]:
    """Ids of the institutions that answered."""
    rows = offer.answers.exclude(institution=but) if but else offer.answers.all()
    return list(rows.values_list("institution", flat=True))
