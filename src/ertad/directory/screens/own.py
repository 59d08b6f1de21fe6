"""A record of an institution, for those who may do an act to it; others are refused."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ertad.directory.models import Location, Service
from ertad.kernel.rights import demand_may


def own_service(request: HttpRequest, service_id: UUID, act: str) -> Service:
    """The service; Http404 when there is none, NotAllowed when it is not the reader's to change."""
    services = Service.objects.visible_to(request.user).select_related("institution")
    service = get_object_or_404(services, pk=service_id)
    demand_may(request.user, act, service.institution_id)
    return service


def own_location(request: HttpRequest, location_id: UUID) -> Location:
    """The place; Http404 when there is none that the reader may see, NotAllowed likewise."""
    locations = Location.objects.visible_to(request.user).select_related("institution")
    location = get_object_or_404(locations, pk=location_id)
    demand_may(request.user, "location.edit", location.institution_id)
    return location
