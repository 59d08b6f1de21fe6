"""What goes with a focal point to the successor: agreements that wait for the institution."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.models import AgreementVersion, Party
from ertad.kernel.handing_over import OpenWork
from ertad.people.models import Membership

S = AgreementVersion.State


def _waiting(user_id: UUID, institution_id: UUID) -> int:
    if not Membership.objects.focal(user_id, institution_id).exists():
        return 0
    states = (S.DRAFT, S.REVIEW, S.DUE)
    return Party.objects.filter(institution=institution_id, text__state__in=states).count()


HANDED_OVER = (OpenWork("agreements", _("Agreements in preparation or due"), _waiting),)
