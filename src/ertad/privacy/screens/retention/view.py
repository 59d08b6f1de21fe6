"""How long what is kept: the rules, what would go now, and what went."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.clock import local_day, now
from ertad.kernel.retention import retention as all_rules
from ertad.privacy.models import Purge
from ertad.privacy.retaining import dry_run, how_long, what_goes
from ertad.privacy.screens.acting import officer

DAYS_SHOWN = 14


@login_required
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    officer(request, "privacy.see")
    at = now()
    labels = {rule.name: rule.label for rule in all_rules()}
    context = {
        "lines": [
            {"due": due, "how_long": how_long(due.rule), "then": what_goes(due.rule)}
            for due in dry_run(at)
        ],
        "runs": [
            {
                "run": run,
                "what": [(labels.get(name, name), count) for name, count in run.counts.items()],
            }
            for run in Purge.objects.visible_to(request.user)[:DAYS_SHOWN]
        ],
        "today": local_day(at),
    }
    return render(request, "privacy/screens/retention/page.html", context)
