"""In whose name somebody may act, and what a form sends of the record that it makes."""

from uuid import UUID, uuid5

from django.http import HttpRequest

from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.roles import institutions_of
from ertad.kernel.sent import token_sent
from ertad.people.models import Institution


def institutions_for(user: object, right: str) -> list[Institution]:
    """Those in whose name `user` may do it, the own ones first, then by name; one query."""
    rows, own = Institution.objects.visible_to(user), institutions_of(user)
    found = rows if everywhere(user, right) else rows.filter(pk__in=held_in(user, right))
    return sorted(found, key=lambda each: (each.pk not in own, each.name))


def record_id(request: HttpRequest) -> tuple[UUID, str]:
    """(id, token) of what a form makes: the same form sent twice makes one record."""
    token = token_sent(request.POST.get("token"))
    return uuid5(UUID(str(request.user.pk)), token), token
