"""The lists that a member keeps."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.directory.models import SavedList
from ertad.kernel.rights import actor_with


@login_required
def lists(request: HttpRequest) -> HttpResponse:
    actor_with(request.user, "list.keep")
    own = SavedList.objects.visible_to(request.user).annotate(count=Count("items"))
    context = {"lists": own.order_by("-at")}
    return render(request, "directory/screens/kept_lists/page.html", context)
