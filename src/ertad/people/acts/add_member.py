"""Give a person a role in an institution; the account is made when there is none."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User
from ertad.people.rules import may_give


def add_member(
    *,
    by: Actor,
    at: datetime,
    institution: Institution,
    email: str,
    name: str,
    role: Role,
    language: str = "ka",
    password: str | None = None,
    demo: bool = False,
) -> Membership:
    """Repeatable: the same person in the same role is given once. Without a password one signs in
    by a code sent to the address.
    """
    may_give(by, role, institution.pk)
    with traced("member.add", by=by, at=at, on=institution) as trace:
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            user = User.objects.create_user(
                email, password, name=name, language=language, demo=demo
            )
            trace.revised("people.user", user.pk, None, {"id": str(user.pk)}, institution.pk)
        held = Membership.objects.filter(
            user=user, institution=institution, role=role, ended_on=None
        ).first()
        if held:
            return held
        member = Membership(user=user, institution=institution, role=role, since=local_day(at))
        return trace.create(member, institution.pk)
