"""Add or change an institution: the coordinator's."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with
from ertad.people.acts.keep_institution import add_institution, change_institution
from ertad.people.models import Institution
from ertad.people.screens.keep_institution.form import InstitutionForm, initial_of

PAGE = "people/screens/keep_institution/page.html"


@login_required
def add(request: HttpRequest) -> HttpResponse:
    by = actor_with(request.user, "institution.keep")
    form = InstitutionForm(request.POST or None, initial={"language": "ka"})
    if request.method == "POST" and form.is_valid():
        institution = add_institution(
            by=by,
            at=now(),
            fields=form.columns(),
            municipalities=form.cleaned_data["municipalities"],
            aliases=form.alias_lines(),
        )
        messages.success(request, _("The institution is added."))
        return redirect("people:members", institution.pk)
    return render(request, PAGE, {"form": form})


@login_required
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A stale save shows what is saved now beside what was typed, and keeps both."""
    by = actor_with(request.user, "institution.keep")
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    form = InstitutionForm(
        request.POST or None, institution=institution, initial=initial_of(institution)
    )
    current: Institution | None = None
    if request.method == "POST" and form.is_valid():
        try:
            change_institution(
                by=by,
                at=now(),
                institution=institution,
                version=form.cleaned_data["version"] or 0,
                fields=form.columns(),
                municipalities=form.cleaned_data["municipalities"],
                aliases=form.alias_lines(),
            )
        except StaleEdit:
            current = Institution.objects.visible_to(request.user).get(pk=pk)
            again = request.POST.copy()
            again["version"] = str(current.version)
            form = InstitutionForm(again, institution=institution)
        else:
            messages.success(request, _("The institution is saved."))
            return redirect("people:institutions")
    context = {"form": form, "institution": institution, "current": current}
    if current:
        context["saved"] = [
            {"key": form.fields[name].label, "value": value}
            for name, value in initial_of(current).items()
            if name != "version" and value
        ]
    return render(request, PAGE, context, status=409 if current else 200)
