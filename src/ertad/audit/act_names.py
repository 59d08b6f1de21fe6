"""What acts and records are called in words: each room tells it in its `act_names.py`.

`ACT_NAMES` are (act, words), `RECORD_NAMES` (kind, words). A test fails on an act without words.
An act that ends with `.read` or `.export` is a reading: nothing was changed by it.
"""

from collections.abc import Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.kernel.roles import Role
from ertad.kernel.rooms import told_by_rooms

Words = str | Promise

ACT_NAMES = (
    ("audit.read", _("Audit trail read")),
    ("audit.export", _("Audit trail taken as a file")),
    ("audit.record.read", _("Looked up who saw or changed a record")),
    ("audit.purge", _("Oldest rows of the audit trail removed")),
    ("audit.epoch", _("Restored from a backup")),
)
ROLE_NAMES: Mapping[str, Words] = {
    Role.COORDINATOR: _("Coordinator"),
    Role.SPECIALIST: _("Specialist of the agency"),
    Role.FOCAL_POINT: _("Focal point"),
    Role.DEPUTY: _("Deputy of the focal point"),
    Role.PROVIDER_STAFF: _("Staff who keep services"),
    Role.INSTITUTION_ADMIN: _("Administrator of the institution"),
    Role.EXPERT: _("Expert or trainer"),
    Role.READER: _("Reader"),
    Role.AUDITOR: _("Auditor (data protection)"),
    Role.LINK_HOLDER: _("Holder of a signed link"),
    Role.PUBLIC: _("Visitor without an account"),
    Role.OPERATOR: _("The installation itself"),
}


@cache
def act_names() -> Mapping[str, Words]:
    """Of all rooms, upper rooms first."""
    return dict(told_by_rooms("act_names", "ACT_NAMES"))


@cache
def record_names() -> Mapping[str, Words]:
    return dict(told_by_rooms("act_names", "RECORD_NAMES"))


def act_name(act: str) -> str:
    """In the active language; the act's code where no room has words for it."""
    return str(act_names().get(act, act))


def record_name(kind: str) -> str:
    return str(record_names().get(kind, kind))


def readings() -> list[str]:
    """The acts by which nothing is changed."""
    return [act for act in act_names() if act.endswith((".read", ".export"))]
