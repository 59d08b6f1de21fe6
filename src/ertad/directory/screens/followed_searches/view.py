"""The searches that a member follows, and how to stop one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ertad.directory.acts.follow_search import stop_search
from ertad.directory.models import SearchSubscription
from ertad.directory.screens.find.chips import address
from ertad.directory.subscriptions import labels_of, question_of
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with


@login_required
def searches(request: HttpRequest) -> HttpResponse:
    actor_with(request.user, "search.follow")
    find = reverse("directory:find")
    own = SearchSubscription.objects.visible_to(request.user).order_by("-at")
    lines = [
        (each, "; ".join(labels_of(each.params)), find + address(question_of(each.params)))
        for each in own
    ]
    context = {"lines": lines}
    return render(request, "directory/screens/followed_searches/page.html", context)


@login_required
@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(SearchSubscription.objects.visible_to(request.user), pk=pk)
    stop_search(found=found, by=actor_with(request.user, "search.follow"), at=now())
    messages.success(request, _("Stopped. No more letters for this search."))
    return redirect("directory:followed_searches")
