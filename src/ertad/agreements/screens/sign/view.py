"""That a party signed is recorded, with the signed paper where there is one."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from ertad.agreements.acts.sign_agreement import sign_agreement
from ertad.agreements.models import Party
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.screens.acting import Acting, acting_for, refuse
from ertad.collection.screens.upload.too_large import NotAbove
from ertad.files.scans import LARGE, MOST_BYTES, Scan, checked_scan
from ertad.kernel.clock import local_day, now
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused
from ertad.kernel.sent import id_of, token_sent
from ertad.look.dates import DateInThree


class SignForm(forms.Form):
    use_required_attribute = False

    signed_on = forms.DateField(label=lazy("Signed on"), widget=DateInThree())
    signatory_function = forms.CharField(
        label=lazy("Function of whoever signed"), max_length=200, required=False,
        help_text=lazy("Such as: mayor. Needed where no paper is added."),
    )  # fmt: skip
    signatory_name = forms.CharField(
        label=lazy("Name of whoever signed"), max_length=200, required=False,
        help_text=lazy("Only the parties see it. Needed where no paper is added."),
    )  # fmt: skip
    scan = forms.FileField(
        label=lazy("The signed paper, scanned"), required=False, allow_empty_file=True,
        help_text=lazy("PDF, JPEG or PNG of up to 10 MB."),
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def columns(self) -> dict[str, Any]:
        names = ("signed_on", "signatory_function", "signatory_name")
        return {name: self.cleaned_data[name] for name in names}


@csrf_exempt  # checked in `_page`: the limit must be set before anything of the form is read
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    limit = NotAbove(MOST_BYTES)
    request.upload_handlers.insert(0, limit)
    response: HttpResponse = _page(request, pk, party_id, limit)
    return response


@csrf_protect
def _page(request: HttpRequest, pk: UUID, party_id: UUID, limit: NotAbove) -> HttpResponse:
    rows = Party.objects.visible_to(request.user).select_related("institution", "text")
    party = get_object_or_404(rows, pk=party_id, text__agreement=pk)
    side = acting_for(request, "agreement.sign", party.institution_id)
    reasons = [words for _code, words in against(AGREEMENT_MOVES["agreement.sign"], party.text)]
    posted = request.method == "POST"
    if reasons and not posted:
        messages.warning(request, str(reasons[0]))
        return redirect("agreements:version", pk, party.text.number)
    first = {"signed_on": local_day(now()), "token": token_sent(None)}
    form = SignForm(
        request.POST if posted else None, request.FILES if posted else None, initial=first
    )
    if posted and _signed(request, party, form, side, limit):
        return redirect("agreements:version", pk, party.text.number)
    context = {"party": party, "text": party.text, "form": form, "why": side.why}
    status = 422 if posted else 200
    return render(request, "agreements/screens/sign/page.html", context, status=status)


def _signed(
    request: HttpRequest, party: Party, form: SignForm, side: Acting, limit: NotAbove
) -> bool:
    """Whether it is recorded; the form says what is wrong where it is not."""
    by = side.ready()
    if limit.refused:
        form.errors.pop("scan", None)
        form.add_error("scan", LARGE)
        return False
    if not form.is_valid() or by is None:
        return False
    try:
        sign_agreement(
            signature_id=id_of(request, f"signature {party.pk}"), party_id=party.pk,
            fields=form.columns(), scan=_scan_of(form), by=by, at=now(),
        )  # fmt: skip
    except Refused as refused:
        refuse(form, refused)
        return False
    messages.success(request, _("The signature is recorded."))
    return True


def _scan_of(form: SignForm) -> Scan | None:
    """The paper as it is kept. Raises Refused."""
    file = form.cleaned_data["scan"]
    if not file:
        return None
    try:
        return checked_scan(file.read(), file.name)
    except Refused as refused:
        raise Refused(refused.text, "scan") from refused
