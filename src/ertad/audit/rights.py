"""Who may look at the trail."""

from django.utils.translation import gettext_lazy as _

from ertad.kernel.rights import Right
from ertad.kernel.roles import Role

RIGHTS = (
    Right(
        "audit.read",
        _("Look through the audit trail, and take it out as a file"),
        everywhere=frozenset({Role.AUDITOR}),
        reason=False,
    ),
)
