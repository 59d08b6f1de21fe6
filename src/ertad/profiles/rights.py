"""Who may see what an institution gets back for its data."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import EDITING_ROLES, Role

RIGHTS = (
    Right(
        "returns.see", "See what an institution gets back for its data",
        EDITING_ROLES | {Role.INSTITUTION_ADMIN}, frozenset({Role.COORDINATOR}), reason=False,
    ),
)  # fmt: skip
