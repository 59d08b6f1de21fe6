"""Translate: the queue of services that do not say everything in a language, one at a time."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.directory.acts.translate_service import translate_service
from ertad.directory.models import Service
from ertad.directory.record.problem_words import in_words
from ertad.directory.record.wording import language_name
from ertad.directory.refusals import NotRunning, WrongRecord
from ertad.directory.screens.translate.form import TranslationForm
from ertad.directory.translating import missing, next_after, untranslated, waiting
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.rights import actor_with

A_PAGE = 50


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a translation into the language of `to`, the longest queue by default."""
    _translator(request)
    counts = waiting(request.user)
    language = request.GET.get("to", "")
    if language not in LANGUAGES:
        language = max(counts, key=lambda each: counts[each])
    rows = untranslated(request.user, language).select_related("institution")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    here = reverse("directory:translations")
    tabs = [
        {
            "label": language_name(each), "url": f"{here}?to={each}", "count": counts[each],
            "current": each == language,
        }
        for each in LANGUAGES
    ]  # fmt: skip
    context = {"page": page, "tabs": tabs, "to": language, "spoken": language_name(language)}
    return render(request, "directory/screens/translate/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, service_id: UUID, to: str) -> HttpResponse:
    """One service: what it says beside a field for each text that is missing."""
    by = _translator(request)
    if to not in LANGUAGES:
        raise Http404("no such language")
    services = Service.objects.visible_to(request.user).select_related("institution")
    service = get_object_or_404(services, pk=service_id)
    found = missing(service, to)
    form = TranslationForm(request.POST or None, missing=found)
    if request.method == "POST" and form.is_valid():
        try:
            kept = translate_service(
                service_id=service.pk, texts=form.cleaned_data, by=by, at=now()
            )
        except WrongRecord as wrong:
            for problem in wrong.problems:
                form.add_error(problem.key if problem.key in form.fields else None,
                               in_words(problem))  # fmt: skip
        except NotRunning:
            messages.info(request, _("This service has ended meanwhile."))
            return _onward(request, to, service.pk)
        else:
            if kept:
                text = _("Saved. Somebody had written some of the texts meanwhile; these stayed.")
                messages.warning(request, text)
            else:
                messages.success(request, _("Saved."))
            return _onward(request, to, service.pk)
    following = next_after(request.user, to, service.pk)
    context = {
        "service": service, "form": form, "to": to, "spoken": language_name(to),
        "later": following if following and following.pk != service.pk else None,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "directory/screens/translate/page.html", context, status=status)


def _onward(request: HttpRequest, to: str, done: UUID) -> HttpResponse:
    following = next_after(request.user, to, done)
    if following is None or following.pk == done:
        return redirect(f"{reverse('directory:translations')}?to={to}")
    return redirect("directory:translate", following.pk, to)


def _translator(request: HttpRequest) -> Actor:
    return actor_with(request.user, "service.translate")
