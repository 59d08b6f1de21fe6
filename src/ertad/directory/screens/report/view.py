"""Report a mistake: no account, no name; it lands with those who run the service."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ertad.directory.acts.report_mistake import report_mistake
from ertad.directory.models import Service
from ertad.directory.refusals import HoldsPersonalNumber, TooManyReports, WrongRecord
from ertad.directory.screens.report.form import ReportForm
from ertad.kernel.clock import now


def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    service = get_object_or_404(Service.objects.visible_to(request.user), pk=pk)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_mistake(
                service_id=service.pk,
                what=form.cleaned_data["what"],
                text=form.cleaned_data["text"],
                address=request.META.get("REMOTE_ADDR", ""),
                at=now(),
                report_id=form.cleaned_data["id"],
            )
        except HoldsPersonalNumber:
            form.add_error("text", _("Leave out the personal number: eleven digits in a row."))
        except WrongRecord:
            form.add_error("text", _("Say in a few words what is wrong."))
        except TooManyReports:
            form.add_error(None, _("That were many reports in one hour. Please try again later."))
        else:
            messages.success(request, _("Thank you. Those who run the service will see it."))
            return redirect("directory:service", service.pk)
    context = {"form": form, "service": service}
    return render(request, "directory/screens/report/page.html", context)
