"""The institution or the challenge that an address names, as the reader may see it."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ertad.kernel.rights import demand_may
from ertad.people.models import Institution
from ertad.profiles.models import Challenge


def institution_of(request: HttpRequest, pk: UUID) -> Institution:
    """Raises Http404 when there is none."""
    institutions = Institution.objects.visible_to(request.user).select_related("parent")
    return get_object_or_404(institutions, pk=pk)


def kept_institution(request: HttpRequest, pk: UUID, right: str) -> Institution:
    """For those who hold `right` for it. Raises Http404 or NotAllowed."""
    institution = institution_of(request, pk)
    demand_may(request.user, right, pk)
    return institution


def challenge_of(request: HttpRequest, pk: UUID) -> Challenge:
    """Raises Http404 when there is none that the reader may see."""
    challenges = Challenge.objects.visible_to(request.user).select_related("institution")
    return get_object_or_404(challenges, pk=pk)


def kept_challenge(request: HttpRequest, pk: UUID) -> Challenge:
    """For those who keep it. Raises Http404 or NotAllowed."""
    challenge = challenge_of(request, pk)
    demand_may(request.user, "challenge.write", challenge.institution_id)
    return challenge
