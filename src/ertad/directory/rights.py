"""Who may do and see what in the directory."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import EDITING_ROLES, FOCAL_ROLES, MEMBERS, Role

_COORDINATOR = frozenset({Role.COORDINATOR})
_OWN_PEOPLE = MEMBERS | {Role.LINK_HOLDER}

RIGHTS = (
    Right("service.add", "Add a service", FOCAL_ROLES, _COORDINATOR),
    Right("service.edit", "Change a service", EDITING_ROLES, _COORDINATOR),
    Right("service.confirm", "Confirm services", EDITING_ROLES, _COORDINATOR),
    Right("service.places", "Say whether places are free", EDITING_ROLES, _COORDINATOR),
    Right("service.end", "End a service", FOCAL_ROLES, _COORDINATOR),
    Right("service.undo", "Undo a change", EDITING_ROLES, _COORDINATOR),
    Right(
        "service.history", "See the history of a service or place", EDITING_ROLES, _COORDINATOR,
        reason=False,
    ),
    Right(
        "service.merge", "Merge services, and undo a merge", FOCAL_ROLES, _COORDINATOR,
        reason=False,
    ),
    Right(
        "service.translate", "Translate texts of services", everywhere=_COORDINATOR, reason=False
    ),
    Right("location.add", "Add an address", EDITING_ROLES, _COORDINATOR),
    Right("location.edit", "Change an address", EDITING_ROLES, _COORDINATOR),
    Right("report.see", "See reported mistakes", EDITING_ROLES, _COORDINATOR, reason=False),
    Right("report.settle", "Settle a reported mistake", EDITING_ROLES, _COORDINATOR),
    Right(
        "demand.see", "See searches that found nothing", everywhere=_COORDINATOR, reason=False
    ),
    Right(
        "confidential.see", "See a confidential address", _OWN_PEOPLE, _COORDINATOR, reason=False
    ),
    Right(
        "pathway.see", "See legal pathways", _OWN_PEOPLE, _COORDINATOR | {Role.SPECIALIST},
        reason=False,
    ),
    Right("list.keep", "Keep lists of services", MEMBERS),
    Right("list.own", "Open, change and share a list that is kept", mine=True),
    Right("search.follow", "Follow a search", MEMBERS),
    Right("search.own", "Stop a search that is followed", mine=True),
)  # fmt: skip
