"""Who sees reports on data protection, keeps its registers, and asks what is held about whom."""

from django.utils.translation import gettext_lazy as _

from ertad.kernel.rights import Right
from ertad.kernel.roles import Role

_OFFICER = frozenset({Role.AUDITOR})

RIGHTS = (
    Right("privacy.see", _("See what is held, how long, and what goes next"), everywhere=_OFFICER),
    Right("breach.keep", _("Keep the log of breaches"), everywhere=_OFFICER),
    Right("request.keep", _("Keep the register of requests by persons"), everywhere=_OFFICER),
    Right(
        "privacy.pack", _("Gather what is held about a person who asked for it"),
        everywhere=_OFFICER,
    ),
    Right("privacy.own", _("Gather what is held about oneself"), mine=True),
)  # fmt: skip
