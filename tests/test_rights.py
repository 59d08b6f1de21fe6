"""The table of rights: each row means the same to a screen, an act and a list."""

from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.rights import Right, actor_with, asked_why, demand, held_in, may, rights
from ertad.kernel.roles import MEMBERS, NO_ACCOUNT, LinkHolder, Role
from ertad.people.models import User

OWN, OTHER = uuid4(), uuid4()
TABLE = sorted(rights().values(), key=lambda right: right.name)
WHY = "asked by telephone"


def holding(role: Role) -> User:
    """Somebody with one role, in OWN."""
    user = User(id=uuid4(), name="Somebody")
    user._held_roles = frozenset({(role, OWN)})
    return user


def allowed(right: Right, by: Actor, institution: UUID) -> bool:
    try:
        demand(right.name, by, institution)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("institution", [OWN, OTHER], ids=["own", "other"])
@pytest.mark.parametrize("right", TABLE, ids=lambda right: right.name)
def test_screens_acts_and_lists_agree(right: Right, institution: UUID) -> None:
    for role in MEMBERS:
        user, own = holding(role), role in right.own and institution == OWN
        assert (institution in held_in(user, right.name)) == own
        assert may(user, right.name, institution) == (own or role in right.everywhere)
        if not may(user, right.name, institution):
            with pytest.raises(NotAllowed):
                actor_with(user, right.name, institution)
            continue
        assert allowed(right, actor_with(user, right.name, institution, reason=WHY), institution)
        without = allowed(right, actor_with(user, right.name, institution), institution)
        assert without != asked_why(user, right.name, institution)


@pytest.mark.parametrize("right", TABLE, ids=lambda right: right.name)
def test_nobody_else_holds_it(right: Right) -> None:
    for role in NO_ACCOUNT:
        assert not may(holding(role), right.name)
        with pytest.raises(NotAllowed):
            actor_with(holding(role), right.name, OWN)
    assert not may(AnonymousUser(), right.name)
    assert not may(None, right.name)
    assert may(LinkHolder(OWN), right.name, OWN) == (Role.LINK_HOLDER in right.own)
    assert not may(LinkHolder(OWN), right.name, OTHER)
    assert allowed(right, SYSTEM, OTHER)
    assert not allowed(right, Actor(Role.OPERATOR, uuid4()), OTHER)


def test_each_right_is_told_once_and_says_what_it_is() -> None:
    from ertad.kernel.rooms import told_by_rooms

    names = [right.name for right in told_by_rooms("rights", "RIGHTS")]
    assert len(names) == len(set(names))
    assert all(str(right.label) for right in TABLE)
    assert [right.name for right in TABLE if right.mine and right.own | right.everywhere] == []
