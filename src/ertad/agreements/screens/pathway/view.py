"""A pathway is written into a draft, changed, or taken out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.agreements.acts.keep_pathways import take_out_pathway, write_pathway
from ertad.agreements.models import AgreementVersion, Party, Pathway
from ertad.agreements.screens.acting import Acting, acting, latest_text, refuse
from ertad.agreements.screens.pathway.form import PathwayForm, initial_of
from ertad.audit.trail import StaleEdit
from ertad.directory.models import Service
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.moves import NOT_IN_THIS_STATE
from ertad.kernel.refused import Refused
from ertad.kernel.sent import id_of, number_sent, token_sent
from ertad.look.both import STALE


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    text = latest_text(request, pk)
    side = acting(request, "agreement.draft", text)
    return _page(request, text, side, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID, pathway_id: UUID) -> HttpResponse:
    text = latest_text(request, pk)
    side = acting(request, "agreement.draft", text)
    rows = Pathway.objects.visible_to(request.user).filter(text__agreement=pk)
    return _page(request, text, side, get_object_or_404(rows, pk=pathway_id))


def _page(
    request: HttpRequest, text: AgreementVersion, side: Acting, pathway: Pathway | None
) -> HttpResponse:
    if text.state != AgreementVersion.State.DRAFT or (pathway and pathway.text_id != text.pk):
        messages.warning(request, NOT_IN_THIS_STATE)
        return redirect("agreements:agreement", text.agreement_id)
    form = _form(request, text, side, pathway)
    status = 200
    if request.method == "POST":
        status = 422
        by = side.ready()
        if by and ("take_out" in request.POST or form.is_valid()):
            try:
                done = _saved(request, text, form, pathway, by)
            except Refused as refused:
                refuse(form, refused)
            except StaleEdit:
                status = 409
                again = request.POST.copy()
                again["version"] = str(text.version)
                form = _form(request, text, side, pathway, again)
            else:
                messages.success(request, done)
                return redirect("agreements:agreement", text.agreement_id)
    context = {
        "text": text, "form": form, "why": side.why, "pathway": pathway,
        "stale": STALE if status == 409 else "",
    }  # fmt: skip
    return render(request, "agreements/screens/pathway/page.html", context, status=status)


def _form(
    request: HttpRequest, text: AgreementVersion, side: Acting, pathway: Pathway | None,
    data: Any = None,
) -> PathwayForm:  # fmt: skip
    visible = Party.objects.visible_to(request.user)
    parties = list(visible.filter(text=text).select_related("institution"))
    services = Service.objects.visible_to(request.user).active()
    places = [party.institution_id for party in parties]
    first = initial_of(pathway) if pathway else {"from_institution": str(side.side)}
    return PathwayForm(
        data or (request.POST if request.method == "POST" else None), parties=parties,
        services=list(services.filter(institution__in=places).order_by("pk")),
        initial={**first, "version": text.version, "token": token_sent(None)},
    )  # fmt: skip


def _saved(
    request: HttpRequest, text: AgreementVersion, form: PathwayForm, pathway: Pathway | None,
    by: Actor,
) -> str:  # fmt: skip
    """What was done, in words."""
    known = number_sent(request.POST.get("version"))
    if pathway and "take_out" in request.POST:
        take_out_pathway(
            pathway_id=pathway.pk, text_id=text.pk, version=known, by=by, at=now()
        )  # fmt: skip
        return _("The pathway is taken out.")
    key = pathway.pk if pathway else id_of(request, f"pathway {text.pk}")
    write_pathway(
        pathway_id=key, text_id=text.pk, version=known, fields=form.columns(),
        groups=form.cleaned_data["groups"], by=by, at=now(),
    )  # fmt: skip
    return _("The pathway is written into the draft.")
