"""How I am told: on the page alone, by e-mail at once, or in one e-mail a day, for each kind."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with
from ertad.notices.acts.choose import choose
from ertad.notices.queries import ways_of
from ertad.notices.screens.choices.form import WaysForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = WaysForm(data, ways=ways_of(request.user))
    if data is not None and form.is_valid():
        choose(ways=form.ways(), by=actor_with(request.user, "notice.choose"), at=now())
        messages.success(request, _("Saved. It holds for what comes from now on."))
        return redirect("notices:choices")
    status = 200 if data is None else 422
    return render(request, "notices/screens/choices/page.html", {"form": form}, status=status)
