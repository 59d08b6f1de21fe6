"""The institution that an address names, as everybody may see it."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ertad.people.models import Institution


def institution_of(request: HttpRequest, pk: UUID) -> Institution:
    """Raises Http404 when there is none."""
    institutions = Institution.objects.visible_to(request.user).select_related("parent")
    return get_object_or_404(institutions, pk=pk)
