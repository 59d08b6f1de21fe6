"""Who is to agree: the parties of a draft are chosen anew."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from ertad.agreements.acts.change_draft import change_parties
from ertad.agreements.models import AgreementVersion, Party
from ertad.agreements.screens.acting import acting, latest_text, refuse
from ertad.agreements.screens.institutions import by_kind, institutions_there
from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import local_day, now
from ertad.kernel.moves import NOT_IN_THIS_STATE
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent
from ertad.look.both import STALE


class PartiesForm(forms.Form):
    partners = forms.MultipleChoiceField(
        label=lazy("Parties"), widget=forms.CheckboxSelectMultiple,
        help_text=lazy("What was written of a party that stays, stays."),
    )  # fmt: skip
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = self.fields["partners"]
        if isinstance(partners, forms.MultipleChoiceField):
            partners.choices = choices


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    text = latest_text(request, pk)
    side = acting(request, "agreement.draft", text)
    if text.state != AgreementVersion.State.DRAFT:
        messages.warning(request, NOT_IN_THIS_STATE)
        return redirect("agreements:agreement", pk)
    at, posted = now(), request.method == "POST"
    present = Party.objects.visible_to(request.user).filter(text=text)
    ids = [str(each) for each in present.values_list("institution_id", flat=True)]
    form = PartiesForm(
        request.POST if posted else None,
        choices=by_kind(institutions_there(request.user, local_day(at))),
        initial={"partners": ids, "version": text.version},
    )  # fmt: skip
    by = side.ready() if posted else None
    if posted and form.is_valid() and by:
        chosen = form.cleaned_data["partners"]
        order = [each for each in ids if each in chosen] + [x for x in chosen if x not in ids]
        try:
            change_parties(
                text_id=text.pk, version=number_sent(form.cleaned_data["version"]),
                institutions=[UUID(each) for each in order], by=by, at=at,
            )  # fmt: skip
        except Refused as refused:
            refuse(form, refused)
        except StaleEdit:
            messages.warning(request, STALE)
            return redirect("agreements:parties", pk)
        else:
            messages.success(request, _("The parties are saved."))
            return redirect("agreements:edit", pk)
    context = {"text": text, "form": form, "why": side.why}
    status = 422 if posted else 200
    return render(request, "agreements/screens/parties/page.html", context, status=status)
