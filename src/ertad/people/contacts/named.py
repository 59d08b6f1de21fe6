"""Who can be named: an account that belongs to the institution, a deputy of the same one."""

from uuid import UUID

from django.utils.translation import gettext as _

from ertad.kernel.refused import Refused
from ertad.people.models import ContactPoint, Membership


def demand_account_free(
    user_id: UUID | None, institution_id: UUID, *, but: ContactPoint | None = None
) -> None:
    """Raise Refused for an account of somebody else's institution, and for one named already."""
    if user_id is None:
        return
    held = Membership.objects.filter(
        user_id=user_id, institution_id=institution_id, ended_on=None, user__is_active=True
    )
    if not held.exists():
        raise Refused(_("This person is not a member of the institution."), "account")
    named = ContactPoint.objects.present().filter(user_id=user_id, institution_id=institution_id)
    if but:
        named = named.exclude(pk=but.pk)
    if named.exists():
        raise Refused(_("This person is a contact point already."), "account")


def demand_new(contact_id: UUID | None) -> None:
    """Raise Refused for an id that another contact point has: a form's id may be forged."""
    if contact_id is None or ContactPoint.objects.filter(pk=contact_id).exists():
        raise Refused(_("This form was used already. Open it anew."))


def demand_deputy(
    deputy: ContactPoint | None, institution_id: UUID, *, of: ContactPoint | None = None
) -> None:
    """Raise Refused unless the deputy is another present contact point of the institution."""
    if deputy is None:
        return
    if deputy.institution_id != institution_id or deputy.ended_on or (of and deputy.pk == of.pk):
        raise Refused(_("Choose another contact point of the same institution."), "deputy")
