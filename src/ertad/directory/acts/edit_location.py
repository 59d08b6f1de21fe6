"""The owner corrects a place; every service given there shows it at once."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import Trace, traced
from ertad.directory.acts.location_fields import LocationFields, problems_of, tidy
from ertad.directory.models import Location, ServiceAtLocation
from ertad.directory.record.writing import raise_version
from ertad.directory.refusals import WrongRecord
from ertad.directory.search.entries import write_entries
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand


def edit_location(
    *, location_id: UUID, fields: LocationFields, version: int, by: Actor, at: datetime
) -> Location:
    """Write the place's fields, and the search entries of the services given there.

    Saying what is already so changes nothing, whatever the version.
    Raises NotAllowed, WrongRecord, StaleEdit when somebody changed it to something else meanwhile.
    """
    with traced("location.edit", by=by, at=at, on=Location(pk=location_id)) as trace:
        location = Location.objects.select_for_update().get(pk=location_id)
        demand("location.edit", by, location.institution_id)
        return write_location(trace, location, fields, version=version, at=at)


def write_location(
    trace: Trace, location: Location, fields: LocationFields, *, version: int, at: datetime
) -> Location:
    """The writing part, within the act of `trace`; undoing a change of a place uses it too."""
    fields = tidy(fields)
    changes = {key: value for key, value in fields.items() if getattr(location, key) != value}
    if not changes:
        return location
    if problems := list(problems_of(fields)):
        raise WrongRecord(problems)
    trace.update(location, version=version, institution_id=location.institution_id, **changes)
    here = ServiceAtLocation.objects.filter(location=location)
    services = list(here.order_by("service_id").values_list("service_id", flat=True))
    write_entries(services, version=raise_version(at), at=at)
    return location
