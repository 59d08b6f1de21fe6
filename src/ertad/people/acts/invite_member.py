"""Invite somebody to a role in an institution; send it again; withdraw it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import StaleEdit, Trace, keyed_digest, traced
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.kernel.roles import Role
from ertad.notices.writing import one_line
from ertad.people.accounts.letters import put_invitation
from ertad.people.models import Institution, MemberInvitation, Membership
from ertad.people.rules import may_give

DAYS = 7
"""So long the link opens."""
State = MemberInvitation.State


def invite_member(
    *,
    by: Actor,
    at: datetime,
    institution: Institution,
    email: str,
    name: str,
    role: Role,
    language: str = "ka",
    invitation_id: UUID | None = None,
) -> MemberInvitation:
    """A letter with a link goes to the address. Raises Refused where there is nothing to invite."""
    demand("member.invite", by, institution.pk)
    may_give(by, role, institution.pk)
    invitation = MemberInvitation(
        id=invitation_id or uuid4(), institution=institution, role=role, email=email.lower(),
        name=one_line(name)[:200], language=language, invited_by_id=by.user_id, sent_at=at,
        expires_at=at + timedelta(days=DAYS),
    )  # fmt: skip
    with _once(), traced("member.invite", by=by, at=at, on=institution) as trace:
        held = Membership.objects.filter(
            user__email=invitation.email, institution=institution, role=role, ended_on=None
        )
        if held.exists():
            raise Refused(_("This person has the role already."))
        invitation.save(force_insert=True)
        trace.revised(*_of(invitation), None, plain(invitation), institution.pk)
        put_invitation(invitation, at=at)
    return invitation


def send_invitation_again(
    *, by: Actor, at: datetime, invitation: MemberInvitation, version: int
) -> None:
    """With a new link; the earlier ones stop working. Raises StaleEdit."""
    _demand(by, invitation)
    with traced("member.invite_again", by=by, at=at, on=invitation) as trace:
        change(
            trace, invitation, version=version, sent_at=at, expires_at=at + timedelta(days=DAYS),
            link_number=invitation.link_number + 1,
        )  # fmt: skip
        put_invitation(invitation, at=at)


def withdraw_invitation(
    *, by: Actor, at: datetime, invitation: MemberInvitation, version: int
) -> None:
    """Its links open no more. Raises StaleEdit."""
    _demand(by, invitation)
    with traced("member.uninvite", by=by, at=at, on=invitation) as trace:
        change(trace, invitation, version=version, state=State.WITHDRAWN, email="", name="")


def change(
    trace: Trace, invitation: MemberInvitation, *, version: int, **changes: Any
) -> MemberInvitation:
    """Within an act. Raises StaleEdit unless it still waits in this version."""
    before = plain(invitation)
    rows = MemberInvitation.objects.waiting().filter(pk=invitation.pk, version=version)
    if not rows.update(version=version + 1, **changes):
        raise StaleEdit(MemberInvitation.objects.get(pk=invitation.pk))
    for name, value in changes.items():
        setattr(invitation, name, value)
    invitation.version = version + 1
    trace.revised(*_of(invitation), before, plain(invitation), invitation.institution_id)
    return invitation


def plain(invitation: MemberInvitation) -> dict[str, Any]:
    """What a revision keeps: no name, and for the address a digest."""
    return {
        "role": invitation.role,
        "state": str(invitation.state),
        "email": keyed_digest(invitation.email) if invitation.email else "",
        "link_number": invitation.link_number,
        "expires_at": invitation.expires_at.isoformat(),
    }


def _of(invitation: MemberInvitation) -> tuple[str, object]:
    return invitation._meta.label_lower, invitation.pk


def _demand(by: Actor, invitation: MemberInvitation) -> None:
    demand("member.invite", by, invitation.institution_id)
    may_give(by, Role(invitation.role), invitation.institution_id)


@contextmanager
def _once() -> Iterator[None]:
    """Two that invite the same person to the same role at once: the second is told so."""
    try:
        yield
    except IntegrityError as twice:
        raise Refused(
            _("An invitation to this role waits at this address already. Send it again below.")
        ) from twice
