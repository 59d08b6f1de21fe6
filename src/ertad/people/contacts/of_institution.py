"""The contact points of one institution, for its page and its profile."""

from collections.abc import Sequence
from datetime import date

from ertad.people.contacts.shown import ShownContact, shown, with_all
from ertad.people.models import ContactPoint, Institution

MOST = 12


def contacts_of(
    institution: Institution, user: object, today: date, *, persons: bool = False
) -> Sequence[ShownContact]:
    """As `user` sees them (None: the public), the first twelve; functions, unless `persons` are
    asked for: a page that anybody may print has no names."""
    rows = ContactPoint.objects.visible_to(user).present().filter(institution=institution)
    return shown(with_all(rows.order_by("since", "pk"))[:MOST], user if persons else None, today)
