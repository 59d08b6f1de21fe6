"""Signing in and out and one's own account: the parts of allauth that Ertad uses, and ours."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path
from django.views.generic import RedirectView

from ertad.people.screens.accept_invitation.view import invitation
from ertad.people.screens.account.view import mine
from ertad.people.screens.change_account.view import change
from ertad.people.screens.change_address.view import change_address
from ertad.people.screens.close_account.view import close_own
from ertad.people.screens.confirm_address.view import confirm
from ertad.people.screens.end_sessions.view import end_others, end_session
from ertad.people.screens.second_step.view import second_step
from ertad.people.screens.sign_in_link.view import sign_in_link
from ertad.people.screens.time_left.view import extend, time_left

own = [
    path("", mine, name="mine"),
    path("change/", change, name="change"),
    path("address/", change_address, name="change_address"),
    path("address/<str:key>/", confirm, name="confirm_address"),
    path("close/", close_own, name="close"),
    path("devices/others/end/", end_others, name="end_other_sessions"),
    path("devices/<str:key>/end/", end_session, name="end_session"),
    path("second-step/", second_step, name="second_step"),
    path("time-left/", time_left, name="session"),
    path("time-left/more/", extend, name="extend"),
    path("invitation/<str:key>/", invitation, name="invitation"),
    path("sign-in/link/<str:key>/", sign_in_link, name="sign_in_link"),
]

urlpatterns = [
    path("", include((own, "account"))),
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
    path("two-steps/passkeys/", RedirectView.as_view(pattern_name="mfa_index"),
         name="mfa_list_webauthn"),
    path("two-steps/passkeys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("two-steps/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("two-steps/passkeys/<int:pk>/end/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/again/passkey/", passkeys.reauthenticate_webauthn,
         name="mfa_reauthenticate_webauthn"),
]  # fmt: skip
