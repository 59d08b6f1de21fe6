"""Who is told of an agreement: those who keep it in each of its parties."""

from datetime import datetime
from uuid import UUID

from ertad.agreements.models import AgreementVersion
from ertad.kernel.actor import Actor
from ertad.kernel.roles import FOCAL_ROLES, Role
from ertad.notices.acts.notify import notify
from ertad.notices.notice_kinds import named
from ertad.people.recipients import people_with


def tell(kind: str, text: AgreementVersion, *, by: Actor, at: datetime, key: str = "") -> None:
    """Within the act; whoever acts is not told of it. `key`: where it is told several times."""
    to: list[UUID] = []
    for party in text.parties.all():
        to += people_with(*FOCAL_ROLES, Role.INSTITUTION_ADMIN, institution_id=party.institution_id)
    notify(
        kind=kind, to=[each for each in to if each != by.user_id],
        key=f"{kind}:{text.pk}:{key}", at=at,
        facts={
            "agreement": str(text.agreement_id), "number": str(text.number),
            **named("title", text, "title"),
        },
    )  # fmt: skip
