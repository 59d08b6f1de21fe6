"""Signing in and out: the parts of allauth that Ertad uses; sign-up is closed."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/enter/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/second-step/", factors.authenticate, name="mfa_authenticate"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/second-step/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("new/", account.signup, name="account_signup"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"
    ),
    path(
        "password/forgotten/<uidb36>-<key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/forgotten/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("two-steps/", factors.index, name="mfa_index"),
    path("two-steps/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("two-steps/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("two-steps/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "two-steps/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "two-steps/codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
