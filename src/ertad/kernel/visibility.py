"""The one door: every list, record, export, search and file starts from `visible_to(user)`."""

from typing import Self, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class VisibleQuerySet(QuerySet[M]):
    """Base of every room's queryset. A model that does not say who sees it shows nothing."""

    def visible_to(self, user: object) -> Self:
        """The records that `user`, signed in or not, may see."""
        return self.none()


class OpenQuerySet(VisibleQuerySet[M]):
    """Reference data that anyone may see."""

    def visible_to(self, user: object) -> Self:
        """All of them."""
        return self.all()
