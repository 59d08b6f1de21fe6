"""Forms of allauth in our words: each thing is said once, in the words of the other pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    """Without placeholders and without a second link to a forgotten password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Every key is a passkey, one that signs in by itself: there is nothing to choose."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the passkey"), required=False, max_length=100,
            help_text=_("So that you know it again, such as “Office computer”."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        with _forged_is_wrong():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name of the passkey"), max_length=100)


class SecondPasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        with _forged_is_wrong():
            return super().clean_credential()


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        with _forged_is_wrong():
            return super().clean_credential()


class PasskeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        with _forged_is_wrong():
            return super().clean_credential()


@contextmanager
def _forged_is_wrong() -> Iterator[None]:
    """The library breaks in many ways on an answer that no browser gives; to us all are one."""
    try:
        yield
    except forms.ValidationError:
        raise
    except Exception as forged:
        text = _("The passkey was not recognised. Try again, or sign in another way.")
        raise forms.ValidationError(text) from forged
