"""What is one's own: the account, its sessions, the ways to sign in."""

from django.http import HttpRequest

from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.roles import Role, held_by
from ertad.people.models import User


def signed_in(request: HttpRequest) -> User:
    """The account; raises NotAllowed for a visitor."""
    if not isinstance(request.user, User):
        raise NotAllowed("sign in first")
    return request.user


def as_oneself(user: object) -> Actor:
    """The signed-in user, in whatever role, or in none; raises NotAllowed for a visitor."""
    if not isinstance(user, User):
        raise NotAllowed("sign in first")
    for role, place in sorted(held_by(user)):
        return Actor(role, user.pk, place)
    return Actor(Role.PUBLIC, user.pk)
