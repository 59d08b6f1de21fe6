"""Who may do what with accounts."""

from django.utils.translation import gettext_lazy as _

from ertad.kernel.rights import Right
from ertad.kernel.roles import Role

ADMIN, COORDINATOR = frozenset({Role.INSTITUTION_ADMIN}), frozenset({Role.COORDINATOR})

RIGHTS = (
    Right("member.invite", _("Invite a person to an institution"), ADMIN, COORDINATOR),
    Right("account.close", _("Close the account of a member"), ADMIN, COORDINATOR),
    Right("account.keep", _("Keep one's own account, and close it"), mine=True),
)
