"""A right is held in the own institution, everywhere, or not at all; others are asked why."""

from uuid import UUID, uuid4

import pytest

from ertad.kernel import rights as table
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.rights import Right, asked_why, demand, may
from ertad.kernel.roles import Role

OWN, OTHER = uuid4(), uuid4()
KEEP = Right(
    "bread.bake", "Bake bread", own=frozenset({Role.FOCAL_POINT}),
    everywhere=frozenset({Role.COORDINATOR}),
)  # fmt: skip


class Somebody:
    is_authenticated = True

    def __init__(self, role: Role, place: UUID = OWN) -> None:
        self.held = frozenset({(role, place)})

    def held_roles(self) -> frozenset[tuple[Role, UUID]]:
        return self.held


@pytest.fixture(autouse=True)
def one_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "rights", lambda: {KEEP.name: KEEP})


def test_giorgi_bakes_at_home_and_nino_elsewhere_when_she_says_why() -> None:
    giorgi, nino = Somebody(Role.FOCAL_POINT), Somebody(Role.COORDINATOR)
    assert may(giorgi, "bread.bake", OWN)
    assert not may(giorgi, "bread.bake", OTHER)
    assert may(nino, "bread.bake", OTHER)
    assert not may(object(), "bread.bake")
    assert asked_why(nino, "bread.bake", OTHER)
    assert not asked_why(giorgi, "bread.bake", OWN)

    demand("bread.bake", Actor(Role.FOCAL_POINT, uuid4(), OWN), OWN)
    demand("bread.bake", Actor(Role.COORDINATOR, uuid4(), OTHER, "the oven is there"), OTHER)
    demand("bread.bake", SYSTEM, OTHER)
    for refused in (
        Actor(Role.FOCAL_POINT, uuid4(), OTHER),
        Actor(Role.COORDINATOR, uuid4(), OTHER, "  "),
        Actor(Role.READER, uuid4(), OWN),
    ):
        with pytest.raises(NotAllowed):
            demand("bread.bake", refused, OWN)
