"""How the institution is reached: phone, e-mail and web page of a desk or function."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ertad.collection.acts.answer_contact import answer_contact
from ertad.collection.answers import answered
from ertad.collection.screens.answer.confirm import CONTACT, done
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.list import frame
from ertad.directory.screens.edit_service.fields import ReadText
from ertad.files.spreadsheets.values import email, phones, url
from ertad.kernel.sent import number_sent


class ContactForm(forms.Form):
    """Read as the cells of a workbook are."""

    use_required_attribute = False

    phone = ReadText(
        phones, label=_("Phone"), required=False,
        help_text=_("Of a desk or function, not a person's own."),
    )  # fmt: skip
    email = ReadText(
        email, label=_("E-mail"), required=False, widget=forms.TextInput({"inputmode": "email"}),
        help_text=_("Letters about your services go there, once the coordinator has accepted it."),
    )  # fmt: skip
    url = ReadText(
        url, label=_("Web page"), required=False, widget=forms.TextInput({"inputmode": "url"})
    )

    def clean_phone(self) -> str:
        numbers: list[str] = self.cleaned_data["phone"]
        if len(numbers) > 1:
            raise forms.ValidationError(_("Give one number, that of the reception for example."))
        return numbers[0].replace(";ext=", " ext ") if numbers else ""

    def contact(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] or "" for key in ("phone", "email", "url")}


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, opened: Opened) -> HttpResponse:
    found = answered(opened.invitation, at=opened.at)
    data: Any = request.POST if request.method == "POST" else None
    form = ContactForm(data, initial=found.contact_shown())
    if data is not None and form.is_valid():
        return done(
            request, opened,
            lambda: answer_contact(
                invitation=opened.invitation, contact=form.contact(), by=opened.by, at=opened.at,
                version=number_sent(data.get("draft")),
            ),
            "contact", CONTACT,
        )  # fmt: skip
    context = {**frame(opened, found), "form": form}
    status = 200 if data is None else 422
    return render(request, "collection/screens/answer/contact.html", context, status=status)
