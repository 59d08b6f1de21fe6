"""The one door: every list, record, export, search and file starts from `visible_to(user)`."""

from typing import Self, TypeVar

from django.db.models import Model, QuerySet

from ertad.kernel.rights import everywhere, held_in

M = TypeVar("M", bound=Model)


class VisibleQuerySet(QuerySet[M]):
    """Base of every room's queryset. A model that does not say who sees it shows nothing."""

    def visible_to(self, user: object) -> Self:
        """The records that `user`, signed in or not, may see."""
        return self.none()

    def by_right(self, user: object, right: str, *paths: str) -> Self:
        """All records for those who hold the right everywhere, for others those of which every
        path, such as `service__institution`, leads to an institution where they hold it.
        """
        if everywhere(user, right):
            return self.all()
        own = held_in(user, right)
        return (
            self.filter(**{f"{path}__in": own for path in paths}) if paths and own else self.none()
        )


class OpenQuerySet(VisibleQuerySet[M]):
    """Reference data that anyone may see."""

    def visible_to(self, user: object) -> Self:
        """All of them."""
        return self.all()
