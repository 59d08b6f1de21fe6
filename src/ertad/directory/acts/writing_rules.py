"""What every act that writes a service asks first."""

from collections.abc import Iterable
from uuid import UUID

from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.record import Record
from ertad.directory.record.checking import errors_in
from ertad.directory.record.known import broken_references, known_terms
from ertad.directory.refusals import NotRunning, WrongRecord


def locked(service_id: UUID) -> Service:
    """The service, held by this transaction. Raises Service.DoesNotExist."""
    return Service.objects.select_for_update().get(pk=service_id)


def demand_running(service: Service) -> None:
    """Raise NotRunning for a service that has ended or was merged into another."""
    if service.status != Status.ACTIVE:
        raise NotRunning(f"service {service.pk} is {service.status}")


def demand_right(record: Record, before: Record | None = None) -> None:
    """Raise WrongRecord with all that keeps the record from being written."""
    problems = [*errors_in(record, known_terms()), *broken_references(record, before)]
    if problems:
        raise WrongRecord(problems)


def by_id(services: Iterable[Service]) -> dict[UUID, Service]:
    return {service.pk: service for service in services}
