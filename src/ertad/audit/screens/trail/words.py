"""Why a chain is broken, for the person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.audit.chain import CHANGED, DOES_NOT_FOLLOW, ROW_MISSING
from ertad.audit.checkpoints import is_signed
from ertad.audit.models import AuditCheck
from ertad.audit.sealed import ALTERED, NUMBER, WITHOUT_ACT
from ertad.audit.verify import ANOTHER_HEAD, BEFORE_CHECKPOINT, BEYOND_HEAD, CUT, FORGED_CHECKPOINT

WHY: dict[str, str | Promise] = {
    ROW_MISSING: _("A row is missing."),
    DOES_NOT_FOLLOW: _("The row does not follow the one before it."),
    CHANGED: _("The content of the row was changed."),
    CUT: _("The end of the trail was cut off."),
    ANOTHER_HEAD: _("There is another row than the one that was kept."),
    FORGED_CHECKPOINT: _("The beginning of the trail is not signed."),
    BEFORE_CHECKPOINT: _("There is a row before the beginning of the trail."),
    BEYOND_HEAD: _("There is a row after the end of the trail."),
    ALTERED: _("What the act changed was altered afterwards."),
    NUMBER: _("What the act changed was removed or added to."),
    WITHOUT_ACT: _("A change is recorded that no act made."),
}


def why_broken(check: AuditCheck) -> str:
    """In the active language."""
    if not is_signed(check):
        return str(_("The verdict of the last verification itself was altered."))
    return str(WHY.get(check.why, check.why))
