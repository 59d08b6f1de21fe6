"""How long it stays known who did what."""

from django.utils.translation import gettext_lazy as _

from ertad.audit.acts.forget import forget_actors
from ertad.kernel.retention import YEAR, Retention

_PROOF = _("so that it can be proved who did and saw what")
_OFFICER = _("data protection officer")

RETENTION = (
    Retention(
        "acts", "audit.auditrow", _("What you did: act, role, day and time"), _PROOF, _OFFICER,
        days=5 * YEAR, since="at", covers="actor_id reason details",
        apart=_("a purge behind a signed checkpoint, by the operator"),
    ),
    Retention(
        "changes", "audit.revision", _("Who changed a record"), _PROOF,
        _("those who keep the record, coordinator, data protection officer"),
        days=5 * YEAR, since="at", empty={"actor_id": ""}, take=forget_actors,
    ),
)  # fmt: skip
