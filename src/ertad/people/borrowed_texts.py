"""Texts of allauth and Django that people meet in signing in, in our Georgian and French.

Nothing imports this; it only brings them into the catalogues of this room.
"""

from django.utils.translation import gettext_noop

TEXTS = (
    gettext_noop("Email"),
    gettext_noop("Code"),
    gettext_noop("Authenticator code"),
    gettext_noop("Current Password"),
    gettext_noop("New Password"),
    gettext_noop("New Password (again)"),
    gettext_noop("Please type your current password."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("The password reset token was invalid."),
    gettext_noop("This password is too common."),
    gettext_noop("This password is entirely numeric."),
)
