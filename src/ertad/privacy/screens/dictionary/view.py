"""The data dictionary, on screen and as a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.files.sending import send_file
from ertad.kernel.clock import now
from ertad.privacy.dictionary import dictionary
from ertad.privacy.papers.tables import dictionary_xlsx
from ertad.privacy.retaining import dry_run, how_long
from ertad.privacy.screens.acting import officer
from ertad.privacy.words import CLASS_WORDS


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """First those that hold something about persons; all with `?all=1`."""
    officer(request, "privacy.see")
    every = dictionary()
    shown = every if request.GET.get("all") else [each for each in every if each.personal]
    models = [
        {
            "entry": model,
            "fields": [
                {
                    "field": field,
                    "class": CLASS_WORDS[field.privacy],
                    "kept": "; ".join(how_long(rule) for rule in field.rules),
                }
                for field in model.fields
            ],
        }
        for model in shown
    ]
    context = {"models": models, "all": len(every), "whole": len(shown) == len(every)}
    return render(request, "privacy/screens/dictionary/page.html", context)


@login_required
@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    officer(request, "privacy.see")
    at = now()
    content = dictionary_xlsx(dictionary(), dry_run(at), at)
    return send_file(content, plain="ertad-data", shown=_("Data dictionary"), kind="xlsx")
