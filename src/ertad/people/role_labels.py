"""What the roles are called on screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.kernel.roles import Role

ROLE_LABELS: dict[Role, str | Promise] = {
    Role.FOCAL_POINT: _("Focal point"),
    Role.DEPUTY: _("Deputy of the focal point"),
    Role.PROVIDER_STAFF: _("Staff who keep services"),
    Role.INSTITUTION_ADMIN: _("Administrator of the institution"),
    Role.READER: _("Reader"),
    Role.SPECIALIST: _("Specialist of the agency"),
    Role.EXPERT: _("Expert or trainer"),
    Role.COORDINATOR: _("Coordinator"),
    Role.AUDITOR: _("Auditor (data protection)"),
    Role.OPERATOR: _("Operator"),
}
"""In the order in which they are offered; public and link holder are not given to anyone."""
