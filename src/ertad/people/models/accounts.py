"""Accounts. Sign-up is closed: an account is made by invitation or by a command."""

import uuid
from typing import Any, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.roles import Role
from ertad.kernel.visibility import VisibleQuerySet


class UserQuerySet(VisibleQuerySet["User"]):
    def visible_to(self, user: object) -> Self:
        """Coordinators and auditors see all accounts, institution admins those of their own."""
        if everywhere(user, "account.see"):
            return self.all()
        own = held_in(user, "account.see")
        mine = models.Q(pk=getattr(user, "pk", None))
        return self.filter(mine | models.Q(memberships__institution__in=own)).distinct()


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account with a hashed password; without one it can only be entered by link."""
        user = User(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="ka")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False, help_text="made by the demo; refused in production")
    date_joined = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    new_email = models.EmailField(
        blank=True, help_text="an address that waits to be confirmed by a link"
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    privacy = classes(
        internal="id is_active demo date_joined last_login language closed_at",
        personal="email name password new_email",
    )
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def held_roles(self) -> frozenset[tuple[Role, UUID]]:
        """(role, institution id) of every membership that has not ended; read once a request."""
        if not hasattr(self, "_held_roles"):
            rows = self.memberships.filter(ended_on=None).values_list("role", "institution_id")
            self._held_roles = frozenset((Role(role), place) for role, place in rows)
        return self._held_roles
