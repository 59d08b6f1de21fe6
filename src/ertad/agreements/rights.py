"""Who may do and see what of agreements and their pathways."""

from django.utils.translation import gettext_lazy as _

from ertad.kernel.rights import Right
from ertad.kernel.roles import FOCAL_ROLES, MEMBERS, Role

_COORDINATOR = frozenset({Role.COORDINATOR})
_MEMBERS = MEMBERS - {Role.EXPERT, Role.OPERATOR}
_KEEPERS = FOCAL_ROLES | {Role.INSTITUTION_ADMIN}
_PRACTICE = frozenset({Role.SPECIALIST, Role.PROVIDER_STAFF})
"""They work by it every day, and say beforehand what will not do."""

RIGHTS = (
    Right(
        "agreement.see", _("See agreements that are in force, and their pathways"),
        everywhere=_MEMBERS, reason=False,
    ),
    Right(
        "agreement.drafts_see",
        _("See drafts, comments, signatures and earlier versions of the institution’s agreements"),
        own=_MEMBERS, everywhere=_COORDINATOR | {Role.AUDITOR}, reason=False,
    ),
    Right(
        "agreement.draft", _("Write agreements of the institution and send them for review"),
        own=_KEEPERS, everywhere=_COORDINATOR,
    ),
    Right(
        "agreement.comment", _("Comment on agreements that are in review"),
        own=_KEEPERS | _PRACTICE, everywhere=_COORDINATOR,
    ),
    Right(
        "agreement.sign", _("Record that the institution signed an agreement"),
        own=_KEEPERS, everywhere=_COORDINATOR,
    ),
    Right(
        "agreement.review", _("Say that an agreement goes on after its review"),
        own=_KEEPERS, everywhere=_COORDINATOR,
    ),
    Right(
        "agreement.end", _("End an agreement of the institution"),
        own=_KEEPERS, everywhere=_COORDINATOR,
    ),
    Right("agreement.run", _("Let agreements enter into force, fall due and run out")),
)  # fmt: skip
