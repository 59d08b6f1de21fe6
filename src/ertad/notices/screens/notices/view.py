"""Notices: what this person was told, newest first; opening one marks it as read."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ertad.kernel.clock import now
from ertad.notices.acts.mark_read import mark_read
from ertad.notices.models import Notice
from ertad.notices.queries import notices_of
from ertad.notices.telling import told

A_PAGE = 30


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    page = Paginator(notices_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "notices/screens/notices/page.html",
        {"page": page, "lines": told(page.object_list)},
    )


@login_required
@require_safe
def open_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the page that it leads to; to the notices when it has nothing to say any more."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    mark_read(Notice.objects.visible_to(request.user).filter(pk=pk), at=now())
    found = told([notice])
    return redirect(found[0].url if found else "notices:list")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_read(Notice.objects.visible_to(request.user), at=now())
    return redirect("notices:list")
