"""Follow a search: what will be kept of it, and what not, before it is."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.directory.acts.follow_search import MOST_SEARCHES, follow_search
from ertad.directory.models import SearchSubscription
from ertad.directory.refusals import TooMany, WrongRecord
from ertad.directory.screens.find.chips import address
from ertad.directory.search.question import question_from
from ertad.directory.search.searching import search
from ertad.directory.subscriptions import MOST_FITTING, followed
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with
from ertad.people.models import User


@login_required
def follow(request: HttpRequest) -> HttpResponse:
    """The search is in the address, as on the page of results; POST follows it."""
    by, at = actor_with(request.user, "search.follow"), now()
    question = question_from(request.GET)
    results = search(question, user=request.user, today=local_day(at), page_size=1)
    found = followed(question, results, request.user)
    too_many = found.params and results.total > MOST_FITTING
    if request.method == "POST" and isinstance(request.user, User):
        try:
            follow_search(
                subscription_id=uuid4(), params=found.params, owner=request.user, by=by, at=at
            )
        except (TooMany, WrongRecord):
            full = SearchSubscription.objects.visible_to(request.user).count() >= MOST_SEARCHES
            if full and not too_many:
                most = _("You follow %(most)s searches already. Stop one first.")
                messages.warning(request, most % {"most": MOST_SEARCHES})
                return redirect("directory:followed_searches")
        else:
            messages.success(request, _("You will get a letter when there are new services."))
            return redirect("directory:followed_searches")
    context = {
        "found": found,
        "total": results.total,
        "too_many": too_many,
        "back": reverse("directory:find") + address(question),
    }
    return render(request, "directory/screens/follow_search/page.html", context)
