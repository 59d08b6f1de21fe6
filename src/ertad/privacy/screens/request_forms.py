"""The forms of the register of requests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.look.dates import day_field
from ertad.people.models import User
from ertad.privacy.models import AccessRequest


class EnterForm(forms.Form):
    use_required_attribute = False

    what = forms.ChoiceField(
        label=_("What does the person ask?"),
        choices=AccessRequest.What.choices,
        widget=forms.RadioSelect(),
    )
    received_on = day_field(_("When was it received?"))
    reference = forms.CharField(
        label=_("Number of the letter in your register"),
        max_length=60,
        required=False,
        help_text=_("The letter itself stays there; its sender's name is not written here."),
    )
    email = forms.EmailField(
        label=_("E-mail address of the person's account"),
        max_length=254,
        required=False,
        help_text=_("Empty where the person has no account: then Ertad holds nothing by name."),
    )

    def __init__(self, *args: object, viewer: object = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        self.viewer = viewer
        self.account: User | None = None

    def clean_email(self) -> str:
        """The whole address, or nobody: accounts are not searched here."""
        email: str = self.cleaned_data["email"]
        if email:
            accounts = User.objects.visible_to(self.viewer)
            self.account = accounts.filter(email=email.lower()).first()
            if self.account is None:
                raise forms.ValidationError(_("No account has this address."))
        return email


class AnswerForm(forms.Form):
    use_required_attribute = False

    answered_on = day_field(_("When was the person answered?"))
    outcome = forms.ChoiceField(
        label=_("What was the answer?"),
        choices=AccessRequest.Outcome.choices,
        widget=forms.RadioSelect(),
    )
    note = forms.CharField(
        label=_("Note on the answer"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Write no names and no numbers of persons."),
    )


class ProlongForm(forms.Form):
    use_required_attribute = False

    why = forms.CharField(
        label=_("Why is more time needed?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The person is told so, with this reason, before the first term has ended."),
    )
