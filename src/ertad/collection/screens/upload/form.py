"""The form with which a filled workbook is sent up."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.collection.models import Submission


class UploadForm(forms.Form):
    """`token` makes a form that is sent twice one submission."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("Your filled workbook, or a list of your own"),
        help_text=_("An .xlsx, .ods or .csv file of up to 20 MB."),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": _("Choose the file first.")},
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, files: Any = None, *, where: str = "upload"
    ) -> None:
        super().__init__(data, files, initial={"token": uuid4().hex}, auto_id=f"{where}_%s")

    def submission_id(self, user_id: UUID) -> UUID:
        """The same for the same form of the same person, unless that id was used meanwhile."""
        token = self.cleaned_data["token"]
        if re.fullmatch(r"[0-9a-f]{32}", token):
            key = uuid5(user_id, token)
            if not Submission.objects.filter(pk=key).exists():
                return key
        return uuid4()

    def refuse(self, text: Any) -> None:
        """Say at the file why it was not taken."""
        self.add_error("file", str(text))
