"""The one page of an institution in a round: what to do next, and what was done."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ertad.collection.screens.invitation.page import show_invitation


@login_required
@require_safe
def invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    return show_invitation(request, pk)
