"""For which institutions a reader may name contact points."""

from collections.abc import Sequence

from ertad.kernel.rights import held_in, may
from ertad.people.models import Institution


def may_add_for(user: object, code: str = "") -> Sequence[Institution]:
    """The own ones; the one called `code` for whoever may name one there, such as a coordinator."""
    own = held_in(user, "contact.add")
    rows = Institution.objects.visible_to(user)
    if code:
        return [each for each in rows.filter(code=code) if may(user, "contact.add", each.pk)]
    return list(rows.filter(pk__in=own).order_by("code")) if own else []
