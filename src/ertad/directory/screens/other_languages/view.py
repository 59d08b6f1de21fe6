"""In other languages: how to enter a service, for people who read none of the three."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.directory.acts.write_how_to_enter import write_how_to_enter
from ertad.directory.models import MoreHowToEnter
from ertad.directory.record.problem_words import in_words
from ertad.directory.refusals import NotRunning, WrongRecord
from ertad.directory.screens.other_languages.form import OtherLanguagesForm
from ertad.directory.screens.own import own_service
from ertad.kernel.clock import now
from ertad.kernel.languages import more_languages, said
from ertad.kernel.rights import actor_with
from ertad.people.screens.reason import reason_form, reason_given


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def other_languages(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """What somebody else wrote meanwhile is shown above what was typed; neither is lost."""
    languages = more_languages()
    service = own_service(request, service_id, "service.edit")
    if not languages:
        raise Http404("this installation has no other languages")
    rows = MoreHowToEnter.objects.visible_to(request.user).filter(service=service)
    there = {row.language: row for row in rows}
    data = request.POST if request.method == "POST" else None
    form = OtherLanguagesForm(data, languages=languages, there=there)
    reason = reason_form(request.user, "service.edit", service.institution_id, data)
    stale: MoreHowToEnter | None = None
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        by = actor_with(request.user, "service.edit", service.institution_id, reason=why)
        try:
            write_how_to_enter(service_id=service.pk, texts=form.texts(), by=by, at=now())
        except NotRunning:
            messages.warning(request, _("This service has ended or was merged."))
            return redirect("directory:service_history", service.pk)
        except WrongRecord as wrong:
            for problem in wrong.problems:
                form.add_error(problem.key, in_words(problem))
        except StaleEdit as meanwhile:
            stale = _theirs(meanwhile)
            # Saving the same form once more puts one's own in the place of theirs.
            again = request.POST.copy()
            again[f"version-{stale.language}"] = str(stale.version)
            form = OtherLanguagesForm(again, languages=languages, there=there)
        else:
            messages.success(request, _("Saved. It is in the directory now."))
            return redirect("directory:edit_service", service.pk)
    context = {
        "service": service, "form": form, "reason": reason, "stale": stale,
        "told": said(service, "how_to_enter"),
    }  # fmt: skip
    status = 200 if data is None else 409 if stale else 422
    template = "directory/screens/other_languages/page.html"
    return render(request, template, context, status=status)


def _theirs(meanwhile: StaleEdit) -> MoreHowToEnter:
    row = meanwhile.current
    assert isinstance(row, MoreHowToEnter)  # noqa: S101
    return row
